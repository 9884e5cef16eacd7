"""Skills have levels, and what a caller asks of them gives way with time: each threshold has its timer."""

import pytest

from routing.events import TimerKind
from routing.state import Duty
from tests.builders.routing import a_counsellor, after
from tests.routing.line import Line

EXPERT_BUT_AWAY = a_counsellor("zara", skills={"violence": 5, "law": 5}, duty=Duty.BREAK)


def test_who_has_the_skill_is_asked_before_who_has_been_free_longest() -> None:
    line = Line(
        a_counsellor("ana", idle_since=after(-99)), a_counsellor("bek", skills={"violence": 3})
    )

    line.arrive("c1", needs={"violence": 3})

    assert line.rung() == {"c1.1": "bek"}


def test_too_low_a_level_is_not_enough_at_first() -> None:
    line = Line(a_counsellor("ana", skills={"violence": 2}), EXPERT_BUT_AWAY)

    line.arrive("c1", needs={"violence": 3})

    assert line.rung() == {}


@pytest.mark.parametrize(
    ("level", "relaxed_at"),
    [(4, 30), (3, 60), (1, 120), (0, 120)],
    ids=["one level less", "two less", "all given up", "no such skill"],
)
def test_a_level_gives_way_at_its_instant_and_not_before(level: int, relaxed_at: int) -> None:
    line = Line(a_counsellor("ana", skills={"violence": level}), EXPERT_BUT_AWAY)
    line.arrive("c1", needs={"violence": 5})

    line.wait(relaxed_at - 0.001)
    before = line.rung()
    line.wait(0.001)

    assert before == {}
    assert line.rung() == {"c1.1": "ana"}


def test_every_one_of_several_skills_is_asked_for() -> None:
    line = Line(a_counsellor("ana", skills={"violence": 5}), EXPERT_BUT_AWAY)

    line.arrive("c1", needs={"violence": 2, "law": 2})

    assert line.rung() == {}


def test_the_best_there_is_will_do_at_once() -> None:
    line = Line(
        a_counsellor("ana", idle_since=after(-99)), a_counsellor("bek", skills={"violence": 2})
    )

    line.arrive("c1", needs={"violence": 5, "law": 1})

    assert line.rung() == {"c1.1": "bek"}


def test_a_skill_that_comes_on_shift_is_waited_for_again() -> None:
    line = Line(a_counsellor("bek", on_shift=False))
    line.arrive("c1", needs={"violence": 4})
    line.shift_starts("bek", skills={"violence": 1})
    line.decline("c1.1", "bek")

    line.shift_starts("bek", skills={})
    line.wait(10)

    assert line.rung() == {"c1.2": "bek"}


def test_each_threshold_has_its_timer_one_after_the_other() -> None:
    line = Line(a_counsellor("ana"), EXPERT_BUT_AWAY)
    line.arrive("c1", needs={"violence": 5})
    key = (TimerKind.SKILL_RELAXES, "c1")

    due = []
    while key in line.timers:
        due.append(line.timers[key])
        line.wait((line.timers[key] - line.now).total_seconds())

    assert due == [after(30), after(60), after(120)]


def test_a_threshold_of_a_call_that_is_over_changes_nothing() -> None:
    line = Line(a_counsellor("ana"))

    line.due(TimerKind.SKILL_RELAXES, "c9")

    assert line.timers == {}
