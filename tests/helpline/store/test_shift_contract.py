"""The contract of shifts: half-open, one at a time for a person."""

from dataclasses import replace

import pytest

from helpline.rota.ports import ShiftsOverlap
from shift_schedule.shift import Shift
from tests.helpline.store.samples import NOON, Books, a_person, after, save, state_of

_HOUR = 3600


def test_a_shift_comes_back_as_it_was_added(books: Books) -> None:
    books.people.add(a_person())
    shift = a_shift(1, 0, 8)

    books.shifts.add(shift, now=NOON)

    assert books.shifts.between(after(0), after(1)) == [shift]


def test_shifts_that_touch_a_stretch_come_by_start_then_person(books: Books) -> None:
    books.people.add(a_person(1))
    books.people.add(a_person(2))
    late, early_2, early_1 = a_shift(1, 4, 8), a_shift(2, 2, 4, person=2), a_shift(3, 2, 4)
    for shift in (late, early_2, early_1):
        books.shifts.add(shift, now=NOON)

    assert books.shifts.between(after(0), after(5 * _HOUR)) == [early_1, early_2, late]


def test_a_shift_that_ends_where_the_stretch_begins_does_not_touch_it(books: Books) -> None:
    books.people.add(a_person())
    books.shifts.add(a_shift(1, 0, 8), now=NOON)

    assert books.shifts.between(after(8 * _HOUR), after(9 * _HOUR)) == []
    assert books.shifts.between(after(-_HOUR), after(0)) == []


def test_a_person_cannot_have_two_shifts_at_once(books: Books) -> None:
    books.people.add(a_person(1))
    books.people.add(a_person(2))
    first = a_shift(1, 0, 8)
    books.shifts.add(first, now=NOON)

    with pytest.raises(ShiftsOverlap) as refusal:
        books.shifts.add(a_shift(2, 7, 9), now=NOON)

    assert refusal.value.other == first
    books.shifts.add(a_shift(3, 7, 9, person=2), now=NOON)
    books.shifts.add(a_shift(4, 8, 9), now=NOON)


def test_a_removed_shift_is_gone(books: Books) -> None:
    books.people.add(a_person())
    books.shifts.add(a_shift(1, 0, 8), now=NOON)

    assert books.shifts.remove("shift-1", now=NOON)

    assert not books.shifts.remove("shift-1", now=NOON)
    assert books.shifts.between(after(0), after(_HOUR)) == []


def test_a_running_shift_can_end_early(books: Books) -> None:
    books.people.add(a_person())
    shift = a_shift(1, 0, 8)
    books.shifts.add(shift, now=NOON)

    assert books.shifts.end_early("shift-1", after(_HOUR))

    (ended,) = books.shifts.between(after(0), after(_HOUR))
    assert replace(ended, id=shift.id) == replace(shift, ends_at=after(_HOUR))


@pytest.mark.parametrize("hours", [-1, 0, 8, 9])
def test_a_shift_that_is_not_running_does_not_end_early(books: Books, hours: int) -> None:
    books.people.add(a_person())
    books.shifts.add(a_shift(1, 0, 8), now=NOON)

    assert not books.shifts.end_early("shift-1", after(hours * _HOUR))
    assert not books.shifts.end_early("shift-unknown", after(_HOUR))


def test_whoever_the_routing_rows_have_on_shift_is_named_with_her_languages(books: Books) -> None:
    books.people.add(a_person(1))
    books.people.add(a_person(2))
    person = state_of(books.store, also="person-1").counsellors["person-1"]

    save(books.store, replace(person, on_shift=True, languages=frozenset({"en"})))

    assert books.shifts.marked_on_shift() == {"person-1": frozenset({"en"})}


def a_shift(number: int, start_hour: float, end_hour: float, *, person: int = 1) -> Shift:
    return Shift(
        id=f"shift-{number}",
        person_id=f"person-{person}",
        starts_at=after(start_hour * _HOUR),
        ends_at=after(end_hour * _HOUR),
        languages=frozenset({"kk", "ru"}),
    )
