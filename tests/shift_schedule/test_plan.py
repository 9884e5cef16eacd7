"""Rows that do not fit together are refused, and the past stays what it was."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from shift_schedule.plan import Duty, LeaveState, Plan, PlanError, RosterState, as_known
from shift_schedule.resolve import resolve
from shift_schedule.shift import ShiftError
from shift_schedule.swap import SwapError, SwapState
from tests.shift_schedule.plans import a_leave, a_plan, a_roster, a_row, a_swap
from tests.shift_schedule.shifts import hour

_ROW = a_row(8, 16)


def people_at(plan: Plan, known: float) -> list[str]:
    return [each.person_id for each in resolve(as_known(plan, hour(known))).held[Duty.LINE]]


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: a_plan(_ROW, _ROW), "same id"),
        (lambda: a_plan(a_roster(), a_roster("other")), "period and version"),
        (lambda: a_plan(a_row(8, 16, roster="gone")), "roster that is not there"),
        (lambda: a_plan(a_row(8, 16, supersedes="gone")), "supersedes one"),
        (lambda: a_plan(a_swap("gone", "ana", "bek")), "swap is about a"),
        (lambda: a_plan(_ROW, a_swap("ana-8", "ana", "bek", other="gone")), "swap is about"),
        (lambda: replace(a_roster(), published_at=None), "instant of publication"),
        (lambda: replace(a_roster(), state=RosterState.DRAFT), "publication"),
        (lambda: replace(a_leave(1, 2), decided_at=None), "decision"),
    ],
)
def test_rows_that_point_nowhere_or_stand_twice_are_refused(
    make: Callable[[], object], said: str
) -> None:
    with pytest.raises(PlanError, match=said):
        make()


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: a_row(8, 8), "shift must end after"),
        (lambda: a_leave(8, 7), "leave must end after"),
        (lambda: replace(_ROW, starts_at=hour(8).replace(tzinfo=None)), "shift needs aware"),
        (lambda: replace(a_leave(1, 2), ends_at=hour(2).replace(tzinfo=None)), "leave needs aware"),
    ],
)
def test_a_stretch_without_length_or_zone_is_refused(make: Callable[[], object], said: str) -> None:
    with pytest.raises(ShiftError, match=said):
        make()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"taker_id": None}, "taker"),
        ({"taker_languages": frozenset()}, "languages"),
        ({"decided_at": None}, "decision"),
        ({"taker_id": "ana"}, "herself"),
    ],
)
def test_a_swap_that_cannot_have_come_about_is_refused(
    change: dict[str, object], said: str
) -> None:
    with pytest.raises(SwapError, match=said):
        replace(a_swap("ana-8", "ana", "bek", state=SwapState.APPROVED), **change)  # type: ignore[arg-type]


def test_who_was_planned_at_the_time_is_asked_of_what_was_known_then() -> None:
    replaced = a_row(8, 16, "bek", id_="new", supersedes="ana-8", added=2)
    plan = a_plan(a_row(8, 16, added=-50), replaced)

    assert people_at(plan, -51) == []
    assert people_at(plan, 1) == ["ana"]
    assert people_at(plan, 2) == ["bek"]


def test_a_roster_is_nobodys_duty_before_it_was_published() -> None:
    plan = a_plan(a_row(8, 16))

    assert people_at(plan, -241) == []
    assert people_at(plan, -240) == ["ana"]


def test_a_row_that_was_closed_later_still_stood_before() -> None:
    plan = a_plan(a_row(8, 16, closed=hour(5)))

    assert people_at(plan, 4) == ["ana"]
    assert people_at(plan, 5) == []


def test_swaps_and_leave_count_from_their_decision() -> None:
    swap, leave = a_swap("ana-8", "ana", "bek", decided=1), a_leave(0, 20, "bek", decided=3)
    plan = a_plan(a_row(8, 16), swap, leave)

    assert [people_at(plan, known) for known in (0, 1, 2, 3)] == [["ana"], ["bek"], ["bek"], []]


def test_leave_taken_back_counted_until_it_was() -> None:
    leave = replace(a_leave(8, 16, state=LeaveState.WITHDRAWN, decided=1), withdrawn_at=hour(3))
    plan = a_plan(a_row(8, 16), leave)

    assert [people_at(plan, known) for known in (0, 1, 2, 3)] == [["ana"], [], [], ["ana"]]


def test_a_swap_of_a_shift_not_yet_added_is_not_yet_known() -> None:
    plan = a_plan(a_row(8, 16, added=5), a_swap("ana-8", "ana", "bek", decided=1))

    assert people_at(plan, 4) == []
    assert people_at(plan, 5) == ["bek"]
