"""Recurring duty in local wall time: only a generator, never asked who is on."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from shift_schedule.plan import Duty, PlannedShift
from shift_schedule.wall_time import instant_of

_DAY = timedelta(days=1)
_LONGEST_CYCLE = 366  # days: a year, so that a yearly duty still is a cycle


class PatternError(ValueError):
    """The pattern cannot repeat: no cycle, or days outside it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftType:
    """A named stretch of the local day, from `starts` until `ends` on the clock.

    An end at or before the start is on the next day; equal ones are a whole day. Both edges are
    wall time, not lengths: a length would open an hour's hole at a clock change.
    `unpaid_break` is the meal break that does not count as work.
    """

    code: str
    starts: time
    ends: time
    unpaid_break: timedelta = timedelta()

    def on(self, day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
        """`[start, end)` in UTC of the shift that begins on `day`; empty only inside a clock change."""
        last = day if self.ends > self.starts else day + _DAY
        return instant_of(day, self.starts, zone), instant_of(last, self.ends, zone)

    @property
    def length(self) -> timedelta:
        """How long it lasts on a day without a clock change."""
        spent = datetime.combine(date.min, self.ends) - datetime.combine(date.min, self.starts)
        return spent if spent > timedelta() else spent + _DAY


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternException:
    """On `day` the pattern gives nothing, or `instead`: a holiday, a short day, another hour."""

    day: date
    instead: ShiftType | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """`shift_type` on the days `on_days` (from 0) of a cycle of `cycle_days` that starts on `first_day`.

    A week is a cycle of 7, two on and two off one of 4. Nobody's pattern (`person_id` None) gives
    open shifts. Days count from `first_day` up to and with `last_day`; only real slots count, so a
    cycle never skips a person because of its exceptions.
    Raises PatternError when the cycle is empty, or a day lies outside it.
    """

    id: str
    shift_type: ShiftType
    person_id: str | None
    languages: frozenset[str]
    first_day: date
    cycle_days: int
    on_days: frozenset[int]
    last_day: date | None = None
    duty: Duty = Duty.LINE
    exceptions: tuple[PatternException, ...] = ()

    def __post_init__(self) -> None:
        if not 1 <= self.cycle_days <= _LONGEST_CYCLE:
            raise PatternError("a cycle has 1 to 366 days")
        if not self.on_days or not self.on_days <= frozenset(range(self.cycle_days)):
            raise PatternError("the days of a pattern must lie inside its cycle")

    def days(self, first: date, last: date) -> Iterator[tuple[date, ShiftType]]:
        """The days of duty from `first` up to and with `last`, each with its shift type."""
        exceptions = {each.day: each.instead for each in self.exceptions}
        until = last if self.last_day is None else min(last, self.last_day)
        day = max(first, self.first_day)
        while day <= until:
            if (day - self.first_day).days % self.cycle_days in self.on_days:
                kind = exceptions.get(day, self.shift_type)
                if kind is not None:
                    yield day, kind
            day += _DAY


def planned(
    pattern: Pattern, first: date, last: date, zone: ZoneInfo, *, roster_id: str, now: datetime
) -> list[PlannedShift]:
    """The rows of `roster_id` that the pattern gives from `first` up to and with `last`, by start.

    Ids are made of pattern and day, so making them twice gives the same rows. A shift that falls
    wholly into the hour that clocks leap over is not given: it does not happen.
    """
    return [
        PlannedShift(
            id=f"{pattern.id}:{day.isoformat()}",
            roster_id=roster_id,
            person_id=pattern.person_id,
            duty=pattern.duty,
            starts_at=starts_at,
            ends_at=ends_at,
            languages=pattern.languages,
            added_at=now,
        )
        for day, kind in pattern.days(first, last)
        for starts_at, ends_at in [kind.on(day, zone)]
        if starts_at < ends_at
    ]
