"""What a caller does, and what is told about her."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from routing.events.base import AnyEvent
from routing.state import Lane


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrive(AnyEvent):
    """A child has dialled; `leg` is her connection at the carrier.

    `place_since` is the place she had when she rings again soon, or is called back. `repeat_mark`
    stands for her number, `repeats` is how often it rang lately and `earlier` how often in the last
    week; None and 0 when it was withheld.
    `training` is the session a practice call says it belongs to, as far as its seal was good.
    """

    call_id: str
    leg: str
    place_since: datetime | None = None
    repeat_mark: str | None = None
    repeats: int = 0
    earlier: int = 0
    training: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseLanguage(AnyEvent):
    """She chose a language, or let the greeting pass (None: anybody may answer).

    `needs` are skills with the level wanted (1 to 5). `preferred_id` is whom she is used to.
    """

    call_id: str
    language: str | None
    needs: Mapping[str, int] = field(default_factory=dict)
    preferred_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HangUp(AnyEvent):
    """A leg is over at the carrier: the caller's or the counsellor's."""

    leg: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveMessage(AnyEvent):
    """The caller pressed the key for a message, or for being called back."""

    call_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakMessage(AnyEvent):
    """She begins to speak: from now on hanging up is the end of a message."""

    call_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitOn(AnyEvent):
    """She would rather wait on after all."""

    call_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageLeft(AnyEvent):
    """Her message is kept, or her wish to be called back, with the number in the edge's care."""

    call_id: str
    call_back: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerAnswered(AnyEvent):
    call_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerFailed(AnyEvent):
    """The partner line is engaged, does not answer or has hung up before a word was spoken."""

    call_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeLane(AnyEvent):
    """A supervisor places a call: later, as with a prank, or with all the others; with her reason."""

    call_id: str
    lane: Lane
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePriority(AnyEvent):
    """How urgent a call is now; felt at once. 0 is usual, and every minute of waiting adds one."""

    call_id: str
    priority: int
