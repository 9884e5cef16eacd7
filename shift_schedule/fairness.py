"""Who carries how much of what nobody likes: nights, weekend days, holidays."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from shift_schedule.hours import Accounting
from shift_schedule.shift import Shift
from shift_schedule.wall_time import local_day

_DAY = timedelta(days=1)
_MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """Of one person: night shifts, weekend days and holidays touched by a shift, and all hours."""

    person_id: str
    nights: int
    weekend_days: int
    holidays: int
    hours: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """Most less fewest of each; 0 is even."""

    nights: int
    weekend_days: int
    holidays: int
    hours: float


def shares(
    people: Iterable[str],
    shifts: Iterable[Shift],
    accounting: Accounting,
    *,
    night_from: timedelta = timedelta(hours=3),
) -> list[Share]:
    """One for each of `people`, by id, also for those without a shift.

    A shift counts as a night when at least `night_from` of it is night: an evening that ends at
    half past ten is none.
    """
    mine: dict[str, list[Shift]] = {person_id: [] for person_id in sorted(set(people))}
    for shift in shifts:
        if shift.person_id in mine:
            mine[shift.person_id].append(shift)
    return [_share(person_id, own, accounting, night_from) for person_id, own in mine.items()]


def spread(found: Iterable[Share]) -> Spread:
    """Of no people at all it is even."""
    rows = list(found)
    if not rows:
        return Spread(nights=0, weekend_days=0, holidays=0, hours=0.0)
    return Spread(
        nights=_width([row.nights for row in rows]),
        weekend_days=_width([row.weekend_days for row in rows]),
        holidays=_width([row.holidays for row in rows]),
        hours=max(row.hours for row in rows) - min(row.hours for row in rows),
    )


def _width(numbers: list[int]) -> int:
    return max(numbers) - min(numbers)


def _share(
    person_id: str, shifts: list[Shift], accounting: Accounting, night_from: timedelta
) -> Share:
    days = set()
    for shift in shifts:
        day = local_day(shift.starts_at, accounting.zone)
        # A shift that ends at midnight does not touch the day after.
        while day <= local_day(shift.ends_at - _MOMENT, accounting.zone):
            days.add(day)
            day += _DAY
    calendar = accounting.calendar
    spent = sum((shift.ends_at - shift.starts_at for shift in shifts), timedelta())
    return Share(
        person_id=person_id,
        nights=sum(
            accounting.night_hours(shift.starts_at, shift.ends_at) >= night_from for shift in shifts
        ),
        weekend_days=sum(calendar.is_weekend(day) for day in days),
        holidays=len(days & calendar.holidays),
        hours=spent / timedelta(hours=1),
    )
