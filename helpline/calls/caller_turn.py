"""What a caller hears next when the carrier asks for her next turn."""

from dataclasses import dataclass
from enum import StrEnum

from routing.state import Call, CallState


class Turn(StrEnum):
    """The answers to a caller's turn."""

    GREET = "greet"
    WAIT = "wait"
    JOIN = "join"  # the counsellor is in the room: go in
    GOODBYE = "goodbye"


@dataclass(frozen=True, slots=True, kw_only=True)
class CallerTurn:
    turn: Turn
    call_id: str
    language: str | None
    was_lost: bool = False  # she has lost her counsellor and is owed a word about it


def turn_of(call: Call) -> CallerTurn:
    """The turn that fits what holds now; asking again gives the same.

    This is also how a caller gets into the room when moving her by the carrier's API failed.
    """
    match call.state:
        case CallState.GREETING:
            turn = Turn.GREET
        case CallState.ENDED:
            turn = Turn.GOODBYE
        case CallState.CONNECTING | CallState.TALKING if call.counsellor_in:
            turn = Turn.JOIN
        case _:
            turn = Turn.WAIT
    return CallerTurn(turn=turn, call_id=call.id, language=call.language, was_lost=call.lost)
