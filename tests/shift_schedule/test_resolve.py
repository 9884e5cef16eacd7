"""The order of precedence, case by case: closed, leave, swap, published, open."""

import pytest

from shift_schedule.plan import Duty, LeaveKind, LeaveState, Plan, RosterState
from shift_schedule.resolve import OpenReason, resolve
from shift_schedule.shift import Shift
from shift_schedule.swap import SwapState
from tests.shift_schedule.plans import a_leave, a_plan, a_roster, a_row, a_swap
from tests.shift_schedule.shifts import hour


def on_line(plan: Plan) -> list[tuple[str, float, float]]:
    return [_short(shift) for shift in resolve(plan).held[Duty.LINE]]


def _short(shift: Shift) -> tuple[str, float, float]:
    start, end = (
        (each - hour(0)).total_seconds() / 3600 for each in (shift.starts_at, shift.ends_at)
    )
    return shift.person_id, start, end


def test_a_published_shift_is_its_persons_duty() -> None:
    assert on_line(a_plan(a_row(8, 16))) == [("ana", 8, 16)]


@pytest.mark.parametrize("state", [RosterState.DRAFT, RosterState.SOLVING, RosterState.REVIEW])
def test_a_shift_of_an_unpublished_roster_is_nobodys_duty_and_no_gap(state: RosterState) -> None:
    plan = a_plan(a_roster(state=state), a_row(8, 16))

    assert on_line(plan) == []
    assert resolve(plan).open == ()


def test_a_closed_row_counts_for_nothing() -> None:
    assert on_line(a_plan(a_row(8, 16, closed=hour(-5)))) == []


def test_a_row_that_supersedes_another_takes_its_place() -> None:
    plan = a_plan(a_row(8, 16), a_row(8, 12, id_="shorter", supersedes="ana-8"))

    assert on_line(plan) == [("ana", 8, 12)]


def test_a_draft_that_supersedes_a_published_row_changes_nothing_yet() -> None:
    draft = a_roster("next", version=2, state=RosterState.DRAFT)
    plan = a_plan(
        a_roster(), draft, a_row(8, 16), a_row(8, 12, id_="n", roster="next", supersedes="ana-8")
    )

    assert on_line(plan) == [("ana", 8, 16)]


def test_a_new_version_replaces_the_old_one_from_its_instant_on() -> None:
    plan = a_plan(
        *(a_roster(), a_roster("second", version=2, since=20)),
        *(a_row(8, 16), a_row(20, 28, id_="old"), a_row(0, 8, "bek", roster="second")),
        a_row(20, 28, "bek", roster="second"),
    )

    assert on_line(plan) == [("ana", 8, 16), ("bek", 20, 28)]


def test_the_newest_version_in_force_counts_also_when_an_older_one_comes_in_force_later() -> None:
    plan = a_plan(
        *(a_roster(), a_roster("second", version=2, since=50)),
        *(a_roster("third", version=3, since=20), a_row(30, 38, "bek", roster="third")),
        *(a_row(8, 16), a_row(30, 38, id_="first"), a_row(60, 68, "gul", roster="second")),
    )

    assert on_line(plan) == [("ana", 8, 16), ("bek", 30, 38)]


def test_leave_in_the_middle_of_a_shift_leaves_both_ends_and_opens_the_middle() -> None:
    resolved = resolve(a_plan(a_row(8, 16), a_leave(10, 12)))

    assert [_short(shift) for shift in resolved.held[Duty.LINE]] == [
        ("ana", 8, 10),
        ("ana", 12, 16),
    ]
    (hole,) = resolved.open
    assert (hole.starts_at, hole.ends_at, hole.absent_id) == (hour(10), hour(12), "ana")
    assert (hole.shift_id, hole.reason) == ("ana-8", OpenReason.LEAVE)


def test_a_sick_call_opens_the_shift_and_says_so() -> None:
    resolved = resolve(a_plan(a_row(8, 16), a_leave(8, 16, kind=LeaveKind.SICK)))

    assert [each.reason for each in resolved.open] == [OpenReason.SICK]


@pytest.mark.parametrize("state", [LeaveState.ASKED, LeaveState.REFUSED, LeaveState.WITHDRAWN])
def test_leave_that_is_not_approved_takes_nobody_off(state: LeaveState) -> None:
    assert on_line(a_plan(a_row(8, 16), a_leave(8, 16, state=state))) == [("ana", 8, 16)]


def test_an_approved_swap_gives_the_shift_to_its_taker_in_her_languages() -> None:
    plan = a_plan(a_row(8, 16), a_swap("ana-8", "ana", "bek"))

    (shift,) = resolve(plan).held[Duty.LINE]
    assert (shift.person_id, shift.languages) == ("bek", frozenset({"ru"}))


def test_an_exchange_moves_both_shifts() -> None:
    plan = a_plan(a_row(8, 16), a_row(20, 28, "bek"), a_swap("ana-8", "ana", "bek", other="bek-20"))

    assert on_line(plan) == [("bek", 8, 16), ("ana", 20, 28)]


def test_the_takers_leave_beats_the_swap_and_the_givers_does_not() -> None:
    swap = a_swap("ana-8", "ana", "bek")

    assert on_line(a_plan(a_row(8, 16), swap, a_leave(8, 16, "bek"))) == []
    assert on_line(a_plan(a_row(8, 16), swap, a_leave(8, 16, "ana"))) == [("bek", 8, 16)]


@pytest.mark.parametrize("state", [s for s in SwapState if s is not SwapState.APPROVED])
def test_only_an_approved_swap_changes_who_is_on(state: SwapState) -> None:
    plan = a_plan(a_row(8, 16), a_swap("ana-8", "ana", "bek", state=state))

    assert on_line(plan) == [("ana", 8, 16)]


def test_a_swap_of_a_shift_that_was_closed_is_void_and_reported() -> None:
    plan = a_plan(
        a_row(8, 16),
        a_row(9, 17, id_="later", supersedes="ana-8"),
        a_swap("ana-8", "ana", "bek", id_="w"),
    )

    assert on_line(plan) == [("ana", 9, 17)]
    assert resolve(plan).void_swaps == ("w",)


def test_an_exchange_stands_though_the_other_shift_was_moved_since() -> None:
    plan = a_plan(
        *(a_row(8, 16), a_row(20, 28, "bek", id_="his")),
        a_row(9, 17, "bek", id_="later", supersedes="ana-8"),
        a_swap("ana-8", "ana", "bek", other="his"),
    )

    assert on_line(plan) == [("bek", 9, 17), ("ana", 20, 28)]
    assert resolve(plan).void_swaps == ()


def test_a_shift_moved_away_does_not_come_back_when_a_newer_version_replaces_where_it_went() -> (
    None
):
    plan = a_plan(
        *(a_roster("v1"), a_roster("v2", version=2, since=24)),
        a_row(8, 16, roster="v1"),
        a_row(30, 38, roster="v1", supersedes="ana-8"),
    )

    assert on_line(plan) == []


def test_the_second_swap_of_one_shift_is_void_unless_the_first_taker_gives_it_on() -> None:
    first = a_swap("ana-8", "ana", "bek", decided=-100)
    again = a_swap("ana-8", "ana", "dana", decided=-90, id_="again")
    onward = a_swap("ana-8", "bek", "dana", decided=-90, id_="onward")

    assert resolve(a_plan(a_row(8, 16), first, again)).void_swaps == ("again",)
    assert on_line(a_plan(a_row(8, 16), first, onward)) == [("dana", 8, 16)]


def test_an_exchange_for_a_shift_the_taker_no_longer_has_is_void() -> None:
    plan = a_plan(
        *(a_row(8, 16), a_row(20, 28, "dana", id_="hers")),
        a_swap("ana-8", "ana", "bek", other="hers", id_="w"),
    )

    assert resolve(plan).void_swaps == ("w",)


def test_an_open_shift_is_listed_and_nobody_is_on() -> None:
    resolved = resolve(a_plan(a_row(8, 16, None)))

    assert resolved.held[Duty.LINE] == ()
    assert [(each.shift_id, each.reason) for each in resolved.open] == [
        ("None-8", OpenReason.UNASSIGNED)
    ]


def test_the_on_call_tier_is_kept_apart_from_the_line() -> None:
    resolved = resolve(a_plan(a_row(8, 16), a_row(0, 24, "bek", duty=Duty.ON_CALL)))

    assert [_short(shift) for shift in resolved.held[Duty.ON_CALL]] == [("bek", 0, 24)]
    assert [_short(shift) for shift in resolved.held[Duty.LINE]] == [("ana", 8, 16)]
    assert resolved.held[Duty.SENIOR] == ()
