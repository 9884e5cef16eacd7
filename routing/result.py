"""What a step gives back: the changed values, what must follow, and the answer for whoever asked."""

from dataclasses import dataclass
from enum import StrEnum

from routing.commands import Command
from routing.events import Timer
from routing.state import Call, Counsellor, Offer, RoutingState


class Answer(StrEnum):
    """The one-word reply of a step; the edge turns it into a page, a problem document or TwiML."""

    DONE = "done"
    JOIN = "join"  # let this leg into the room
    TOO_LATE = "too_late"  # somebody else was first, or it is over
    NOT_YOURS = "not_yours"
    NOT_POSSIBLE = "not_possible"  # not in this state
    NOTHING = "nothing"  # known and harmless: changed nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """Stored with the event, so that a repeated event gets the reply it got before."""

    answer: Answer
    call_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """`state` is what holds afterwards (ended calls and dead offers still in it); the tuples are what changed.

    A changed value carries the version it was read with; the store raises it by one when it saves.
    """

    state: RoutingState
    calls: tuple[Call, ...] = ()
    counsellors: tuple[Counsellor, ...] = ()
    offers: tuple[Offer, ...] = ()
    commands: tuple[Command, ...] = ()
    timers: tuple[Timer, ...] = ()
    reply: Reply = Reply(answer=Answer.DONE)
