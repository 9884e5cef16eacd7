"""Hours apart: paid, night, weekend, holiday; and the norm of a month."""

from datetime import date, timedelta

import pytest

from shift_schedule.hours import Accounting, Calendar, by_month, hours, monthly_norm
from shift_schedule.law import law_on
from tests.shift_schedule.duty_of_one import ALMATY, H, accounting, at, duty

_WEEK = 40 * H
_NAURYZ = frozenset({date(2026, 3, day) for day in (21, 22, 23)})


def test_hours_of_night_weekend_and_holiday_are_counted_apart() -> None:
    saturday_night, holiday = duty(7, 20, 32), duty(23, 8, 20)
    by = accounting(holidays=_NAURYZ, unpaid={holiday.id: H})

    found = hours([saturday_night, holiday, duty(2, 8, 16)], by)

    assert (found.paid, found.night) == (31 * H, 8 * H)
    assert (found.weekend, found.holiday) == (12 * H, 12 * H)


def test_only_the_part_on_a_holiday_counts_as_holiday() -> None:
    found = hours([duty(20, 20, 32)], accounting(holidays=_NAURYZ))

    assert (found.holiday, found.weekend) == (8 * H, 8 * H)


def test_the_night_the_clocks_were_set_back_has_nine_hours_of_night() -> None:
    by = Accounting(zone=ALMATY, law=law_on(date(2024, 2, 29)))

    found = by.night_hours(at(29, 20, month=2, year=2024), at(1, 8, month=3, year=2024))

    assert found == 9 * H


@pytest.mark.parametrize(
    ("month", "free", "days"),
    [
        (2, frozenset[date](), 20),
        (3, frozenset[date](), 22),
        (3, frozenset({date(2026, 3, 8)}), 22),
        (3, _NAURYZ, 21),
    ],
    ids=["February", "March", "a holiday on Sunday", "Nauryz from Saturday to Monday"],
)
def test_a_months_norm_is_its_working_days(month: int, free: frozenset[date], days: int) -> None:
    found = monthly_norm(2026, month, _WEEK, Calendar(holidays=free))

    assert found == days * 8 * H


def test_moved_days_move_the_norm_and_the_weekend() -> None:
    calendar = Calendar(
        days_off=frozenset({date(2026, 3, 9)}), working_days=frozenset({date(2026, 3, 14)})
    )

    assert monthly_norm(2026, 3, _WEEK, calendar) == 22 * 8 * H
    assert calendar.is_weekend(date(2026, 3, 9))
    assert not calendar.is_weekend(date(2026, 3, 14))


def test_days_of_leave_owe_no_hours() -> None:
    away = {date(2026, 3, 1) + timedelta(days=n) for n in range(7)}

    assert monthly_norm(2026, 3, 36 * H, Calendar(), away) == 17 * 36 * H / 5


def test_a_shift_belongs_to_the_month_of_the_local_day_it_starts_on() -> None:
    night, next_day = duty(31, 20, 32), duty(1, 20, 32, month=4)

    assert by_month([next_day, night], ALMATY) == {(2026, 3): [night], (2026, 4): [next_day]}
