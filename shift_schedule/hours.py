"""Hours of work, kept apart as the law asks, and the norm of a month from the production calendar."""

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from shift_schedule.law import Article, Rule
from shift_schedule.shift import Shift
from shift_schedule.wall_time import day_bounds, instant_of, local_day

_DAY = timedelta(days=1)
_SATURDAY = 5
_WORKING_DAYS_A_WEEK = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """The production calendar, as data: the government moves days, so nothing here is computed.

    `holidays` are off whatever the weekday; `days_off` are working days moved away, `working_days`
    the weekend days worked instead.
    """

    holidays: frozenset[date] = frozenset()
    days_off: frozenset[date] = frozenset()
    working_days: frozenset[date] = frozenset()

    def is_working(self, day: date) -> bool:
        if day in self.working_days:
            return True
        off = day in self.holidays or day in self.days_off
        return not off and day.weekday() < _SATURDAY

    def is_weekend(self, day: date) -> bool:
        """Saturday or Sunday not made a working day, or a day off in exchange for one."""
        return day in self.days_off or (day.weekday() >= _SATURDAY and day not in self.working_days)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """`paid` leaves unpaid breaks out; the others are clock time and may overlap one another."""

    paid: timedelta = timedelta()
    night: timedelta = timedelta()
    weekend: timedelta = timedelta()
    holiday: timedelta = timedelta()


@dataclass(frozen=True, slots=True, kw_only=True)
class Accounting:
    """What hours are counted by: zone, calendar, the night, and unpaid breaks by shift id."""

    zone: ZoneInfo
    law: Mapping[Rule, Article]
    calendar: Calendar = field(default_factory=Calendar)
    unpaid: Mapping[str, timedelta] = field(default_factory=dict)

    def night_hours(self, starts_at: datetime, ends_at: datetime) -> timedelta:
        """The part of `[starts_at, ends_at)` that lies in the night of the law."""
        begins, ends = (
            (datetime.min + self.law[rule].limit).time()  # noqa: DTZ901 -- wall time has no zone
            for rule in (Rule.NIGHT_STARTS, Rule.NIGHT_ENDS)
        )
        found = timedelta()
        for day in _days(starts_at, ends_at, self.zone):
            midnight, next_midnight = day_bounds(day, self.zone)
            morning, evening = (instant_of(day, at, self.zone) for at in (ends, begins))
            found += _overlap(starts_at, ends_at, midnight, morning)
            found += _overlap(starts_at, ends_at, evening, next_midnight)
        return found

    def on_days(self, shift: Shift, days: Set[date]) -> timedelta:
        """The part of a shift that falls on those local days."""
        return sum(
            (
                _overlap(shift.starts_at, shift.ends_at, *day_bounds(day, self.zone))
                for day in _days(shift.starts_at, shift.ends_at, self.zone)
                if day in days
            ),
            timedelta(),
        )


def hours(shifts: Iterable[Shift], accounting: Accounting) -> Hours:
    """All hours of one person's shifts; duty at home counts as work (art. 67), so give it as well."""
    paid = night = weekend = holiday = timedelta()
    calendar = accounting.calendar
    for shift in shifts:
        days = set(_days(shift.starts_at, shift.ends_at, accounting.zone))
        paid += paid_time(shift, accounting)
        night += accounting.night_hours(shift.starts_at, shift.ends_at)
        weekend += accounting.on_days(shift, {day for day in days if calendar.is_weekend(day)})
        holiday += accounting.on_days(shift, days & calendar.holidays)
    return Hours(paid=paid, night=night, weekend=weekend, holiday=holiday)


def paid_time(shift: Shift, accounting: Accounting) -> timedelta:
    unpaid = accounting.unpaid.get(shift.id, timedelta())
    return max(shift.ends_at - shift.starts_at - unpaid, timedelta())


def by_month(shifts: Iterable[Shift], zone: ZoneInfo) -> dict[tuple[int, int], list[Shift]]:
    """Shifts by the year and month of the local day they start on: so a night stays one shift."""
    found: dict[tuple[int, int], list[Shift]] = {}
    for shift in sorted(shifts, key=lambda each: each.starts_at):
        day = local_day(shift.starts_at, zone)
        found.setdefault((day.year, day.month), []).append(shift)
    return found


def monthly_norm(
    year: int, month: int, weekly: timedelta, calendar: Calendar, away: Set[date] = frozenset()
) -> timedelta:
    """Working days of the month times a fifth of the weekly norm; days of leave (`away`) owe nothing."""
    day, working = date(year, month, 1), 0
    while day.month == month:
        working += calendar.is_working(day) and day not in away
        day += _DAY
    return working * weekly / _WORKING_DAYS_A_WEEK


def _days(starts_at: datetime, ends_at: datetime, zone: ZoneInfo) -> Iterator[date]:
    day, last = local_day(starts_at, zone), local_day(ends_at, zone)
    while day <= last:
        yield day
        day += _DAY


def _overlap(starts_at: datetime, ends_at: datetime, begin: datetime, end: datetime) -> timedelta:
    return max(min(ends_at, end) - max(starts_at, begin), timedelta())
