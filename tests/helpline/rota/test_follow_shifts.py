"""The routing rows follow the rota, whatever was missed in between."""

import pytest

from helpline.people.ports import Role
from helpline.rota.follow_shifts import FollowShifts, ShiftsNotFollowed
from helpline.rota.remove_shift import remove_shift
from routing.events import ShiftEnd, ShiftStart
from routing.result import Reply
from tests.helpline.rota.town import Town, hour


@pytest.mark.parametrize(
    ("at", "people"),
    [(0.9, []), (1, ["ana"]), (4.5, ["ana", "bek"]), (5, ["bek"]), (9, [])],
    ids=["before", "at the very start", "both", "at the end of one", "after all"],
)
def test_at_every_instant_exactly_those_on_the_rota_are_on_shift(
    at: float, people: list[str]
) -> None:
    town = Town()
    town.put("ana", 1, 5)
    town.put("bek", 4, 9)

    town.at(at)
    town.follow()

    assert town.on_shift() == people


def test_every_change_that_was_missed_is_made_up_in_one_run() -> None:
    town = Town()
    town.put("ana", 1, 5)
    town.put("bek", 4, 9)
    town.at(2)
    town.follow()

    town.at(6)
    changes = town.follow()

    assert changes == 2
    assert town.on_shift() == ["bek"]


def test_a_second_run_changes_nothing() -> None:
    town = Town()
    town.put("ana", 0, 5)
    town.follow()
    events = len(town.store.memory.replies)

    assert town.follow() == 0

    assert len(town.store.memory.replies) == events


def test_where_one_shift_meets_the_next_the_person_stays_on_and_changes_language() -> None:
    town = Town()
    town.put("ana", 0, 4, speaks="kk")
    town.put("ana", 4, 8, speaks="ru en")
    town.follow()

    town.at(4)
    town.follow()

    assert town.shifts.marked_on_shift() == {"ana": frozenset({"ru", "en"})}


def test_a_shift_ended_early_and_given_back_starts_anew() -> None:
    town = Town()
    shift = town.put("ana", 0, 8)
    town.follow()
    town.at(1)
    remove_shift(town.shifts, shift.id, now=town.clock.now())
    town.follow()
    assert town.on_shift() == []

    town.put("ana", 1, 8)
    town.follow()

    assert town.on_shift() == ["ana"]


def test_somebody_on_the_rota_without_a_desk_is_told_of_once_and_keeps_nobody_off() -> None:
    town = Town()
    town.hire("board", Role.SUPERVISOR)
    town.put("board", 0, 8)
    town.put("dana", 0, 8)

    runs = [town.follow() for _ in range(3)]

    assert runs == [2, 0, 0]
    assert town.on_shift() == ["dana"]


def test_one_persons_fault_keeps_nobody_else_off_shift() -> None:
    town = Town()
    town.put("ana", 0, 8)
    town.put("bek", 0, 8)

    def broken_for_ana(event: ShiftStart | ShiftEnd) -> Reply:
        if event.counsellor_id == "ana":
            raise ValueError("her row cannot be read")
        return town.apply_event(event)

    follow = FollowShifts(
        shifts=town.shifts,
        abilities=town.abilities,
        apply_event=broken_for_ana,
        clock=town.clock,
    )

    with pytest.raises(ShiftsNotFollowed, match="1 of 2"):
        follow()

    assert town.on_shift() == ["bek"]


def test_the_next_change_is_the_next_start_or_end_on_the_rota() -> None:
    town = Town()
    town.put("ana", 1, 5)
    town.put("bek", 4, 9)

    changes = []
    for at in (0, 1, 4, 5, 9):
        town.at(at)
        changes.append(town.follow.next_change())

    assert changes == [hour(1), hour(4), hour(5), hour(9), None]
