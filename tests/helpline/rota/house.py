"""A house on a real database with a stopped clock: the rota's use cases, joined as the app joins them."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from helpline.people.ports import Role
from helpline.rota.alarms import Alarm
from helpline.rota.duty_log import KeepDutyLog
from helpline.rota.leaves import Leaves
from helpline.rota.remind import Remind
from helpline.rota.resolved import ResolvedRota
from helpline.rota.shifts import put_on
from helpline.rota.staff import Judge
from helpline.rota.swaps import Swaps
from helpline.rota.watch_attendance import WatchAttendance
from helpline.rota.watch_cover import WatchCover
from helpline.store.alarm_book import SqlAlarmBook
from helpline.store.database import Database
from helpline.store.duty_book import SqlDutyLog
from helpline.store.people_book import SqlPeopleBook
from helpline.store.rota_book import SqlRotaBook
from helpline.store.staff_book import SqlStaffBook
from shift_schedule.attendance import Missing
from shift_schedule.need import Minimum
from shift_schedule.plan import Duty
from shift_schedule.shift import Shift
from tests.fakes.stopped_clock import StoppedClock
from tests.helpline.store.samples import a_person

MONDAY = datetime(2026, 3, 2, 3, tzinfo=UTC)  # eight in the morning in Almaty
ALMATY = ZoneInfo("Asia/Almaty")
SPOKEN = frozenset({"kk", "ru"})


def hour(number: float) -> datetime:
    return MONDAY + timedelta(hours=number)


@dataclass(slots=True)
class House:
    """Hours are counted from Monday morning, where the clock stands at first."""

    database: Database
    minimum: Minimum = field(default_factory=lambda: Minimum(by_day=1, by_night=1, by_language={}))
    clock: StoppedClock = field(default_factory=lambda: StoppedClock(MONDAY))
    called: list[tuple[str, Missing]] = field(default_factory=list)
    book: SqlRotaBook = field(init=False)
    rota: ResolvedRota = field(init=False)
    judge: Judge = field(init=False)
    swaps: Swaps = field(init=False)
    leaves: Leaves = field(init=False)
    alarms: SqlAlarmBook = field(init=False)
    log: SqlDutyLog = field(init=False)
    cover: WatchCover = field(init=False)

    def __post_init__(self) -> None:
        self.book = SqlRotaBook(self.database)
        self.rota = ResolvedRota(book=self.book)
        staff = SqlStaffBook(self.database, ALMATY, self.minimum)
        self.judge = Judge(book=self.book, staff=staff, holidays=staff, zone=ALMATY)
        self.swaps = Swaps(book=self.book, judge=self.judge)
        self.leaves = Leaves(book=self.book, judge=self.judge)
        self.alarms, self.log = SqlAlarmBook(self.database), SqlDutyLog(self.database)
        self.cover = WatchCover(rota=self.rota, needs=staff, alarms=self.alarms, clock=self.clock)

    def hire(self, *numbers: int, role: Role = Role.COUNSELLOR) -> list[str]:
        for number in numbers:
            SqlPeopleBook(self.database).add(a_person(number, roles=frozenset({role})))
        return [f"person-{number}" for number in numbers]

    def put(self, person: int, start: float, end: float, duty: Duty = Duty.LINE) -> Shift:
        shift = Shift(
            id=f"{duty}-{person}-{start:g}",
            person_id=f"person-{person}",
            starts_at=hour(start),
            ends_at=hour(end),
            languages=SPOKEN,
        )
        put_on(self.book, shift, duty, now=self.clock.now())
        return shift

    def at(self, number: float) -> None:
        self.clock.at = hour(number)

    def holder(self, shift: Shift) -> str | None:
        held = self.rota.over(shift.starts_at, shift.ends_at).resolved.held[Duty.LINE]
        return next((each.person_id for each in held if each.id == shift.id), None)

    def attendance(self, **more: Any) -> WatchAttendance:
        watch = WatchAttendance(
            rota=self.rota,
            log=self.log,
            alarms=self.alarms,
            judge=self.judge,
            clock=self.clock,
            call_backup=lambda who, missed: self.called.append((who, missed)),
        )
        return replace(watch, **more)

    def reminders(self) -> Remind:
        return Remind(rota=self.rota, notices=self.alarms, clock=self.clock)

    def keep_log(self) -> int:
        return KeepDutyLog(rota=self.rota, log=self.log, clock=self.clock)()

    def is_there(self, person_id: str, *, there: bool = True) -> None:
        with self.database.writing() as connection:
            words = "UPDATE counsellors SET present = :there WHERE id = :id"
            connection.execute(sa.text(words), {"there": there, "id": person_id})

    def rows(self, query: str) -> Sequence[tuple[Any, ...]]:
        with self.database.reading() as connection:
            return [tuple(row) for row in connection.execute(sa.text(query))]


def told(alarms: Sequence[Alarm]) -> list[tuple[str, str | None]]:
    return [(alarm.kind.value, alarm.person_id) for alarm in alarms]
