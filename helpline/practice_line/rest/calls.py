"""Calls as REST resources."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from aiohttp import web

from helpline.practice_line.call import FINAL, Call
from helpline.practice_line.carrier import TOO_MANY_CALLS, Carrier
from helpline.practice_line.carrier_config import API_VERSION
from helpline.practice_line.dates import rfc_2822
from helpline.practice_line.rest.common import CARRIER, gone, page, problem, written
from helpline.practice_line.rest.new_call import (
    call_of,
    detection_of,
    target_of,
)
from helpline.practice_line.rest.values import INVALID_URL, BadValue, days, is_on, one_of

_STATES = FINAL | {"queued", "ringing", "in-progress"}


async def list_calls(request: web.Request) -> web.Response:
    carrier, query = request.app[CARRIER], request.query
    status, times = one_of(query, "Status", _STATES), _times(query)
    words = {name: query.get(name) for name in ("From", "To", "ParentCallSid")}
    found = [
        call_json(carrier, call)
        for call in reversed(carrier.calls.values())
        if status in (None, shown_status(carrier, call))
        and all(
            said in (None, mine)
            for said, mine in zip(
                words.values(), (call.from_, call.to, call.parent_sid), strict=True
            )
        )
        and all(_is_within(call, *each) for each in times)
    ]
    return page(request, "calls", found)


def _times(query: Mapping[str, str]) -> list[tuple[str, str, date]]:
    return days(query, "StartTime", "EndTime")


def _is_within(call: Call, name: str, sign: str, wanted: date) -> bool:
    return is_on(call.answered_at if name == "StartTime" else call.ended_at, sign, wanted)


async def create_call(request: web.Request) -> web.Response:
    """A telephone outside is rung; who answers there is the business of the test."""
    carrier, form = request.app[CARRIER], await request.post()
    call, target, detection = call_of(carrier, form), target_of(form), detection_of(form)
    if target is None:
        raise BadValue(INVALID_URL, "Url or Twiml is required")
    if carrier.is_full:
        raise BadValue(TOO_MANY_CALLS, "Call concurrency limit exceeded")
    carrier.launching.launch(call, target, detection)
    return web.json_response(call_json(carrier, call), status=201)


async def fetch_call(request: web.Request) -> web.Response:
    call = _call(request)
    return gone() if call is None else web.json_response(call_json(request.app[CARRIER], call))


async def update_call(request: web.Request) -> web.Response:
    carrier, call, form = request.app[CARRIER], _call(request), await request.post()
    if call is None:
        return gone()
    status, target = one_of(form, "Status", {"completed", "canceled"}), target_of(form)
    if not call.is_live:
        return problem(400, 21220, "Call is not in-progress. Cannot redirect.")
    if status == "completed" or (status == "canceled" and not call.is_answered):
        carrier.complete(call)  # calls that are answered are not canceled any more
    elif status is None and target is not None:
        if call.status != "in-progress":
            return problem(400, 21220, "Call is not in-progress. Cannot redirect.")
        carrier.update(call, target)
    return web.json_response(call_json(carrier, call))


async def delete_call(request: web.Request) -> web.Response:
    carrier, call = request.app[CARRIER], _call(request)
    if call is None:
        return gone()
    if call.is_live:
        return problem(409, 20009, "Cannot delete a call that is in progress")
    del carrier.calls[call.sid]
    return web.Response(status=204)


def _call(request: web.Request) -> Call | None:
    return request.app[CARRIER].calls.get(request.match_info["call"])


def shown_status(carrier: Carrier, call: Call) -> str:
    """The API lags behind what has been told in callbacks, as a carrier's may."""
    return call.status_before(timedelta(seconds=carrier.faults.rest_lag_s))


def call_json(carrier: Carrier, call: Call) -> dict[str, Any]:
    account, status = carrier.config.account_sid, shown_status(carrier, call)
    is_over = status in FINAL
    uri = f"/{API_VERSION}/Accounts/{account}/Calls/{call.sid}"
    names = ("Events", "Notifications", "Payments", "Recordings", "Siprec", "Streams")
    return {
        "sid": call.sid,
        "account_sid": account,
        "parent_call_sid": call.parent_sid,
        "date_created": rfc_2822(call.created_at),
        "date_updated": rfc_2822(call.ended_at or call.answered_at or call.created_at),
        "to": call.to,
        "to_formatted": call.to,
        "from": call.from_,
        "from_formatted": call.from_,
        "phone_number_sid": None,
        "status": status,
        "start_time": written(call.answered_at),
        "end_time": written(call.ended_at) if is_over else None,
        "duration": str(call.duration_s) if is_over else None,
        "price": None,
        "price_unit": "USD",
        "direction": call.direction,
        "answered_by": call.answered_by,
        "annotation": None,
        "api_version": API_VERSION,
        "forwarded_from": None,
        "group_sid": None,
        "caller_name": None,
        "queue_time": str(call.queue_ms),
        "trunk_sid": None,
        "uri": f"{uri}.json",
        "subresource_uris": {name.lower(): f"{uri}/{name}.json" for name in names},
    }
