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
_TOLD_BY_DEFAULT = ("start", "end")
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
    room = carrier.rooms.find(name)
    if name.startswith("CF") and (room is None or room.status == "completed"):
        return gone()
    if len(text(form, "Label") or "") > _LONGEST_LABEL:
        raise BadValue(INVALID, f"Label may be at most {_LONGEST_LABEL} characters long")
    call, detection = call_of(carrier, form), detection_of(form)
    if carrier.is_full:
        raise BadValue(_TOO_MANY, "Call concurrency limit exceeded")
    room = room or carrier.conference(name)
    target = Target(document=_way_in(room, form))
    who = _expected(call, form)
    room.coming[call.sid] = who
    carrier.launching.launch(call, target, detection, lambda: room.not_added(who))
    return web.json_response(participant_json(carrier, room, who), status=201)


def _expected(call: Call, form: Form) -> Participant:
    """As the API shows it until it has joined."""
    coached = text(form, "CallSidToCoach")
    return Participant(
        call=call,
        label=text(form, "Label") or "",
        muted=truth(form, "Muted") or False,
        coaching=None if truth(form, "Coaching") is False else coached,
        start_on_enter=truth(form, "StartConferenceOnEnter") is not False,
        end_on_exit=truth(form, "EndConferenceOnExit") or False,
    )


def _way_in(room: Conference, form: Form) -> str:
    noun = {said: str(form[name]) for name, said in _OF_THE_NOUN.items() if name in form}
    if truth(form, "Coaching") is False:
        noun.pop("coach", None)
    events = form.getall("ConferenceStatusCallbackEvent", _TOLD_BY_DEFAULT)
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
        for each in room.everybody()
        if muted in (None, each.muted)
        and held in (None, each.hold)
        and coaching in (None, each.coaching is not None)
    ]
    return page(request, "participants", rows)


async def fetch_participant(request: web.Request) -> web.Response:
    room, who = _participant(request, coming=True)
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
    whom = text(form, "CallSidToCoach")
    coaching = truth(form, "Coaching") if "Coaching" in form or whom is None else True
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
        room.hold(who, held=False)


async def kick_participant(request: web.Request) -> web.Response:
    room, who = _participant(request, coming=True)
    if room is None or who is None:
        return gone()
    if who.call.sid in room.coming:
        request.app[CARRIER].complete(who.call)
    else:
        room.kick(who)
    return web.Response(status=204)


def _participant(
    request: web.Request, *, coming: bool = False
) -> tuple[Conference | None, Participant | None]:
    """By SID or label; with `coming` also one whose telephone still rings."""
    room = room_of(request)
    if room is None:
        return None, None
    return room, room.find(request.match_info["who"], coming=coming)


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
        "status": _state(room, who),
        "queue_time": _queued(call),
        "uri": f"{place}/{call.sid}.json",
    }


def _state(room: Conference, who: Participant) -> str:
    if who.call.sid not in room.coming:
        return "connected"
    return who.call.status if who.call.status in {"queued", "ringing"} else "connecting"


def _queued(call: Call) -> str | None:
    return str(call.queue_ms) if call.direction == "outbound-api" else None
