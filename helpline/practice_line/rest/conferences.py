"""Conferences as REST resources."""

from typing import Any

from aiohttp import web

from helpline.practice_line.announcement import announce
from helpline.practice_line.carrier import Carrier
from helpline.practice_line.carrier_config import API_VERSION
from helpline.practice_line.conference import Conference
from helpline.practice_line.dates import rfc_2822
from helpline.practice_line.rest.common import CARRIER, gone, page
from helpline.practice_line.rest.new_call import METHODS
from helpline.practice_line.rest.values import address, days, is_on, one_of

_STATES = frozenset({"init", "in-progress", "completed"})


async def list_conferences(request: web.Request) -> web.Response:
    carrier, status = request.app[CARRIER], one_of(request.query, "Status", _STATES)
    name = request.query.get("FriendlyName")
    times = days(request.query, "DateCreated", "DateUpdated")
    found = [
        conference_json(carrier, room)
        for room in carrier.rooms.by_sid.values()
        if status in (None, room.status)
        and name in (None, room.name)
        and all(
            is_on(room.created_at if what == "DateCreated" else room.updated_at, sign, wanted)
            for what, sign, wanted in times
        )
    ]
    return page(request, "conferences", found)


async def fetch_conference(request: web.Request) -> web.Response:
    room = room_of(request)
    return (
        gone() if room is None else web.json_response(conference_json(request.app[CARRIER], room))
    )


async def update_conference(request: web.Request) -> web.Response:
    room, form = room_of(request), await request.post()
    if room is None:
        return gone()
    url, method = address(form, "AnnounceUrl"), one_of(form, "AnnounceMethod", METHODS)
    if one_of(form, "Status", {"completed"}):
        room.end()
    elif url is not None:
        announce(
            request.app[CARRIER], room, list(room.participants.values()), url, method or "POST"
        )
    return web.json_response(conference_json(request.app[CARRIER], room))


def room_of(request: web.Request) -> Conference | None:
    return request.app[CARRIER].rooms.by_sid.get(request.match_info["room"])


def conference_json(carrier: Carrier, room: Conference) -> dict[str, Any]:
    account = carrier.config.account_sid
    uri = f"/{API_VERSION}/Accounts/{account}/Conferences/{room.sid}"
    return {
        "sid": room.sid,
        "account_sid": account,
        "date_created": rfc_2822(room.created_at),
        "date_updated": rfc_2822(room.updated_at),
        "api_version": API_VERSION,
        "friendly_name": room.name,
        "region": "us1",
        "status": room.status,
        "uri": f"{uri}.json",
        "subresource_uris": {
            "participants": f"{uri}/Participants.json",
            "recordings": f"{uri}/Recordings.json",
        },
        "reason_conference_ended": room.reason_ended,
        "call_sid_ending_conference": room.call_sid_ending,
    }
