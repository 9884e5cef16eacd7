"""The carrier's form → plain values. Unknown parameters pass; bad values of known ones are refused."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from helpline.privacy.caller_reference import reference_or_number
from helpline.telephony.numbers import caller_number

# The carrier's ids are kept: they begin with a letter, so that a child's number never passes for one.
_SID = re.compile(r"[A-Za-z][A-Za-z0-9:_.-]{0,127}")
_CALL_ID = re.compile(r"[0-9a-f]{32}")
_OFFER_ID = re.compile(r"[0-9a-f]{32}\.[0-9]{1,6}")
_SAID = re.compile(r"[a-z]{0,16}")
_ROOM_NAME = re.compile(r"call-([0-9a-f]{32})")
_DIGITS = re.compile(r"[0-9*#]{0,32}")
_PLACE = re.compile(r"[0-9]{0,6}")  # shorter than any telephone number, for the same reason


class BadWebhook(ValueError):
    """A parameter that we know holds what it cannot hold; the message names it, never its value."""


def leg_of(form: Mapping[str, str]) -> str:
    return _matching(form, "CallSid", _SID)


def digits_of(form: Mapping[str, str]) -> str:
    return _matching(form, "Digits", _DIGITS) if "Digits" in form else ""


def call_id_of(query: Mapping[str, str]) -> str:
    return _matching(query, "call", _CALL_ID)


def offer_id_of(query: Mapping[str, str]) -> str:
    return _matching(query, "offer", _OFFER_ID)


def message_id_of(query: Mapping[str, str]) -> str:
    return _matching(query, "message", _CALL_ID)


def said_of(query: Mapping[str, str]) -> str:
    """The marks of what a waiting caller has been told, as we wrote them."""
    return _matching(query, "said", _SAID) if "said" in query else ""


def recording_of(form: Mapping[str, str]) -> tuple[str | None, int]:
    """The carrier's name of a recording and its seconds; None when nothing was recorded."""
    seconds = _matching(form, "RecordingDuration", _PLACE) if "RecordingDuration" in form else "0"
    if form.get("RecordingStatus") == "absent" or "RecordingSid" not in form:
        return None, 0
    return _matching(form, "RecordingSid", _SID), int(seconds or 0)


def turn_number_of(query: Mapping[str, str]) -> int:
    text = query.get("n", "0")
    if not re.fullmatch(r"[0-9]{1,6}", text):
        raise BadWebhook("n")
    return int(text)


def identity_of(form: Mapping[str, str]) -> str:
    """The person whose browser is calling: `From` is `client:<person>`."""
    return _matching(form, "From", re.compile(r"client:[A-Za-z0-9_-]{1,64}")).removeprefix(
        "client:"
    )


def is_from_browser(form: Mapping[str, str]) -> bool:
    """A leg of ours, wherever it turns up."""
    return form.get("From", "").startswith("client:")


def ticket_of(form: Mapping[str, str]) -> str:
    """What the browser sent along. Untrusted: it is checked against its seal."""
    return form.get("ticket", "")[:256]


def caller_of(form: Mapping[str, str]) -> str | None:
    """What a repeat mark is made of: the reference that an edge gives, or the number; None when withheld."""
    return reference_or_number(caller_number(form), form.get("SipHeader_X-Ref", ""))


def training_ticket_of(form: Mapping[str, str]) -> str:
    """What a practice call says about its session, empty for every other. Untrusted, like a ticket."""
    return form.get("SipHeader_X-Training", "")[:256]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomEvent:
    """One thing that happened in a conference."""

    event: str
    call_id: str
    room: str
    leg: str
    number: str
    leg_over: bool


_OVER = frozenset({"completed", "busy", "failed", "no-answer", "canceled"})


def room_event_of(form: Mapping[str, str]) -> RoomEvent | None:
    """None for events that name no leg, such as the start of the conference."""
    if "CallSid" not in form:
        return None
    name = _ROOM_NAME.fullmatch(form.get("FriendlyName", ""))
    if name is None:
        raise BadWebhook("FriendlyName")
    return RoomEvent(
        event=form.get("StatusCallbackEvent", ""),
        call_id=name.group(1),
        room=_matching(form, "ConferenceSid", _SID),
        leg=leg_of(form),
        number=_matching(form, "SequenceNumber", _PLACE),
        leg_over=form.get("ParticipantCallStatus", "") in _OVER,
    )


def _matching(values: Mapping[str, str], name: str, pattern: re.Pattern[str]) -> str:
    value = values.get(name, "")
    if not pattern.fullmatch(value):
        raise BadWebhook(name)
    return value
