"""A caller who has lost her counsellor is kept for her, for a while."""

import pytest

from routing.events import TimerKind
from routing.state import Call, Counsellor, Duty
from tests.builders.routing import NOON, POLICY, a_call, a_counsellor, after
from tests.routing.line import Line


def _lost(*others: Counsellor | Call) -> Line:
    """Ana's leg has ended in mid-talk and her page is silent; she may be back any moment."""
    line = Line(a_counsellor("ana", idle_since=after(-99)), *others)
    line.arrive("c1", language="kk")
    line.talk("c1.1", "ana")
    line.absent("ana")
    line.hang_up("leg-ana")
    return line


def test_the_counsellor_who_was_lost_is_asked_first() -> None:
    line = _lost(a_counsellor("bek"))
    while_away = line.rung()

    line.present("ana")

    assert while_away == {}
    assert line.rung() == {"c1.2": "ana"}


def test_a_counsellor_lost_with_her_page_still_there_is_asked_again_at_once() -> None:
    line = Line(a_counsellor("ana", idle_since=after(-99)), a_counsellor("bek"))
    line.arrive("c1")
    line.talk("c1.1", "ana")

    line.hang_up("leg-ana")

    assert line.rung() == {"c1.2": "ana"}


def test_others_are_asked_when_the_lost_counsellor_has_not_come_back_in_time() -> None:
    line = _lost(a_counsellor("bek"))

    line.wait(POLICY.preferred.total_seconds() - 0.001)
    before = line.rung()
    line.wait(0.001)

    assert before == {}
    assert line.rung() == {"c1.2": "bek"}
    assert line.call().preferred_id is None


@pytest.mark.parametrize("duty", [Duty.OFF, Duty.BREAK, Duty.DEBRIEF])
def test_others_are_asked_at_once_when_the_lost_counsellor_leaves_the_line(duty: Duty) -> None:
    line = _lost(a_counsellor("bek"))

    line.duty("ana", duty)

    assert line.rung() == {"c1.2": "bek"}


def test_others_are_asked_at_once_when_the_shift_of_the_lost_counsellor_ends() -> None:
    line = _lost(a_counsellor("bek"))

    line.shift_ends("ana")

    assert line.rung() == {"c1.2": "bek"}


def test_others_are_asked_at_once_when_the_lost_counsellor_declines() -> None:
    line = _lost(a_counsellor("bek"))
    line.present("ana")

    line.decline("c1.2", "ana")

    assert line.rung() == {"c1.3": "bek"}


def test_others_are_asked_at_once_when_the_lost_counsellor_no_longer_speaks_the_language() -> None:
    line = _lost(a_counsellor("bek"))

    line.shift_starts("ana", languages=["ru"])

    assert line.rung() == {"c1.2": "bek"}


def test_a_call_does_not_wait_for_a_lost_counsellor_who_is_rung_for_somebody_before_it() -> None:
    earlier = a_call("c0", since=after(-60), tried=["ana"])
    line = _lost(a_counsellor("bek", present=False), earlier)
    line.due(TimerKind.ROUND_RESTS, "c0")
    line.present("ana")

    line.present("bek")

    assert line.rung() == {"c0.1": "ana", "c1.2": "bek"}


def test_a_kept_call_lets_the_others_pass_to_whoever_else_is_free() -> None:
    line = _lost(a_counsellor("bek"))

    line.arrive("c2")

    assert line.rung() == {"c2.1": "bek"}


def test_a_preference_whose_timer_comes_early_is_kept_and_waited_for_again() -> None:
    line = _lost(a_counsellor("bek"))
    line.timers.clear()

    line.due(TimerKind.PREFERENCE_ENDS, "c1")

    assert line.rung() == {}
    assert line.timers[TimerKind.PREFERENCE_ENDS, "c1"] == NOON + POLICY.preferred


def test_the_end_of_a_preference_nobody_has_changes_nothing() -> None:
    line = Line(a_call("c1", alone=True))

    line.due(TimerKind.PREFERENCE_ENDS, "c1")
    line.due(TimerKind.PREFERENCE_ENDS, "c9")

    assert line.call() == a_call("c1", alone=True)
