"""Recordings as REST resources: what was said, what is told of it, and its deletion."""

from typing import Any

from aiohttp import web

from helpline.practice_line.carrier import Carrier
from helpline.practice_line.carrier_config import API_VERSION
from helpline.practice_line.dates import rfc_2822
from helpline.practice_line.recordings import Recording
from helpline.practice_line.rest.common import CARRIER, gone, page
from helpline.practice_line.rest.values import days, is_on


async def list_recordings(request: web.Request) -> web.Response:
    """All, or those of the call that the path or the query names; the newest first."""
    carrier, query = request.app[CARRIER], request.query
    call = request.match_info.get("call") or query.get("CallSid")
    times = days(query, "DateCreated")
    rows = [
        recording_json(carrier, each)
        for each in reversed(carrier.recordings.by_sid.values())
        if call in (None, each.call_sid)
        and all(is_on(each.started_at, sign, wanted) for _, sign, wanted in times)
    ]
    return page(request, "recordings", rows)


async def fetch_recording(request: web.Request) -> web.Response:
    made = _recording(request)
    if made is None:
        return gone()
    return web.json_response(recording_json(request.app[CARRIER], made))


async def hear_recording(request: web.Request) -> web.Response:
    made = _recording(request)
    if made is None:
        return gone()
    return web.Response(body=made.wav, content_type="audio/x-wav")


async def delete_recording(request: web.Request) -> web.Response:
    made = _recording(request)
    if made is None:
        return gone()
    del request.app[CARRIER].recordings.by_sid[made.sid]
    return web.Response(status=204)


def _recording(request: web.Request) -> Recording | None:
    return request.app[CARRIER].recordings.by_sid.get(request.match_info["recording"])


def recording_json(carrier: Carrier, made: Recording) -> dict[str, Any]:
    account = carrier.config.account_sid
    uri = f"/{API_VERSION}/Accounts/{account}/Recordings/{made.sid}"
    names = ("add_on_results", "transcriptions")
    return {
        "sid": made.sid,
        "account_sid": account,
        "api_version": API_VERSION,
        "call_sid": made.call_sid,
        "conference_sid": None,
        "date_created": rfc_2822(made.started_at),
        "date_updated": rfc_2822(made.ended_at),
        "start_time": rfc_2822(made.started_at),
        "duration": str(made.seconds),
        "price": None,
        "price_unit": "USD",
        "status": "completed",
        "channels": 1,
        "source": "RecordVerb",
        "error_code": None,
        "encryption_details": None,
        "uri": f"{uri}.json",
        "media_url": carrier.recordings.address(made.sid),
        "subresource_uris": {name: f"{uri}/{name}.json" for name in names},
    }
