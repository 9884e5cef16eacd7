"""Each rule against flood and pranks, tripped alone: later or another way, and never a refusal."""

from dataclasses import replace
from datetime import timedelta

import pytest

from routing import events as ev
from routing.events import TimerKind
from routing.policy import FloodRules
from routing.result import Answer
from routing.state import CallState, Lane, Tier
from tests.builders.routing import POLICY, a_counsellor, after
from tests.routing.line import Line


def _line(rules: FloodRules, *, counsellors: int = 1) -> Line:
    people = [a_counsellor(f"p{number}", present=False) for number in range(counsellors)]
    return Line(*people, policy=replace(POLICY, flood=rules))


def _rings(line: Line, call: str, mark: str | None = "m", repeats: int = 0) -> None:
    line.happens(ev.Arrive, call_id=call, leg=f"leg-{call}", repeat_mark=mark, repeats=repeats)
    line.choose(call, None)


def test_more_than_a_fair_share_of_the_line_comes_after_the_others() -> None:
    line = _line(FloodRules(share=1))
    for call in ("a", "b"):
        _rings(line, call)
    line.wait(1)
    _rings(line, "other", mark="n")

    line.present("p0")
    line.decline("a.1", "p0")

    assert line.rung() == {"other.1": "p0"}


def test_when_the_first_of_her_calls_ends_the_next_is_a_caller_like_any_other() -> None:
    line = _line(FloodRules(share=1))
    for call in ("a", "b"):
        _rings(line, call)
    _rings(line, "other", mark="n")

    line.hang_up("leg-a")
    line.present("p0")

    assert line.rung() == {"b.1": "p0"}


def test_who_has_rung_too_often_lately_comes_after_the_others() -> None:
    line = _line(FloodRules(repeats=10))
    _rings(line, "often", repeats=10)
    _rings(line, "rarely", mark="n", repeats=9)

    line.present("p0")

    assert line.rung() == {"rarely.1": "p0"}


def test_who_comes_later_is_offered_nobody_before_her_delay_is_over() -> None:
    line = _line(FloodRules(repeats=1, later_by=timedelta(seconds=30)))
    line.present("p0")
    _rings(line, "often", repeats=1)

    line.wait(29.999)
    before = line.rung()
    line.wait(0.001)

    assert before == {}
    assert line.rung() == {"often.1": "p0"}


def test_the_last_free_counsellor_is_kept_for_those_who_do_not_come_later() -> None:
    line = _line(FloodRules(repeats=1, reserved=1), counsellors=2)
    _rings(line, "x", repeats=1)
    _rings(line, "y", repeats=1)
    line.present("p0")
    with_one_free = line.rung()

    line.present("p1")
    with_two_free = line.rung()
    _rings(line, "child", mark="n")

    assert (with_one_free, with_two_free) == ({}, {"x.1": "p0"})
    assert line.rung() == {"x.1": "p0", "child.1": "p1"}


def test_in_a_flood_who_comes_later_is_shown_to_the_message_once_and_may_wait_on() -> None:
    line = _line(FloodRules(repeats=1, reroute_above=1))
    _rings(line, "often", repeats=1)
    _rings(line, "b", mark="n")
    shown_early = line.call("often").tier

    _rings(line, "c", mark="o")

    assert shown_early is Tier.BROWSERS
    assert line.call("often").tier is Tier.MESSAGE
    assert {line.call(each).tier for each in "bc"} == {Tier.BROWSERS}
    assert line.call("often").state is CallState.WAITING


@pytest.mark.parametrize(
    "rules",
    [
        FloodRules(share=1, reserved=5),
        FloodRules(repeats=1, reserved=5),
        FloodRules(repeats=1, later_by=timedelta(hours=1)),
    ],
    ids=["share", "repeats", "delay"],
)
def test_nobody_is_kept_waiting_for_ever_by_any_rule(rules: FloodRules) -> None:
    line = _line(replace(rules, later_most=timedelta(minutes=5)))
    _rings(line, "a", repeats=1)
    _rings(line, "b", repeats=1)
    line.hang_up("leg-a") if rules.share is None else line.happens(ev.LeaveMessage, call_id="a")
    line.present("p0")

    line.wait(299.999)
    before = line.rung()
    line.wait(0.001)

    assert before == {}
    assert line.rung() == {"b.1": "p0"}


def test_every_withheld_number_is_a_caller_of_her_own() -> None:
    line = _line(FloodRules(share=1, repeats=1), counsellors=3)
    for call in ("a", "b", "c"):
        _rings(line, call, mark=None, repeats=99)

    for number in range(3):
        line.present(f"p{number}")

    assert set(line.rung().values()) == {"p0", "p1", "p2"}
    assert line.call("a").repeats == 0


def test_a_supervisor_may_place_a_call_later_and_take_it_back() -> None:
    line = _line(FloodRules())
    _rings(line, "prank", mark=None)
    line.wait(1)
    _rings(line, "child", mark=None)

    line.happens(ev.ChangeLane, call_id="prank", lane=Lane.LATER, reason="third time today")
    line.present("p0")
    placed = line.rung()
    line.decline("child.1", "p0")
    line.absent("p0")
    line.happens(ev.ChangeLane, call_id="prank", lane=Lane.OPEN, reason="it was none")
    line.wait(10)
    line.present("p0")

    assert placed == {"child.1": "p0"}
    assert line.rung() == {"prank.2": "p0"}


def test_a_supervisor_gives_a_reason_for_placing_a_call() -> None:
    line = _line(FloodRules())
    _rings(line, "a")

    assert (
        line.happens(ev.ChangeLane, call_id="a", lane=Lane.LATER, reason=" ") is Answer.NOT_POSSIBLE
    )
    assert (
        line.happens(ev.ChangeLane, call_id="gone", lane=Lane.LATER, reason="x") is Answer.TOO_LATE
    )
    assert line.call("a").lane is None


def test_a_supervisors_word_counts_more_than_the_rules() -> None:
    line = _line(FloodRules(repeats=1, later_by=timedelta(minutes=4)))
    _rings(line, "often", repeats=5)
    line.present("p0")

    line.happens(ev.ChangeLane, call_id="often", lane=Lane.OPEN, reason="a child in need")

    assert line.rung() == {"often.1": "p0"}


def test_each_threshold_of_a_lane_has_its_timer() -> None:
    line = _line(FloodRules(repeats=1, later_by=timedelta(seconds=30)))
    _rings(line, "often", repeats=1)
    first = line.timers[TimerKind.LANE_OPENS, "often"]

    line.wait(30)

    assert (first, line.timers[TimerKind.LANE_OPENS, "often"]) == (after(30), after(300))


def test_without_rules_a_mark_changes_nothing() -> None:
    line = _line(FloodRules())
    _rings(line, "a", repeats=99)
    _rings(line, "b", mark="n")

    line.present("p0")

    assert line.rung() == {"a.1": "p0"}
