"""Heads by half-hour: from expected calls, never under the minimum."""

from datetime import UTC, date, datetime, timedelta

from shift_schedule.erlang import Standard, Traffic, heads_needed
from shift_schedule.forecast import Forecast
from shift_schedule.need import Handling, Minimum, Need, at_least, needs
from tests.shift_schedule.test_forecast import ALMATY, MONDAY, SUNDAY, calls_at, local, made_of

_HANDLING = Handling(handle=timedelta(minutes=12), patience=timedelta(minutes=2))
_MINIMUM = Minimum(by_day=2, by_night=3, by_language={"kk": 1, "ru": 1})


def needed(
    made: Forecast, start: datetime, end: datetime, *, holidays: frozenset[date] = frozenset()
) -> list[Need]:
    return needs(made, start, end, handling=_HANDLING, minimum=_MINIMUM, holidays=holidays)


def a_busy_morning() -> Forecast:
    """12 calls in Kazakh and 4 in Russian from 10:00 to 10:30 on each Monday."""
    kazakh = [local(day, 10, minute) for day in (2, 9, 16, 23) for minute in range(12)]
    russian = [local(day, 10, minute) for day in (2, 9, 16, 23) for minute in range(4)]
    return made_of(calls_at(*kazakh) + calls_at(*russian, language="ru"))


def _heads(calls_per_hour: float) -> int:
    traffic = Traffic(
        calls_per_hour=calls_per_hour, handle=_HANDLING.handle, patience=_HANDLING.patience
    )
    return heads_needed(traffic, Standard())


def test_a_half_hour_needs_the_heads_of_its_calls_in_all_and_in_each_language() -> None:
    (need,) = needed(a_busy_morning(), local(30, 10), local(30, 10, 30))

    assert need.total == _heads(32)
    assert need.by_language == {"kk": _heads(24), "ru": _heads(8)}
    assert need.by_language["kk"] < need.total < sum(need.by_language.values())


def test_quiet_hours_need_the_minimum_of_day_and_night() -> None:
    found = needed(a_busy_morning(), local(30, 20), local(31, 8))

    totals = [(need.starts_at.astimezone(ALMATY).hour, need.total) for need in found]
    assert {total for hour, total in totals if hour >= 22 or hour < 6} == {3}
    assert {total for hour, total in totals if 6 <= hour < 22} == {2}
    assert all(need.by_language == {"kk": 1, "ru": 1} for need in found)


def test_half_hours_tile_the_stretch_and_the_last_may_be_shorter() -> None:
    found = needed(a_busy_morning(), local(30, 10), local(30, 11, 10))

    assert [(need.ends_at - need.starts_at).seconds // 60 for need in found] == [30, 30, 10]
    assert [need.starts_at for need in found[1:]] == [need.ends_at for need in found[:-1]]


def test_all_together_are_never_fewer_than_one_language_needs() -> None:
    minimum = Minimum(by_day=1, by_night=1, by_language={"kk": 4})

    (need,) = needs(
        made_of([]), local(30, 12), local(30, 12, 30), handling=_HANDLING, minimum=minimum
    )

    assert need.total == 4


def test_a_holiday_needs_what_its_factor_says() -> None:
    ordinary = calls_at(*(local(day, 10, n) for day in (2, 9, 16) for n in range(10)))
    twice_as_many = calls_at(*(local(23, 10, n) for n in range(20)))
    made = made_of(ordinary + twice_as_many, holidays=frozenset({date(2026, 3, 23)}))
    start, end = local(30, 10), local(30, 10, 30)

    (usual,) = needed(made, start, end)
    (holiday,) = needed(made, start, end, holidays=frozenset({date(2026, 3, 30)}))

    assert (usual.total, holiday.total) == (_heads(20), _heads(40))


def test_a_day_known_to_be_hard_is_given_a_floor() -> None:
    found = needed(a_busy_morning(), local(30, 9, 30), local(30, 10, 30))

    raised = at_least(found, 5)

    assert [need.total for need in raised] == [5, max(5, _heads(32))]
    assert [need.by_language for need in raised] == [need.by_language for need in found]


def test_needs_are_instants_of_utc_when_the_stretch_is() -> None:
    (need,) = needed(made_of([]), local(30, 0), local(30, 0, 30))

    assert need.starts_at.tzinfo is UTC
    assert MONDAY < need.starts_at.date() <= SUNDAY + timedelta(days=1)
