"""How many people are needed in each half-hour, in all and in each language."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from shift_schedule.erlang import Standard, Traffic, heads_needed
from shift_schedule.forecast import HALF_HOUR, Forecast

_PER_HOUR = timedelta(hours=1) / HALF_HOUR


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """`total` people over `[starts_at, ends_at)`, of whom so many answer in each language.

    A person who answers in two languages counts for both, and once in the total.
    """

    starts_at: datetime
    ends_at: datetime
    total: int
    by_language: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Minimum:
    """The floor under the forecast, whatever few calls it expects; nobody sits alone at night.

    Night is wall time from `night_starts` to `night_ends` of the next day.
    """

    by_day: int = 2
    by_night: int = 2
    by_language: Mapping[str, int]
    night_starts: time = time(22)
    night_ends: time = time(6)

    def total(self, starts_at: datetime, zone: ZoneInfo) -> int:
        at = starts_at.astimezone(zone).time()
        night = at >= self.night_starts or at < self.night_ends
        return self.by_night if night else self.by_day


@dataclass(frozen=True, slots=True, kw_only=True)
class Handling:
    """How long a call takes with its wrap-up, how long callers wait on average, and what is promised."""

    handle: timedelta
    patience: timedelta
    standard: Standard = field(default_factory=Standard)


def needs(
    made: Forecast,
    start: datetime,
    end: datetime,
    *,
    handling: Handling,
    minimum: Minimum,
    holidays: Set[date] = frozenset(),
) -> list[Need]:
    """One need for each half-hour of `[start, end)`, by time; the last may be shorter.

    In each language as if its callers had only the people who answer in it; in all as one line;
    never under the minimum, and in all never under what one language needs.
    """
    found = []
    at = start
    while at < end:
        until = min(at + HALF_HOUR, end)
        found.append(_need(made, at, until, handling, minimum, holidays))
        at = until
    return found


def _need(
    made: Forecast,
    at: datetime,
    until: datetime,
    handling: Handling,
    minimum: Minimum,
    holidays: Set[date],
) -> Need:
    expected = made.expected(at, holidays)
    by_language = {
        language: max(
            minimum.by_language.get(language, 0),
            _heads(expected.by_language.get(language, 0.0), handling),
        )
        for language in sorted(minimum.by_language.keys() | expected.by_language.keys())
    }
    total = max(
        _heads(expected.total, handling),
        minimum.total(at, made.zone),
        *by_language.values(),
    )
    return Need(starts_at=at, ends_at=until, total=total, by_language=by_language)


def _heads(calls: float, handling: Handling) -> int:
    # To the hundredth of a call: finer changes nothing and would defeat the memory of answers.
    traffic = Traffic(
        calls_per_hour=round(calls * _PER_HOUR, 2),
        handle=handling.handle,
        patience=handling.patience,
    )
    return heads_needed(traffic, handling.standard)


def at_least(needed: Iterable[Need], total: int) -> list[Need]:
    """The same needs with no total under `total`: for a day that is known to be hard."""
    return [
        Need(
            starts_at=need.starts_at,
            ends_at=need.ends_at,
            total=max(need.total, total),
            by_language=need.by_language,
        )
        for need in needed
    ]
