"""The segment table's own answers: changes in a stretch, and one person's shifts."""

from datetime import timedelta, timezone

from hypothesis import given

from shift_schedule.on_shift import next_change, on_shift
from shift_schedule.shift import Shift
from shift_schedule.timetable import Timetable
from tests.shift_schedule.shifts import a_shift, any_rota, hour

_ROTA = [a_shift(0, 8), a_shift(8, 16), a_shift(7, 12, who="bek"), a_shift(30, 40)]


@given(any_rota)
def test_a_table_answers_as_the_shifts_it_is_made_of(rota: list[Shift]) -> None:
    table = Timetable(rota)

    for instant in (hour(half / 2) for half in range(-1, 52)):
        assert on_shift(table, instant) == on_shift(rota, instant)
        assert next_change(table, instant) == next_change(rota, instant)


def test_an_instant_of_any_zone_is_understood() -> None:
    table = Timetable(_ROTA)
    almaty = timezone(timedelta(hours=5))

    assert on_shift(table, hour(7.5).astimezone(almaty)) == on_shift(_ROTA, hour(7.5))
    assert next_change(table, hour(7.5).astimezone(almaty)) == hour(8)


def test_the_changes_of_a_stretch_are_its_edges_once_each() -> None:
    table = Timetable(_ROTA)

    assert table.changes(hour(0), hour(16)) == [hour(0), hour(7), hour(8), hour(12)]


def test_a_persons_shifts_are_those_that_touch_the_stretch() -> None:
    table = Timetable(_ROTA)

    assert table.of("ana", hour(8), hour(30)) == [_ROTA[1]]
    assert table.of("ana", hour(7), hour(31)) == [_ROTA[0], _ROTA[1], _ROTA[3]]
    assert table.of("nobody", hour(0), hour(99)) == []


def test_the_next_shift_is_the_first_that_has_not_begun() -> None:
    table = Timetable(_ROTA)

    assert table.next_shift("ana", hour(-1)) == _ROTA[0]
    assert table.next_shift("ana", hour(8)) == _ROTA[3]
    assert table.next_shift("ana", hour(30)) is None
    assert table.next_shift("nobody", hour(0)) is None


def test_the_people_of_a_table_are_those_with_a_shift() -> None:
    assert Timetable(_ROTA).people == {"ana", "bek"}
