"""Languages are skills, until the wait has been long enough."""

from routing.events import TimerKind
from routing.state import CallState
from tests.builders.routing import NOON, POLICY, a_call, a_counsellor, after
from tests.routing.line import Line


def test_a_counsellor_who_speaks_the_language_is_preferred_to_one_free_for_longer() -> None:
    line = Line(
        a_counsellor("ana", speaks="ru", idle_since=after(-99)), a_counsellor("bek", speaks="kk")
    )

    line.arrive("c1", language="kk")

    assert line.rung() == {"c1.1": "bek"}


def test_a_caller_who_chose_no_language_may_be_answered_by_anybody() -> None:
    line = Line(a_counsellor(speaks=""))

    line.arrive("c1", language=None)

    assert line.rung() == {"c1.1": "ana"}


def test_a_call_nobody_can_take_does_not_hold_up_the_one_behind_it() -> None:
    line = Line(a_counsellor(speaks="ru"))
    line.arrive("c1", language="kk")

    line.arrive("c2", language="ru")

    assert line.rung() == {"c2.1": "ana"}


def test_the_language_relaxes_at_its_instant_and_not_before() -> None:
    line = Line(a_counsellor(speaks="ru"))
    line.arrive("c1", language="kk")

    line.wait(POLICY.language_relaxes.total_seconds() - 0.001)
    before = line.rung()
    line.wait(0.001)

    assert before == {}
    assert line.rung() == {"c1.1": "ana"}


def test_a_language_chosen_after_the_wait_was_long_enough_binds_nobody() -> None:
    line = Line(a_call("c1", state=CallState.GREETING, since=after(-50)), a_counsellor(speaks="ru"))

    line.choose("c1", "kk")

    assert line.rung() == {"c1.1": "ana"}
    assert line.timers[TimerKind.LANGUAGE_RELAXES, "c1"] == NOON
