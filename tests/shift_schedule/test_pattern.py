"""Patterns give rows: weeks, cycles, nights, exceptions."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shift_schedule.pattern import Pattern, PatternError, PatternException, ShiftType, planned
from shift_schedule.plan import Duty

ALMATY = ZoneInfo("Asia/Almaty")
NOW = datetime(2026, 3, 1, tzinfo=UTC)
DAY = ShiftType(code="D", starts=time(8), ends=time(20))
NIGHT = ShiftType(code="N", starts=time(20), ends=time(8))
MONDAY = date(2026, 3, 2)


def a_pattern(
    kind: ShiftType = DAY,
    *,
    cycle: int = 7,
    on: set[int] | None = None,
    last: date | None = None,
    exceptions: tuple[PatternException, ...] = (),
) -> Pattern:
    return Pattern(
        id="p",
        shift_type=kind,
        person_id="ana",
        languages=frozenset({"kk"}),
        first_day=MONDAY,
        cycle_days=cycle,
        on_days=frozenset({0, 1, 2, 3, 4} if on is None else on),
        last_day=last,
        duty=Duty.SENIOR,
        exceptions=exceptions,
    )


def days_of(pattern: Pattern, first: date = MONDAY, days: int = 14) -> list[int]:
    found = pattern.days(first, first + timedelta(days=days - 1))
    return [(day - MONDAY).days for day, _ in found]


def test_a_week_of_five_days_repeats() -> None:
    assert days_of(a_pattern()) == [0, 1, 2, 3, 4, 7, 8, 9, 10, 11]


def test_two_on_two_off_walks_through_the_week() -> None:
    assert days_of(a_pattern(cycle=4, on={0, 1}), days=10) == [0, 1, 4, 5, 8, 9]


def test_a_pattern_gives_nothing_before_its_first_day_or_after_its_last() -> None:
    pattern = a_pattern(cycle=1, on={0}, last=MONDAY + timedelta(days=2))

    assert days_of(pattern, MONDAY - timedelta(days=5), 20) == [0, 1, 2]


def test_an_exception_drops_a_day_or_gives_another_type_and_moves_no_other_day() -> None:
    short = ShiftType(code="H", starts=time(8), ends=time(12))
    dropped = PatternException(day=MONDAY + timedelta(days=1))
    shorter = PatternException(day=MONDAY + timedelta(days=2), instead=short)

    found = list(a_pattern(exceptions=(dropped, shorter)).days(MONDAY, MONDAY + timedelta(days=4)))

    assert [((day - MONDAY).days, kind.code) for day, kind in found] == [
        *((0, "D"), (2, "H"), (3, "D"), (4, "D")),
    ]


def test_a_night_shift_ends_on_the_next_day_in_local_time() -> None:
    (row,) = planned(a_pattern(NIGHT), MONDAY, MONDAY, ALMATY, roster_id="march", now=NOW)

    assert (row.id, row.roster_id, row.duty) == ("p:2026-03-02", "march", Duty.SENIOR)
    assert row.starts_at == datetime(2026, 3, 2, 15, tzinfo=UTC)
    assert row.ends_at == datetime(2026, 3, 3, 3, tzinfo=UTC)


@pytest.mark.parametrize(
    ("kind", "hours"),
    [(DAY, 12), (NIGHT, 12), (ShiftType(code="W", starts=time(8), ends=time(8)), 24)],
    ids=["day", "night", "whole day"],
)
def test_a_shift_type_is_as_long_as_its_clock_says(kind: ShiftType, hours: int) -> None:
    assert kind.length == timedelta(hours=hours)


def test_the_night_almaty_set_its_clocks_back_lasts_thirteen_hours() -> None:
    starts_at, ends_at = NIGHT.on(date(2024, 2, 29), ALMATY)

    assert ends_at - starts_at == timedelta(hours=13)


def test_a_shift_inside_the_hour_the_clocks_leap_over_is_not_given() -> None:
    leapt = ShiftType(code="X", starts=time(2), ends=time(2, 45))
    pattern = a_pattern(leapt, cycle=1, on={0})
    berlin, first = ZoneInfo("Europe/Berlin"), date(2026, 3, 28)

    rows = planned(pattern, first, first + timedelta(days=2), berlin, roster_id="march", now=NOW)

    assert [row.id for row in rows] == ["p:2026-03-28", "p:2026-03-30"]


@pytest.mark.parametrize(("cycle", "on"), [(0, {0}), (367, {0}), (7, set()), (7, {7}), (7, {-1})])
def test_a_pattern_that_cannot_repeat_is_refused(cycle: int, on: set[int]) -> None:
    with pytest.raises(PatternError):
        a_pattern(cycle=cycle, on=on)


@given(st.integers(1, 12), st.integers(0, 30))
def test_a_rotation_has_exactly_one_person_on_each_day(people: int, first: int) -> None:
    patterns = [a_pattern(cycle=people, on={turn}) for turn in range(people)]

    start = MONDAY + timedelta(days=first)
    days = sorted(day for each in patterns for day in days_of(each, start, 30))

    assert days == list(range(first, first + 30))
