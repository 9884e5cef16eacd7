"""Languages are skills, until the wait has been long enough."""

from dataclasses import replace

from routing.events import TimerKind
from routing.state import CallState, Duty
from tests.builders.routing import POLICY, a_call, a_counsellor, after
from tests.routing.line import Line

KAZAKH_BUT_AWAY = a_counsellor("dana", speaks="kk", duty=Duty.BREAK)


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
    line = Line(a_counsellor(speaks="ru"), KAZAKH_BUT_AWAY)
    line.arrive("c1", language="kk")

    line.arrive("c2", language="ru")

    assert line.rung() == {"c2.1": "ana"}


def test_the_language_relaxes_at_its_instant_and_not_before() -> None:
    line = Line(a_counsellor(speaks="ru"), KAZAKH_BUT_AWAY)
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
    assert (TimerKind.LANGUAGE_RELAXES, "c1") not in line.timers


def test_at_once_anybody_will_do_when_nobody_on_shift_speaks_the_language() -> None:
    line = Line(a_counsellor(speaks="ru"), a_counsellor("dana", speaks="kk", on_shift=False))

    line.arrive("c1", language="kk")

    assert line.rung() == {"c1.1": "ana"}


def test_a_speaker_who_is_not_at_her_desk_keeps_nobody_waiting() -> None:
    line = Line(a_counsellor(speaks="ru"), a_counsellor("dana", speaks="kk"))
    line.arrive("c0")
    line.arrive("c1", language="kk")
    line.talk("c0.1", "ana")
    line.end("c0", "ana")
    line.decline("c1.1", "dana")
    before = line.rung()

    line.absent("dana")
    line.wrap_up_done("ana")

    assert before == {}
    assert line.rung() == {"c1.2": "ana"}


_FALLS_BACK = replace(POLICY, fallbacks={"kk": frozenset({"ru"})})


def test_the_second_best_language_will_do_after_a_while_and_any_in_the_end() -> None:
    line = Line(
        a_counsellor("ana", speaks="en"),
        a_counsellor("bek", speaks="ru"),
        KAZAKH_BUT_AWAY,
        policy=_FALLS_BACK,
    )
    line.arrive("c1", language="kk")

    line.wait(19.999)
    at_first = line.rung()
    line.wait(0.001)
    then = line.rung()
    line.absent("bek")
    line.wait(24.999)
    still = line.rung()
    line.wait(0.001)

    assert (at_first, then, still) == ({}, {"c1.1": "bek"}, {})
    assert line.rung() == {"c1.2": "ana"}


def test_the_second_best_language_will_do_at_once_when_nobody_speaks_the_best() -> None:
    line = Line(
        a_counsellor("ana", speaks="en"), a_counsellor("bek", speaks="ru"), policy=_FALLS_BACK
    )

    line.arrive("c1", language="kk")

    assert line.rung() == {"c1.1": "bek"}
