"""Which recording a waiting caller hears in this turn: what she is owed first, then music."""

from collections.abc import Callable
from dataclasses import dataclass

from helpline.calls.caller_turn import CallerTurn
from routing.estimate import Wait

_A_WORD_EVERY = 3  # turns of about ten seconds
_EMERGENCY, _ALONE, _MESSAGE = "e", "a", "m"
_BANDS = {Wait.SOON: "s", Wait.A_FEW_MINUTES: "f", Wait.LONGER: "l", Wait.UNKNOWN: "u"}
_WORDS = {
    Wait.SOON: "wait_soon",
    Wait.A_FEW_MINUTES: "wait_a_few_minutes",
    Wait.LONGER: "wait_longer",
    Wait.UNKNOWN: "still_waiting",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Keys of recordings, none for music; and the marks of all she has been told by then."""

    keys: tuple[str, ...]
    said: str


def words_for(
    turn: CallerTurn,
    number: int,
    said: str,
    *,
    emergency: bool,
    expected: Callable[[Wait | None], Wait],
) -> Words:
    """`expected` gives the band of her wait, never a worse one than what she was told before."""
    keys: list[str] = []
    marks = said

    def owed(mark: str, key: str) -> None:
        nonlocal marks
        keys.append(key)
        marks += mark

    if emergency and _EMERGENCY not in said:
        owed(_EMERGENCY, "emergency")
    if turn.was_lost and number == 0:
        keys.append("counsellor_lost")
    elif turn.alone and _ALONE not in said:
        owed(_ALONE, "nobody_on_duty")
    elif number == 0:
        keys.append("please_wait")
    if turn.may_leave_message and _MESSAGE not in said and number > 0:
        owed(_MESSAGE, "message_offer")
    if not keys and number % _A_WORD_EVERY == 0:
        band = expected(_told(said))
        marks = "".join(mark for mark in marks if mark not in _BANDS.values()) + _BANDS[band]
        keys.append(_WORDS[band])
    return Words(keys=tuple(keys), said=marks)


def _told(said: str) -> Wait | None:
    return next((band for band, mark in _BANDS.items() if mark in said), None)
