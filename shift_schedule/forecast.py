"""Expected calls per half-hour: the average of the same weekday and half-hour, and a holiday factor."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

HALF_HOUR = timedelta(minutes=30)
_DAY = timedelta(days=1)
_SLOTS = 48

_Slot = tuple[int, int]  # weekday from Monday 0, half-hour of the local day from 0


class ForecastError(ValueError):
    """The past cannot be read: a bad row, named by its number, or no day at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PastCall:
    """One ring of the line. `language` None: the caller hung up before choosing; it counts in all."""

    arrived_at: datetime
    language: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """Calls in one half-hour, as a mean: of all callers, and of those who choose each language."""

    total: float
    by_language: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """Averages of whole past days without the holidays, and how holidays differ from them."""

    zone: ZoneInfo
    totals: Mapping[_Slot, float]
    by_language: Mapping[str, Mapping[_Slot, float]]
    holiday_factor: float

    def expected(self, starts_at: datetime, holidays: Set[date]) -> Expected:
        """Of the half-hour that holds `starts_at`. Days without a like in the past expect nobody."""
        day, slot = _slot(starts_at, self.zone)
        factor = self.holiday_factor if day in holidays else 1.0
        return Expected(
            total=factor * self.totals.get(slot, 0.0),
            by_language={
                language: factor * slots.get(slot, 0.0)
                for language, slots in self.by_language.items()
            },
        )


def read_calls(rows: Iterable[Mapping[str, str]]) -> list[PastCall]:
    """Rows as `csv.DictReader` gives them: `arrived_at` (ISO 8601 with offset) and `language`.

    All faults are reported at once, by the number of the data row from 1. Raises ForecastError.
    """
    calls, faults = [], []
    for number, row in enumerate(rows, start=1):
        try:
            arrived_at = datetime.fromisoformat(row["arrived_at"])
        except (KeyError, TypeError, ValueError):
            faults.append(f"row {number}: arrived_at is not an instant")
            continue
        if arrived_at.tzinfo is None:
            faults.append(f"row {number}: arrived_at has no offset")
            continue
        calls.append(PastCall(arrived_at=arrived_at, language=row.get("language") or None))
    if faults:
        raise ForecastError("; ".join(faults))
    return calls


def forecast(
    calls: Iterable[PastCall], first: date, last: date, *, zone: ZoneInfo, holidays: Set[date]
) -> Forecast:
    """From all calls of the local days `first` up to and with `last`; others are left out.

    A day without calls counts as one, so the days must be given. The factor of holidays is all
    their calls against what their weekdays would have had; 1 when the past has none.
    Raises ForecastError when there is no day.
    """
    if first > last:
        raise ForecastError("a forecast needs at least one past day")
    ordinary: Counter[tuple[str | None, _Slot]] = Counter()
    totals: Counter[_Slot] = Counter()
    on_holidays = 0
    for call in calls:
        day, slot = _slot(call.arrived_at, zone)
        if not first <= day <= last:
            continue
        if day in holidays:
            on_holidays += 1
            continue
        totals[slot] += 1
        ordinary[call.language, slot] += 1
    days = Counter(day.weekday() for day in _days(first, last) if day not in holidays)
    means = {slot: number / days[slot[0]] for slot, number in totals.items()}
    usual = [day.weekday() for day in _days(first, last) if day in holidays]
    would_have = sum(means.get((weekday, slot), 0) for weekday in usual for slot in range(_SLOTS))
    return Forecast(
        zone=zone,
        totals=means,
        by_language=_by_language(ordinary, days),
        holiday_factor=on_holidays / would_have if would_have else 1.0,
    )


def weighted_error(
    made: Forecast, calls: Iterable[PastCall], first: date, last: date, *, holidays: Set[date]
) -> float:
    """Sum of absolute errors over all half-hours against the sum of calls (WAPE); 0 is perfect.

    Raises ForecastError when no call falls on those days: there is nothing to compare with.
    """
    came: Counter[tuple[date, int]] = Counter()
    for call in calls:
        day, slot = _slot(call.arrived_at, made.zone)
        if first <= day <= last:
            came[day, slot[1]] += 1
    if not came:
        raise ForecastError("no calls to hold the forecast against")
    errors = 0.0
    for day in _days(first, last):
        factor = made.holiday_factor if day in holidays else 1.0
        for number in range(_SLOTS):
            mean = factor * made.totals.get((day.weekday(), number), 0.0)
            errors += abs(came[day, number] - mean)
    return errors / came.total()


def _by_language(
    counted: Mapping[tuple[str | None, _Slot], int], days: Mapping[int, int]
) -> dict[str, dict[_Slot, float]]:
    found: dict[str, dict[_Slot, float]] = {}
    for (language, slot), number in counted.items():
        if language is not None:
            found.setdefault(language, {})[slot] = number / days[slot[0]]
    return found


def _slot(instant: datetime, zone: ZoneInfo) -> tuple[date, _Slot]:
    local = instant.astimezone(zone)
    return local.date(), (local.weekday(), local.hour * 2 + local.minute // 30)


def _days(first: date, last: date) -> Iterator[date]:
    day = first
    while day <= last:
        yield day
        day += _DAY
