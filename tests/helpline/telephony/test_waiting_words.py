"""What a waiting caller hears: what she is owed, once; a word about the wait now and then; else music."""

from typing import Any

import pytest

from helpline.calls.caller_turn import CallerTurn, Turn
from helpline.telephony.waiting_words import Words, words_for
from routing.estimate import Wait, band


def _hears(
    number: int, said: str = "", *, emergency: bool = False, wait: Wait = Wait.SOON, **owed: Any
) -> Words:
    turn = CallerTurn(turn=Turn.WAIT, call_id="c" * 32, language="ru", **owed)

    def expected(told: Wait | None) -> Wait:
        return wait if told is None else min(wait, told, key=list(Wait).index)

    return words_for(turn, number, said, emergency=emergency, expected=expected)


@pytest.mark.parametrize(
    ("number", "owed", "keys"),
    [
        (0, {}, ("please_wait",)),
        (0, {"was_lost": True}, ("counsellor_lost",)),
        (0, {"alone": True}, ("nobody_on_duty",)),
        (0, {"emergency": True}, ("emergency", "please_wait")),
        (1, {}, ()),
        (1, {"alone": True}, ("nobody_on_duty",)),
        (1, {"may_leave_message": True}, ("message_offer",)),
        (2, {"emergency": True, "alone": True}, ("emergency", "nobody_on_duty")),
        (3, {}, ("wait_soon",)),
    ],
)
def test_each_turn_says_what_she_is_owed(
    number: int, owed: dict[str, Any], keys: tuple[str, ...]
) -> None:
    assert _hears(number, **owed).keys == keys


def test_what_has_been_said_is_not_said_again() -> None:
    owed: dict[str, Any] = {"alone": True, "may_leave_message": True, "emergency": True}
    said = ""
    heard: list[str] = []

    for number in range(9):
        words = _hears(number, said, **owed)
        heard += words.keys
        said = words.said

    once = {"emergency", "nobody_on_duty", "message_offer"}
    assert {key: heard.count(key) for key in once} == dict.fromkeys(once, 1)


def test_the_wait_she_is_told_of_never_grows() -> None:
    first = _hears(3, wait=Wait.A_FEW_MINUTES)
    later = _hears(6, first.said, wait=Wait.LONGER)
    sooner = _hears(9, later.said, wait=Wait.SOON)

    assert [first.keys, later.keys, sooner.keys] == [
        ("wait_a_few_minutes",),
        ("wait_a_few_minutes",),
        ("wait_soon",),
    ]


def test_where_nothing_can_be_said_of_the_wait_nothing_is_promised() -> None:
    assert _hears(3, wait=band(None)).keys == ("still_waiting",)
