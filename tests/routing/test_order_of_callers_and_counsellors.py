"""Which call is offered to whom: the first in line to the counsellor free longest."""

import pytest

from routing.events import TimerKind
from routing.state import Call, CallState, Counsellor, Duty
from tests.builders.routing import NOON, POLICY, a_call, a_counsellor, after
from tests.routing.line import Line


def test_the_counsellor_free_longest_is_offered_the_call() -> None:
    line = Line(
        a_counsellor("ana", idle_since=after(-10)), a_counsellor("bek", idle_since=after(-20))
    )

    line.arrive("c1")

    assert line.rung() == {"c1.1": "bek"}


def test_of_two_equally_long_free_the_lower_id_is_offered_the_call() -> None:
    line = Line(a_counsellor("bek"), a_counsellor("ana"))

    line.arrive("c1")

    assert line.rung() == {"c1.1": "ana"}


@pytest.mark.parametrize(
    ("sooner", "later"),
    [
        pytest.param(a_call("b", since=after(-9)), a_call("a", since=after(-8)), id="waits longer"),
        pytest.param(a_call("a"), a_call("b"), id="lower id of two that came together"),
        pytest.param(a_call("b", priority=2), a_call("a", since=after(-99)), id="more urgent"),
    ],
)
def test_the_caller_first_in_line_is_served_first(sooner: Call, later: Call) -> None:
    line = Line(later, sooner, a_counsellor(present=False))

    line.present("ana")

    assert line.rung() == {f"{sooner.id}.1": "ana"}


@pytest.mark.parametrize(
    "nobody",
    [
        pytest.param(a_counsellor(present=False), id="page silent"),
        pytest.param(a_counsellor(on_shift=False), id="not on shift"),
        pytest.param(a_counsellor(duty=Duty.OFF), id="off duty"),
        pytest.param(a_counsellor(duty=Duty.BREAK), id="on a break"),
        pytest.param(a_counsellor(duty=Duty.DEBRIEF), id="in a debrief"),
        pytest.param(a_counsellor(wrap_up_until=after(1)), id="writing up"),
    ],
)
def test_nobody_who_is_not_free_is_offered_a_call(nobody: Counsellor) -> None:
    line = Line(nobody)

    line.arrive("c1")

    assert line.rung() == {}
    assert line.call().state is CallState.WAITING


def test_a_counsellor_who_is_rung_is_not_offered_a_second_call() -> None:
    line = Line(a_counsellor())
    line.arrive("c1")

    line.arrive("c2")

    assert line.rung() == {"c1.1": "ana"}


def test_a_counsellor_in_a_call_is_not_offered_a_second_one() -> None:
    line = Line(a_counsellor())
    line.arrive("c1")
    line.talk("c1.1", "ana")

    line.arrive("c2")

    assert line.rung() == {}


def test_one_event_offers_as_many_calls_as_there_are_free_counsellors() -> None:
    line = Line(a_call("c1"), a_call("c2"), a_call("c3"), a_counsellor("ana"), a_counsellor("bek"))

    line.arrive("c4")

    assert line.rung() == {"c1.1": "ana", "c2.1": "bek"}


def test_an_offer_rings_for_as_long_as_the_policy_says() -> None:
    line = Line(a_counsellor())

    line.arrive("c1")

    assert line.offer("c1.1").expires_at == NOON + POLICY.ring
    assert line.timers[TimerKind.OFFER_EXPIRES, "c1.1"] == NOON + POLICY.ring
