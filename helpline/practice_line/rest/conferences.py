"""Conferences and their participants as REST resources."""

from typing import Any

from aiohttp import web

from helpline.practice_line.carrier import Carrier
from helpline.practice_line.carrier_config import API_VERSION
from helpline.practice_line.conference import Conference, Participant
from helpline.practice_line.dates import rfc_2822
from helpline.practice_line.rest.common import CARRIER, gone, page
from helpline.practice_line.rest.values import INVALID, BadValue, address, one_of, text, truth

_STATES = frozenset({"init", "in-progress", "completed"})


async def list_conferences(request: web.Request) -> web.Response:
    carrier, status = request.app[CARRIER], one_of(request.query, "Status", _STATES)
    name = request.query.get("FriendlyName")
    found = [
        conference_json(carrier, room)
        for room in carrier.conferences.values()
        if status in (None, room.status) and name in (None, room.name)
    ]
    return page(request, "conferences", found)


async def fetch_conference(request: web.Request) -> web.Response:
    room = _room(request)
    return (
        gone() if room is None else web.json_response(conference_json(request.app[CARRIER], room))
    )


async def update_conference(request: web.Request) -> web.Response:
    room, form = _room(request), await request.post()
    if room is None:
        return gone()
    if one_of(form, "Status", {"completed"}):
        room.end()
    return web.json_response(conference_json(request.app[CARRIER], room))


def _room(request: web.Request) -> Conference | None:
    return request.app[CARRIER].conferences.get(request.match_info["room"])


def conference_json(carrier: Carrier, room: Conference) -> dict[str, Any]:
    account = carrier.config.account_sid
    uri = f"/{API_VERSION}/Accounts/{account}/Conferences/{room.sid}"
    return {
        "sid": room.sid,
        "account_sid": account,
        "date_created": rfc_2822(room.created_at),
        "date_updated": rfc_2822(room.created_at),
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


# --- participants


async def list_participants(request: web.Request) -> web.Response:
    carrier, room = request.app[CARRIER], _room(request)
    if room is None:
        return gone()
    muted, held = truth(request.query, "Muted"), truth(request.query, "Hold")
    coaching = truth(request.query, "Coaching")
    rows = [
        participant_json(carrier, room, each)
        for each in room.participants.values()
        if muted in (None, each.muted)
        and held in (None, each.hold)
        and coaching in (None, each.coaching is not None)
    ]
    return page(request, "participants", rows)


async def fetch_participant(request: web.Request) -> web.Response:
    room, who = _participant(request)
    if room is None or who is None:
        return gone()
    return web.json_response(participant_json(request.app[CARRIER], room, who))


async def update_participant(request: web.Request) -> web.Response:
    carrier = request.app[CARRIER]
    room, who = _participant(request)
    form = await request.post()
    if room is None or who is None:
        return gone()
    held, muted, ends = (truth(form, name) for name in ("Hold", "Muted", "EndConferenceOnExit"))
    coaching, whom = truth(form, "Coaching"), text(form, "CallSidToCoach")
    music = address(form, "HoldUrl")
    if coaching and whom not in room.participants:
        raise BadValue(INVALID, "CallSidToCoach must be a participant's")
    if held is not None:
        room.hold(who, held=held, wav=await carrier.sound(music) if held and music else None)
    if muted is not None:
        room.mute(who, muted=muted)
    if coaching is not None:
        room.coach(who, whom if coaching else None)
    if ends is not None:
        who.end_on_exit = ends
    return web.json_response(participant_json(carrier, room, who))


async def kick_participant(request: web.Request) -> web.Response:
    room, who = _participant(request)
    if room is None or who is None:
        return gone()
    room.kick(who)
    return web.Response(status=204)


def _participant(request: web.Request) -> tuple[Conference | None, Participant | None]:
    room = _room(request)
    return room, None if room is None else room.find(request.match_info["who"])


def participant_json(carrier: Carrier, room: Conference, who: Participant) -> dict[str, Any]:
    account = carrier.config.account_sid
    place = f"/{API_VERSION}/Accounts/{account}/Conferences/{room.sid}/Participants"
    return {
        "account_sid": account,
        "call_sid": who.call.sid,
        "label": who.label or None,
        "call_sid_to_coach": who.coaching,
        "coaching": who.coaching is not None,
        "conference_sid": room.sid,
        "date_created": rfc_2822(who.call.created_at),
        "date_updated": rfc_2822(who.call.created_at),
        "end_conference_on_exit": who.end_on_exit,
        "muted": who.muted,
        "hold": who.hold,
        "start_conference_on_enter": who.start_on_enter,
        "status": "connected",
        "queue_time": None,
        "uri": f"{place}/{who.call.sid}.json",
    }
