"""What a caller hears next when the carrier asks for her next turn."""

from dataclasses import dataclass
from enum import StrEnum

from routing.state import Call, CallState, Tier


class Turn(StrEnum):
    """The answers to a caller's turn."""

    GREET = "greet"
    WAIT = "wait"
    JOIN = "join"  # the counsellor is in the room: go in
    PARTNER = "partner"  # ring the partner line for her
    MESSAGE = "message"  # she leaves a message, or asks to be called back
    GOODBYE = "goodbye"


@dataclass(frozen=True, slots=True, kw_only=True)
class CallerTurn:
    """With what she is owed a word about, once each: `alone` that nobody is on duty just now."""

    turn: Turn
    call_id: str
    language: str | None
    was_lost: bool = False  # she has lost her counsellor
    alone: bool = False
    may_leave_message: bool = False


def turn_of(call: Call) -> CallerTurn:
    """The turn that fits what holds now; asking again gives the same.

    This is also how a caller gets into the room when moving her by the carrier's API failed.
    """
    return CallerTurn(
        turn=_turn(call),
        call_id=call.id,
        language=call.language,
        was_lost=call.lost,
        alone=call.alone,
        may_leave_message=call.tier is Tier.MESSAGE,
    )


def _turn(call: Call) -> Turn:
    match call.state:
        case CallState.GREETING:
            return Turn.GREET
        case CallState.ENDED:
            return Turn.GOODBYE
        case CallState.CONNECTING | CallState.TALKING if call.counsellor_in:
            return Turn.JOIN
        case CallState.WITH_PARTNER:
            return Turn.JOIN if call.handed_out else Turn.PARTNER
        case CallState.LEAVING_MESSAGE:
            return Turn.MESSAGE
        case _:
            return Turn.WAIT
