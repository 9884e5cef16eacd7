"""Everything that can happen to a call or a counsellor, one frozen value each, every one with an id."""

from collections.abc import Mapping
from dataclasses import dataclass, field
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

    `place_since` is the place she had when she rings again soon, or is called back.
    """

    call_id: str
    leg: str
    place_since: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseLanguage(_Event):
    """She chose a language, or let the greeting pass (None: anybody may answer).

    `needs` are skills with the level wanted (1 to 5). `preferred_id` is whom she is used to.
    """

    call_id: str
    language: str | None
    needs: Mapping[str, int] = field(default_factory=dict)
    preferred_id: str | None = None


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
    """`skills` are levels from 1 to 5; `rank` is the place in the fixed order, low first."""

    counsellor_id: str
    languages: frozenset[str]
    skills: Mapping[str, int] = field(default_factory=dict)
    rank: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftEnd(_Event):
    counsellor_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WrapUpDone(_Event):
    counsellor_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseAutoAnswer(_Event):
    """Her page accepts offers by itself, with a beep, or waits for her again."""

    counsellor_id: str
    auto_answer: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePriority(_Event):
    """How urgent a call is now; felt at once. 0 is usual, and every minute of waiting adds one."""

    call_id: str
    priority: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Pick(_Event):
    """A counsellor takes this waiting call herself, whoever's turn it is."""

    call_id: str
    counsellor_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Assign(_Event):
    """A supervisor has this waiting call offered to one counsellor, whoever's turn it is."""

    call_id: str
    counsellor_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OnCallStart(_Event):
    """From now on her telephone may be rung; `rank` is her place in the on-call list, low first."""

    counsellor_id: str
    rank: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class OnCallEnd(_Event):
    counsellor_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneRings(_Event):
    """The carrier has begun to ring a telephone for this offer, on this leg."""

    offer_id: str
    leg: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PressOne(_Event):
    """Whoever answered the telephone pressed 1: a person, not an answering machine."""

    offer_id: str
    leg: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerAnswered(_Event):
    call_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerFailed(_Event):
    """The partner line is engaged, does not answer or has hung up before a word was spoken."""

    call_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveMessage(_Event):
    """The caller pressed the key for a message, or for being called back."""

    call_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitOn(_Event):
    """She would rather wait on after all."""

    call_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageLeft(_Event):
    """Her message is kept, or her wish to be called back, with the number in the edge's care."""

    call_id: str
    call_back: bool = False


class TimerKind(StrEnum):
    """What a timer is about; in brackets what its `ref` names."""

    OFFER_EXPIRES = "offer_expires"  # offer
    JOIN_OVERDUE = "join_overdue"  # offer
    WRAP_UP_ENDS = "wrap_up_ends"  # counsellor
    PREFERENCE_ENDS = "preference_ends"  # call
    ROUND_RESTS = "round_rests"  # call
    LANGUAGE_RELAXES = "language_relaxes"  # call
    SKILL_RELAXES = "skill_relaxes"  # call
    SECOND_OFFER = "second_offer"  # call
    TIER_DUE = "tier_due"  # call


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
    | ChooseAutoAnswer
    | ChangePriority
    | Pick
    | Assign
    | OnCallStart
    | OnCallEnd
    | PhoneRings
    | PressOne
    | PartnerAnswered
    | PartnerFailed
    | LeaveMessage
    | WaitOn
    | MessageLeft
    | Due
)
