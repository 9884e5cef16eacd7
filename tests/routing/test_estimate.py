"""What a caller is told about her wait: from theory, in bands, and never worse than before."""

from datetime import timedelta

import pytest

from routing.estimate import Habits, Wait, band, callers_before, expected_wait
from tests.builders.routing import NOON, POLICY, a_call, a_counsellor, a_state, after

HABITS = Habits(handle=timedelta(seconds=600), patience=timedelta(seconds=120))


def test_the_next_in_line_waits_for_the_first_of_the_busy_to_be_free() -> None:
    people = [a_counsellor(f"p{number}") for number in range(12)]
    call = a_call("c1")

    wait = expected_wait(a_state(call, *people), call, NOON, POLICY, HABITS)

    assert wait == timedelta(seconds=50)


def test_each_caller_before_her_costs_one_turn_less_those_who_give_up() -> None:
    people = [a_counsellor(f"p{number}") for number in range(12)]
    calls = [a_call("a", since=after(-2)), a_call("b", since=after(-1)), a_call("c")]

    wait = expected_wait(a_state(*calls, *people), calls[2], NOON, POLICY, HABITS)

    stages = [1 / (12 / 600 + before / 120) for before in (0, 1, 2)]
    assert wait == timedelta(seconds=sum(stages))


def test_only_those_who_speak_her_language_are_counted() -> None:
    people = [a_counsellor("ana", speaks="kk"), a_counsellor("bek", speaks="ru")]
    call = a_call("c1", language="kk")

    wait = expected_wait(a_state(call, *people), call, NOON, POLICY, HABITS)

    assert wait == timedelta(seconds=600)


def test_nothing_is_promised_when_nobody_is_on_duty() -> None:
    call = a_call("c1")

    wait = expected_wait(a_state(call, a_counsellor(present=False)), call, NOON, POLICY, HABITS)

    assert band(wait) is Wait.UNKNOWN


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(60, Wait.SOON), (61, Wait.A_FEW_MINUTES), (300, Wait.A_FEW_MINUTES), (301, Wait.LONGER)],
)
def test_the_wait_is_said_in_bands(seconds: int, said: Wait) -> None:
    assert band(timedelta(seconds=seconds)) is said


def test_what_was_promised_does_not_get_worse_but_may_get_better() -> None:
    assert band(timedelta(minutes=9), told=Wait.SOON) is Wait.SOON
    assert band(timedelta(seconds=9), told=Wait.LONGER) is Wait.SOON


def test_the_place_in_the_line_counts_those_who_are_served_before_her() -> None:
    calls = [a_call("a", priority=5), a_call("b", since=after(-9)), a_call("c", since=after(-5))]
    state = a_state(*calls)

    places = [callers_before(state, call, NOON, POLICY) for call in calls]

    assert places == [0, 1, 2]
