"""Everything that can happen to a call or a counsellor, one frozen value each, every one with an id."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from routing.state import Duty


@dataclass(frozen=True, slots=True, kw_only=True)
class _Event:
    """`id` is given by the edge; the same id twice is the same event."""

    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrive(_Event):
    """A child has dialled; `leg` is her connection at the carrier.

    `training` is the session a practice call says it belongs to, as far as its seal was good.
    """

    call_id: str
    leg: str
    training: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseLanguage(_Event):
    """She chose a language, or let the greeting pass (None: anybody may answer)."""

    call_id: str
    language: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HangUp(_Event):
    """A leg is over at the carrier: the caller's or the counsellor's."""

    leg: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Accept(_Event):
    offer_id: str
    counsellor_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decline(_Event):
    offer_id: str
    counsellor_id: str
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CallIn(_Event):
    """The accepting browser's leg has reached us and wants to be let in."""

    offer_id: str
    counsellor_id: str
    leg: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Join(_Event):
    """A leg has entered the call's room."""

    call_id: str
    leg: str
    room: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Leave(_Event):
    """A leg has left the call's room; `leg_over` when the connection itself has ended."""

    call_id: str
    leg: str
    leg_over: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold(_Event):
    call_id: str
    counsellor_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Resume(_Event):
    call_id: str
    counsellor_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mute(_Event):
    """The counsellor mutes or unmutes herself."""

    call_id: str
    counsellor_id: str
    muted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class End(_Event):
    """The counsellor ends the call on purpose."""

    call_id: str
    counsellor_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Present(_Event):
    """Page heartbeat fresh, softphone registered, microphone granted."""

    counsellor_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Absent(_Event):
    """The page is gone or silent, or lost its softphone or microphone."""

    counsellor_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseDuty(_Event):
    counsellor_id: str
    duty: Duty
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftStart(_Event):
    counsellor_id: str
    languages: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftEnd(_Event):
    counsellor_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WrapUpDone(_Event):
    counsellor_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingStart(_Event):
    """From now on she is kept for the practice calls of this session."""

    counsellor_id: str
    training: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingEnd(_Event):
    """The session is over, and with it every practice call of it."""

    counsellor_id: str
    training: str


class TimerKind(StrEnum):
    """What a timer is about; in brackets what its `ref` names."""

    OFFER_EXPIRES = "offer_expires"  # offer
    JOIN_OVERDUE = "join_overdue"  # offer
    WRAP_UP_ENDS = "wrap_up_ends"  # counsellor
    PREFERENCE_ENDS = "preference_ends"  # call
    ROUND_RESTS = "round_rests"  # call
    LANGUAGE_RELAXES = "language_relaxes"  # call


@dataclass(frozen=True, slots=True, kw_only=True)
class Timer:
    """Ask to be woken at `due_at`. One per kind and ref: setting it again moves it."""

    kind: TimerKind
    ref: str
    due_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Due(_Event):
    """A timer has come due. Harmless when what it was about has moved on."""

    kind: TimerKind
    ref: str


Event = (
    Arrive
    | ChooseLanguage
    | HangUp
    | Accept
    | Decline
    | CallIn
    | Join
    | Leave
    | Hold
    | Resume
    | Mute
    | End
    | Present
    | Absent
    | ChooseDuty
    | ShiftStart
    | ShiftEnd
    | WrapUpDone
    | TrainingStart
    | TrainingEnd
    | Due
)
