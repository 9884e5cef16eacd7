"""Averages of weekday and half-hour, holidays apart, and rows that cannot be read."""

import csv
import io
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest

from shift_schedule.forecast import (
    Forecast,
    ForecastError,
    PastCall,
    forecast,
    read_calls,
    weighted_error,
)

ALMATY = ZoneInfo("Asia/Almaty")
MONDAY, SUNDAY = date(2026, 3, 2), date(2026, 3, 29)


def local(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=ALMATY).astimezone(UTC)


def calls_at(*instants: datetime, language: str | None = "kk") -> list[PastCall]:
    return [PastCall(arrived_at=instant, language=language) for instant in instants]


def made_of(calls: list[PastCall], *, holidays: frozenset[date] = frozenset()) -> Forecast:
    return forecast(calls, MONDAY, SUNDAY, zone=ALMATY, holidays=holidays)


def test_a_half_hour_expects_the_mean_of_its_weekdays_with_the_days_without_calls() -> None:
    made = made_of(calls_at(local(2, 10, 5), local(2, 10, 29), local(9, 10)))

    expected = made.expected(local(30, 10, 10), frozenset())

    assert expected.total == pytest.approx(3 / 4)
    assert made.expected(local(30, 10, 30), frozenset()).total == 0
    assert made.expected(local(31, 10), frozenset()).total == 0


def test_calls_without_a_language_count_in_all_and_in_none() -> None:
    made = made_of(calls_at(local(2, 10)) + calls_at(local(2, 10), language=None))

    expected = made.expected(local(30, 10), frozenset())

    assert (expected.total, expected.by_language) == (0.5, {"kk": 0.25})


def test_days_outside_the_past_are_left_out() -> None:
    outside = calls_at(local(1, 10), local(30, 10))

    assert made_of(outside).expected(local(30, 10), frozenset()).total == 0


def test_holidays_are_left_out_of_the_mean_and_make_a_factor() -> None:
    ordinary = calls_at(*(local(day, 10) for day in (2, 9, 16)), *(local(2, 12),) * 3)
    holiday = calls_at(local(23, 9), local(23, 11), local(23, 15))
    made = made_of(ordinary + holiday, holidays=frozenset({date(2026, 3, 23)}))

    assert made.expected(local(30, 10), frozenset()).total == 1
    assert made.holiday_factor == pytest.approx(3 / 2)
    assert made.expected(local(30, 10), {date(2026, 3, 30)}).total == pytest.approx(1.5)


def test_without_a_holiday_in_the_past_holidays_are_as_other_days() -> None:
    made = made_of(calls_at(local(2, 10)))

    assert made.holiday_factor == 1


def test_rows_of_a_file_become_calls() -> None:
    text = "arrived_at,language\n2026-03-02T10:00:00+05:00,kk\n2026-03-02T06:00:00Z,\n"

    calls = read_calls(csv.DictReader(io.StringIO(text)))

    assert calls == calls_at(local(2, 10)) + calls_at(local(2, 11), language=None)


def test_all_bad_rows_are_named_at_once() -> None:
    text = "arrived_at,language\nmonday,kk\n2026-03-02T10:00:00+05:00,kk\n2026-03-02T10:00:00,kk\n"

    with pytest.raises(ForecastError) as refused:
        read_calls(csv.DictReader(io.StringIO(text)))
    assert str(refused.value) == (
        "row 1: arrived_at is not an instant; row 3: arrived_at has no offset"
    )


def test_a_past_without_a_day_is_refused() -> None:
    with pytest.raises(ForecastError, match="at least one past day"):
        forecast([], SUNDAY, MONDAY, zone=ALMATY, holidays=frozenset())


def drawn(weeks: range, chance: Random) -> Iterator[PastCall]:
    """Sample calls: mornings and evenings of every day, as many as chance gives."""
    for day in (MONDAY + timedelta(days=7 * week + n) for week in weeks for n in range(7)):
        for hour in (9, 10, 18, 19, 20):
            begin = datetime(day.year, day.month, day.day, hour, tzinfo=ALMATY)
            for _ in range(chance.randint(15, 25)):
                minutes = timedelta(minutes=chance.randrange(60))
                yield PastCall(arrived_at=begin + minutes, language="ru")


def test_a_forecast_is_held_against_the_weeks_after_it() -> None:
    chance = Random(111)
    past, later = list(drawn(range(8), chance)), list(drawn(range(8, 10), chance))
    days = [MONDAY + timedelta(weeks=n) for n in (0, 8, 10)]
    made = forecast(past, days[0], days[1] - timedelta(days=1), zone=ALMATY, holidays=frozenset())

    last = days[2] - timedelta(days=1)
    error = weighted_error(made, later, days[1], last, holidays=frozenset())

    assert 0 < error < 0.35
    on_holidays = weighted_error(made, later, days[1], last, holidays={days[1]})
    assert on_holidays == error  # the factor of a past without holidays is 1


def test_a_forecast_cannot_be_held_against_nothing() -> None:
    made = made_of(calls_at(local(2, 10)))

    with pytest.raises(ForecastError, match="no calls"):
        weighted_error(made, calls_at(local(2, 10)), SUNDAY, SUNDAY, holidays=frozenset())
