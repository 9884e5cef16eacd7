"""Putting somebody on the rota and taking her off again."""

from datetime import timedelta

import pytest

from helpline.rota.ports import ShiftsOverlap
from helpline.rota.remove_shift import remove_shift
from shift_schedule.shift import ShiftError
from tests.helpline.rota.town import Town, hour


def test_a_shift_is_stored_as_it_was_asked_for() -> None:
    town = Town()

    shift = town.put("ana", 2, 10, speaks="kk en")

    assert town.shifts.between(hour(2), hour(3)) == [shift]
    assert (shift.person_id, shift.starts_at, shift.ends_at) == ("ana", hour(2), hour(10))
    assert shift.languages == {"kk", "en"}


@pytest.mark.parametrize(
    ("start", "end", "why"),
    [
        (-9, -1, "past"),
        (-9, 0, "past"),
        (1, 25.1, "24 hours"),
        (3, 3, "end after"),
        (4, 3, "end after"),
    ],
    ids=["over", "ends this instant", "too long", "empty", "backwards"],
)
def test_a_stretch_that_makes_no_sense_is_refused_and_nothing_is_stored(
    start: float, end: float, why: str
) -> None:
    town = Town()

    with pytest.raises(ShiftError, match=why):
        town.put("ana", start, end)

    assert town.shifts.between(hour(-100), hour(100)) == []


def test_a_shift_in_no_language_is_refused() -> None:
    with pytest.raises(ShiftError, match="language"):
        Town().put("ana", 0, 8, speaks="")


@pytest.mark.parametrize(
    ("start", "end"), [(1, 25), (-2, 6)], ids=["a day long", "has begun already"]
)
def test_a_long_shift_and_one_that_has_begun_are_taken(start: float, end: float) -> None:
    town = Town()

    shift = town.put("ana", start, end)

    assert town.shifts.between(hour(start), hour(end)) == [shift]


def test_a_second_shift_of_the_same_person_in_that_time_is_refused_by_name() -> None:
    town = Town()
    first = town.put("ana", 0, 8)

    with pytest.raises(ShiftsOverlap) as refusal:
        town.put("ana", 7, 12)

    assert refusal.value.other == first
    town.put("bek", 7, 12)
    town.put("ana", 8, 12)


def test_a_shift_that_has_not_begun_is_removed() -> None:
    town = Town()
    shift = town.put("ana", 1, 8)

    assert remove_shift(town.shifts, shift.id, now=hour(0)) is True

    assert town.shifts.between(hour(-100), hour(100)) == []


def test_a_shift_that_has_begun_ends_now_and_stays_on_record() -> None:
    town = Town()
    shift = town.put("ana", 1, 8)

    assert remove_shift(town.shifts, shift.id, now=hour(3)) is True

    [kept] = town.shifts.between(hour(-100), hour(100))
    assert (kept.starts_at, kept.ends_at) == (hour(1), hour(3))


def test_a_shift_that_is_over_or_unknown_is_left_alone() -> None:
    town = Town()
    shift = town.put("ana", 1, 8)

    assert remove_shift(town.shifts, shift.id, now=hour(8) + timedelta(seconds=1)) is False
    assert remove_shift(town.shifts, "nobody", now=hour(3)) is False

    assert town.shifts.between(hour(-100), hour(100)) == [shift]
