"""The people in a conference as REST resources."""

from typing import Any
from xml.etree import ElementTree as ET

from aiohttp import web

from helpline.practice_line.announcement import announce, hold
from helpline.practice_line.call import Call, Target
from helpline.practice_line.carrier import Carrier
from helpline.practice_line.carrier_config import API_VERSION
from helpline.practice_line.conference import Conference, Participant
from helpline.practice_line.dates import rfc_2822
from helpline.practice_line.rest.common import CARRIER, gone, page
from helpline.practice_line.rest.conferences import room_of
from helpline.practice_line.rest.new_call import METHODS, Form, call_of, detection_of
from helpline.practice_line.rest.values import INVALID, BadValue, address, one_of, text, truth

_TOO_MANY = 16021
_LONGEST_LABEL = 128
_OF_THE_NOUN = {
    "Label": "participantLabel",
    "Muted": "muted",
    "StartConferenceOnEnter": "startConferenceOnEnter",
    "EndConferenceOnExit": "endConferenceOnExit",
    "MaxParticipants": "maxParticipants",
    "WaitUrl": "waitUrl",
    "WaitMethod": "waitMethod",
    "CallSidToCoach": "coach",
    "ConferenceStatusCallback": "statusCallback",
    "ConferenceStatusCallbackMethod": "statusCallbackMethod",
}


async def create_participant(request: web.Request) -> web.Response:
    """A telephone outside is rung and put into the conference, which may be named or new."""
    carrier, form = request.app[CARRIER], await request.post()
    name = request.match_info["room"]
    if name.startswith("CF") and carrier.rooms.find(name) is None:
        return gone()
    if len(text(form, "Label") or "") > _LONGEST_LABEL:
        raise BadValue(INVALID, f"Label may be at most {_LONGEST_LABEL} characters long")
    call, detection = call_of(carrier, form), detection_of(form)
    if carrier.is_full:
        raise BadValue(_TOO_MANY, "Call concurrency limit exceeded")
    room = carrier.rooms.find(name) or carrier.conference(name)
    target = Target(document=_way_in(room, form))
    who = Participant(call=call, label=text(form, "Label") or "")
    carrier.launching.launch(call, target, detection, lambda: room.not_added(who))
    return web.json_response(_as_launched(carrier, room, who), status=201)


def _way_in(room: Conference, form: Form) -> str:
    noun = {said: str(form[name]) for name, said in _OF_THE_NOUN.items() if name in form}
    if truth(form, "Coaching") is not True:
        noun.pop("coach", None)
    if events := form.getall("ConferenceStatusCallbackEvent", []):
        noun["statusCallbackEvent"] = " ".join(map(str, events))
    response = ET.Element("Response")
    ET.SubElement(ET.SubElement(response, "Dial"), "Conference", noun).text = room.name
    return ET.tostring(response, "unicode")


async def list_participants(request: web.Request) -> web.Response:
    carrier, room = request.app[CARRIER], room_of(request)
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
    muted, ends = truth(form, "Muted"), truth(form, "EndConferenceOnExit")
    coaching, whom = truth(form, "Coaching"), text(form, "CallSidToCoach")
    announced = address(form, "AnnounceUrl")
    if coaching and whom not in room.participants:
        raise BadValue(INVALID, "CallSidToCoach must be a participant's")
    _hold_or_not(carrier, room, who, form)
    if muted is not None:
        room.mute(who, muted=muted)
    if coaching is not None:
        room.coach(who, whom if coaching else None)
    if ends is not None:
        room.modify(who, end_on_exit=ends)
    if announced is not None:
        method = one_of(form, "AnnounceMethod", METHODS) or "POST"
        announce(carrier, room, [who], announced, method)
    return web.json_response(participant_json(carrier, room, who))


def _hold_or_not(carrier: Carrier, room: Conference, who: Participant, form: Form) -> None:
    held, url = truth(form, "Hold"), address(form, "HoldUrl")
    method = one_of(form, "HoldMethod", METHODS) or "GET"
    if held:
        hold(carrier, room, who, url or "", method)
    elif held is False:
        room.hold(who, held=False, wav=None)


async def kick_participant(request: web.Request) -> web.Response:
    room, who = _participant(request)
    if room is None or who is None:
        return gone()
    room.kick(who)
    return web.Response(status=204)


def _participant(request: web.Request) -> tuple[Conference | None, Participant | None]:
    room = room_of(request)
    return room, None if room is None else room.find(request.match_info["who"])


def _as_launched(carrier: Carrier, room: Conference, who: Participant) -> dict[str, Any]:
    queued = {"status": "queued", "queue_time": str(who.call.queue_ms)}
    return participant_json(carrier, room, who) | queued


def participant_json(carrier: Carrier, room: Conference, who: Participant) -> dict[str, Any]:
    account, call = carrier.config.account_sid, who.call
    place = f"/{API_VERSION}/Accounts/{account}/Conferences/{room.sid}/Participants"
    return {
        "account_sid": account,
        "call_sid": call.sid,
        "label": who.label or None,
        "call_sid_to_coach": who.coaching,
        "coaching": who.coaching is not None,
        "conference_sid": room.sid,
        "date_created": rfc_2822(call.created_at),
        "date_updated": rfc_2822(call.created_at),
        "end_conference_on_exit": who.end_on_exit,
        "muted": who.muted,
        "hold": who.hold,
        "start_conference_on_enter": who.start_on_enter,
        "status": "connected",
        "queue_time": _queued(call),
        "uri": f"{place}/{call.sid}.json",
    }


def _queued(call: Call) -> str | None:
    return str(call.queue_ms) if call.direction == "outbound-api" else None
