"""Calls as REST resources."""

from typing import Any

from aiohttp import web
from multidict import MultiDictProxy

from helpline.practice_line.call import FINAL, Call, Target, Told
from helpline.practice_line.carrier import Carrier
from helpline.practice_line.carrier_config import API_VERSION
from helpline.practice_line.dates import rfc_2822
from helpline.practice_line.rest.common import CARRIER, date, gone, page, problem
from helpline.practice_line.rest.values import (
    INVALID,
    BadValue,
    address,
    document,
    one_of,
    whole,
)

Form = MultiDictProxy[Any]


_METHODS = frozenset({"GET", "POST"})
_STATES = FINAL | {"queued", "ringing", "in-progress"}
_EVENTS = frozenset({"initiated", "ringing", "answered", "completed"})


async def list_calls(request: web.Request) -> web.Response:
    carrier, query = request.app[CARRIER], request.query
    status = one_of(query, "Status", _STATES)
    from_, to = query.get("From"), query.get("To")
    found = [
        call_json(carrier, call)
        for call in reversed(carrier.calls.values())
        if status in (None, call.status) and from_ in (None, call.from_) and to in (None, call.to)
    ]
    return page(request, "calls", found)


async def create_call(request: web.Request) -> web.Response:
    """A telephone outside is rung; who answers there is the business of the test."""
    carrier, form = request.app[CARRIER], await request.post()
    if not form.get("To"):
        raise BadValue(21201, "No 'To' number is specified")
    if not form.get("From"):
        raise BadValue(21213, "No 'From' number is specified")
    target = _target(form)
    if target is None:
        raise BadValue(21205, "Url or Twiml is required")
    call = Call(
        from_=str(form["From"]),
        to=str(form["To"]),
        direction="outbound-api",
        status="queued",
        ring_s=whole(form, "Timeout", 60),
        fallback_url=address(form, "FallbackUrl") or "",
        told=_told(form),
    )
    carrier.call_out(call, target)
    return web.json_response(call_json(carrier, call), status=201)


def _told(form: Form) -> Told:
    events = [str(each) for each in form.getall("StatusCallbackEvent", ["completed"])]
    return Told(
        url=address(form, "StatusCallback") or "",
        method=one_of(form, "StatusCallbackMethod", _METHODS) or "POST",
        events=frozenset(events) & _EVENTS,
    )


def _target(form: Form) -> Target | None:
    url, twiml = address(form, "Url"), document(form, "Twiml")
    method = one_of(form, "Method", _METHODS) or "POST"
    if url is not None and twiml is not None:
        raise BadValue(INVALID, "Url and Twiml exclude each other")
    if twiml is not None:
        return Target(document=twiml)
    return None if url is None else Target(url=url, method=method)


async def fetch_call(request: web.Request) -> web.Response:
    call = _call(request)
    return gone() if call is None else web.json_response(call_json(request.app[CARRIER], call))


async def update_call(request: web.Request) -> web.Response:
    carrier, call, form = request.app[CARRIER], _call(request), await request.post()
    if call is None:
        return gone()
    status, target = one_of(form, "Status", {"completed", "canceled"}), _target(form)
    if not call.is_live:
        return problem(400, 21220, "Call is not in-progress. Cannot redirect.")
    if status == "completed" or (status == "canceled" and not call.is_answered):
        carrier.complete(call)  # calls that are answered are not canceled any more
    elif status is None and target is not None:
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
        "direction": call.direction,
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
