"""Calls as REST resources."""

from typing import Any

from aiohttp import web

from helpline.practice_line.call import Call, Target
from helpline.practice_line.carrier import Carrier
from helpline.practice_line.carrier_config import API_VERSION
from helpline.practice_line.dates import rfc_2822
from helpline.practice_line.rest.common import CARRIER, date, gone, page, problem


async def list_calls(request: web.Request) -> web.Response:
    carrier, status = request.app[CARRIER], request.query.get("Status")
    found = [call for call in carrier.calls.values() if status in (None, call.status)]
    rows = [call_json(carrier, call) for call in reversed(found)]
    return page(request, "calls", rows)


async def fetch_call(request: web.Request) -> web.Response:
    call = _call(request)
    return gone() if call is None else web.json_response(call_json(request.app[CARRIER], call))


async def update_call(request: web.Request) -> web.Response:
    carrier, call, form = request.app[CARRIER], _call(request), await request.post()
    if call is None:
        return gone()
    if not call.is_live:
        return problem(400, 21220, "Call is not in-progress. Cannot redirect.")
    status = form.get("Status")
    if status is not None and status not in ("completed", "canceled"):
        return problem(400, 20001, "Status must be completed or canceled")
    if status is not None:
        carrier.complete(call)
    elif "Twiml" in form:
        carrier.update(call, Target(document=str(form["Twiml"])))
    elif "Url" in form:
        method = str(form.get("Method", "POST"))
        carrier.update(call, Target(url=str(form["Url"]), method=method))
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


def call_json(carrier: Carrier, call: Call) -> dict[str, Any]:
    account = carrier.config.account_sid
    uri = f"/{API_VERSION}/Accounts/{account}/Calls/{call.sid}"
    names = ("Events", "Notifications", "Payments", "Recordings", "Siprec", "Streams")
    return {
        "sid": call.sid,
        "account_sid": account,
        "parent_call_sid": None,
        "date_created": rfc_2822(call.created_at),
        "date_updated": rfc_2822(call.ended_at or call.answered_at or call.created_at),
        "to": call.to,
        "to_formatted": call.to,
        "from": call.from_,
        "from_formatted": call.from_,
        "phone_number_sid": None,
        "status": call.status,
        "start_time": date(call.answered_at),
        "end_time": date(call.ended_at),
        "duration": str(call.duration_s) if call.ended_at else None,
        "price": None,
        "price_unit": "USD",
        "direction": "inbound",
        "answered_by": None,
        "annotation": None,
        "api_version": API_VERSION,
        "forwarded_from": None,
        "group_sid": None,
        "caller_name": None,
        "queue_time": "0",
        "trunk_sid": None,
        "uri": f"{uri}.json",
        "subresource_uris": {name.lower(): f"{uri}/{name}.json" for name in names},
    }
