"""What the pages and the API of the rota work with, joined in `helpline/rota_joined.py`."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from helpline.calls.ports import Clock
from helpline.rota.alarms import AlarmBook
from helpline.rota.calendar_feed import FeedBook
from helpline.rota.clocking import Clocking, Departures
from helpline.rota.duty_log import DutyLog
from helpline.rota.handovers import Handovers
from helpline.rota.holidays import DayKind
from helpline.rota.leaves import Leaves
from helpline.rota.making.month import Asked
from helpline.rota.makings import MakingsBook
from helpline.rota.month_of import MonthBook
from helpline.rota.plan_need import PlanNeed
from helpline.rota.ports import RotaBook
from helpline.rota.remind import NoticeBook
from helpline.rota.resolved import ResolvedRota
from helpline.rota.rosters import Rosters
from helpline.rota.staff import Judge
from helpline.rota.swaps import Swaps
from helpline.rota.watch_cover import WatchCover
from shift_schedule.candidates import Colleague
from shift_schedule.hours import Calendar
from shift_schedule.law_checks import Facts
from shift_schedule.need import Minimum, Need
from shift_schedule.pattern import ShiftType
from shift_schedule.plan import Duty


class NoticeReadings(NoticeBook, Protocol):
    def unseen(self, person_id: str) -> list[Any]:
        """Rows of notices she has not put away, newest first."""

    def put_away(self, person_id: str, now: datetime) -> int: ...


class Planning(MonthBook, Protocol):
    """Kinds of shift, need, holidays, and what people may work."""

    def everybody(self) -> list[Colleague]: ...
    def put_facts(self, facts: Facts, duties: Iterable[Duty]) -> None: ...
    def put_shift_type(self, each: ShiftType) -> None: ...
    def put_wish(self, asked: Asked) -> None: ...
    def put_day(self, day: date, kind: DayKind, words: str) -> None: ...
    def least(self) -> Minimum: ...
    def needs(self, start: datetime, end: datetime) -> list[Need]: ...
    def calendar(self, first: date, last: date) -> Calendar: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class RotaParts:
    book: RotaBook
    resolved: ResolvedRota
    judge: Judge
    swaps: Swaps
    leaves: Leaves
    handovers: Handovers
    alarms: AlarmBook
    notices: NoticeReadings
    duty_log: DutyLog
    clocking: Clocking
    departures: Departures
    planning: Planning
    makings: MakingsBook
    feeds: FeedBook
    plan_need: PlanNeed
    rosters: Rosters
    cover: WatchCover
    waiting: Callable[[datetime, datetime], Mapping[datetime, int]]  # calls by half-hour
    zone: ZoneInfo
    clock: Clock
