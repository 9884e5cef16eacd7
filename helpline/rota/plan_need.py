"""How many people the coming weeks need: from the line's own calls, or from a list that is brought in."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from helpline.rota.staff import HolidayBook
from shift_schedule.forecast import (
    Forecast,
    ForecastError,
    PastCall,
    forecast,
    read_calls,
    weighted_error,
)
from shift_schedule.need import Handling, Minimum, Need, needs
from shift_schedule.wall_time import day_bounds

AHEAD = timedelta(days=45)
_BACK = timedelta(days=56)
_A_DAY = timedelta(days=1)
_LEAST_PAST = timedelta(days=14)
_LONGEST_LIST = 200_000
# The floor is laid where the need is read, so that another one holds at once.
_NO_FLOOR = Minimum(by_day=0, by_night=0, by_language={})
# Talk with its wrap-up, and how long a child waits at most on average, until the log can tell.
USUAL = Handling(handle=timedelta(minutes=12), patience=timedelta(minutes=2))


class CallHistory(Protocol):
    def past_calls(self, start: datetime, end: datetime) -> list[PastCall]:
        """Real calls only, by arrival."""


class DemandBook(Protocol):
    def put_needs(self, needed: Sequence[Need], source: str) -> int:
        """In place of what was planned for those half-hours."""

    def has_own(self, source: str, after: datetime) -> bool:
        """Whether need of that source is planned for after then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanNeed:
    calls: CallHistory
    book: DemandBook
    holidays: HolidayBook
    zone: ZoneInfo
    handling: Handling = field(default_factory=lambda: USUAL)

    def __call__(self, now: datetime) -> int:
        """From the last eight weeks of whole days; half-hours planned, 0 while the log is too young.

        What was brought in as a list stands until it ends: somebody has decided that.
        """
        if self.book.has_own("list", now):
            return 0
        today = now.astimezone(self.zone).date()
        first, last = today - _BACK, today - _A_DAY
        past = self.calls.past_calls(
            day_bounds(first, self.zone)[0], day_bounds(last, self.zone)[1]
        )
        if not past or now - min(each.arrived_at for each in past) < _LEAST_PAST:
            return 0
        began = min(each.arrived_at for each in past).astimezone(self.zone).date() + _A_DAY
        return self._plan(past, max(first, began), last, now, source="forecast")

    def from_list(self, text: str, now: datetime) -> int:
        """A CSV with the columns `arrived_at` and `language`. Raises ForecastError, naming every bad row."""
        calls = read_calls(csv.DictReader(io.StringIO(text)))
        if not calls:
            raise ForecastError("there is no call in the list")
        if len(calls) > _LONGEST_LIST:
            raise ForecastError("the list is too long")
        days = [each.arrived_at.astimezone(self.zone).date() for each in calls]
        return self._plan(calls, min(days), max(days), now, source="list")

    def _plan(
        self, past: Iterable[PastCall], first: date, last: date, now: datetime, *, source: str
    ) -> int:
        made = self.forecast_of(past, first, last)
        start = day_bounds(now.astimezone(self.zone).date(), self.zone)[0]
        end = start + AHEAD
        days = self.holidays.calendar(first, end.astimezone(self.zone).date()).holidays
        needed = needs(made, start, end, handling=self.handling, minimum=_NO_FLOOR, holidays=days)
        return self.book.put_needs(needed, source)

    def forecast_of(self, past: Iterable[PastCall], first: date, last: date) -> Forecast:
        days = self.holidays.calendar(first, last).holidays
        return forecast(past, first, last, zone=self.zone, holidays=days)

    def backtest(self, now: datetime) -> float | None:
        """Of the last week, forecast from the weeks before it: the share of calls by which it erred."""
        today = now.astimezone(self.zone).date()
        split = today - timedelta(days=7)
        first = today - _BACK
        past = self.calls.past_calls(day_bounds(first, self.zone)[0], now)
        if not past:
            return None
        first = min(each.arrived_at for each in past).astimezone(self.zone).date()
        if split - first < _LEAST_PAST:
            return None
        days = self.holidays.calendar(first, today).holidays
        made = self.forecast_of(past, first, split - _A_DAY)
        try:
            return weighted_error(made, past, split, today - _A_DAY, holidays=days)
        except ForecastError:
            return None
