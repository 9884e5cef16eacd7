"""Nights, weekend days and holidays of each person, and how far apart they are."""

from datetime import date, timedelta

from shift_schedule.fairness import Share, Spread, shares, spread
from tests.shift_schedule.duty_of_one import accounting, duty


def test_nights_weekend_days_and_holidays_are_counted() -> None:
    shifts = [
        duty(6, 20, 32),  # Friday night: a night, and Saturday
        duty(8, 8, 20),  # Sunday, a holiday
        duty(10, 15, 22.5),  # an evening, no night
        duty(2, 8, 16, who="bek"),
    ]
    by = accounting(holidays=frozenset({date(2026, 3, 8)}))

    found = shares(["bek", "ana", "dana"], shifts, by)

    assert found == [
        Share(person_id="ana", nights=1, weekend_days=2, holidays=1, hours=31.5),
        Share(person_id="bek", nights=0, weekend_days=0, holidays=0, hours=8),
        Share(person_id="dana", nights=0, weekend_days=0, holidays=0, hours=0),
    ]
    assert spread(found) == Spread(nights=1, weekend_days=2, holidays=1, hours=31.5)


def test_a_shift_that_ends_at_midnight_does_not_touch_the_next_day() -> None:
    (found,) = shares(["ana"], [duty(6, 14, 24)], accounting())

    assert found.weekend_days == 0


def test_a_weekend_day_counts_once_however_many_shifts_touch_it() -> None:
    (found,) = shares(["ana"], [duty(6, 20, 26), duty(7, 14, 22)], accounting())

    assert found.weekend_days == 1


def test_from_when_on_a_shift_is_a_night_is_a_choice() -> None:
    late = [duty(2, 16, 24)]

    (strict,) = shares(["ana"], late, accounting(), night_from=timedelta(hours=2))
    (usual,) = shares(["ana"], late, accounting())

    assert (strict.nights, usual.nights) == (1, 0)


def test_people_not_asked_about_are_left_out_and_nobody_is_even() -> None:
    assert shares([], [duty(2, 8, 16)], accounting()) == []
    assert spread([]) == Spread(nights=0, weekend_days=0, holidays=0, hours=0)
