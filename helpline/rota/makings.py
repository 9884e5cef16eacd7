"""What rosters are made of: kinds of shift, patterns, holidays, wishes and the least people."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from helpline.rota.holidays import DayKind
from helpline.rota.making.month import Asked
from shift_schedule.hours import Accounting
from shift_schedule.need import Minimum
from shift_schedule.pattern import Pattern, ShiftType, planned
from shift_schedule.plan import PlannedShift

# Until the house has named its own: day, evening, late and night.
USUAL = (
    ShiftType(code="D", starts=time(8), ends=time(20)),
    ShiftType(code="L", starts=time(16), ends=time(0)),
    ShiftType(code="N", starts=time(20), ends=time(8)),
    ShiftType(code="P", starts=time(13), ends=time(21)),
)
# From so many of its hours in the night of the law on, a shift counts as one of the night.
NIGHT_FROM = timedelta(hours=3)


class InUse(Exception):
    """A pattern has this kind of shift."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnDay:
    """What the house has written over the library's list."""

    day: date
    kind: DayKind
    words: str


class MakingsBook(Protocol):
    def remove_shift_type(self, code: str) -> bool:
        """And the wishes for it. Raises InUse while a pattern has it; False when there is none."""

    def patterns(self) -> list[Pattern]:
        """By first day."""

    def add_pattern(self, each: Pattern) -> None: ...
    def end_pattern(self, pattern_id: str, last_day: date) -> bool: ...
    def remove_pattern(self, pattern_id: str) -> bool:
        """What it has put into rosters stays there."""

    def put_exception(self, pattern_id: str, day: date, instead: str | None) -> None:
        """On that day that kind instead, or nothing."""

    def remove_exception(self, pattern_id: str, day: date) -> bool: ...
    def own_days(self, first: date, last: date) -> list[OwnDay]: ...
    def remove_day(self, day: date) -> bool: ...
    def wishes_of(self, person_id: str, first: date) -> list[Asked]:
        """Of that day and later, by day."""

    def remove_wish(self, person_id: str, day: date) -> bool: ...
    def put_least(self, least: Minimum) -> None: ...


def is_night(kind: ShiftType, day: date, by: Accounting) -> bool:
    return by.night_hours(*kind.on(day, by.zone)) >= NIGHT_FROM


def generated(
    patterns: Iterable[Pattern],
    first: date,
    last: date,
    zone: ZoneInfo,
    *,
    roster_id: str,
    now: datetime,
) -> list[PlannedShift]:
    """The rows that all patterns give a roster, by start.

    Named after roster, day and pattern: another version of the roster has rows of its own.
    """
    rows = []
    for pattern in patterns:
        for row in planned(pattern, first, last, zone, roster_id=roster_id, now=now):
            day = row.id.removeprefix(f"{pattern.id}:")
            rows.append(replace(row, id=f"{roster_id}:{day}:{pattern.id}"))
    return sorted(rows, key=lambda row: (row.starts_at, row.id))
