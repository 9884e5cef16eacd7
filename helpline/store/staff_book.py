"""What people may work, and what rosters are planned with: kinds of shift, holidays, need."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from helpline.people.ports import Role
from helpline.rota.holidays import DayKind, calendar
from helpline.rota.making.month import Asked
from helpline.store.database import Database
from helpline.store.tables.people import people
from helpline.store.tables.rota_planning import (
    demand,
    holidays,
    least_people,
    shift_types,
    wishes,
    work_facts,
)
from helpline.store.upsert import upsert
from shift_schedule.candidates import Colleague
from shift_schedule.forecast import HALF_HOUR
from shift_schedule.hours import Calendar
from shift_schedule.law_checks import Facts
from shift_schedule.need import Minimum, Need
from shift_schedule.pattern import ShiftType
from shift_schedule.plan import Duty

_FLAGS = (
    "shortened_week",
    "no_nights",
    "nights_need_consent",
    "night_consent",
    "overtime_consent",
    "no_overtime",
)
# How parts of the day are named among the languages of `least_people`.
DAY, NIGHT = "day", "night"
_LEADS = frozenset({Duty.SENIOR, Duty.ON_CALL})


@dataclass(frozen=True, slots=True)
class SqlStaffBook:
    """Implements `StaffBook`, `HolidayBook`, `HolidayTable` and `NeedBook` of the rota's use cases.

    `minimum` holds until a supervisor has set another one.
    """

    database: Database
    zone: ZoneInfo
    minimum: Minimum

    def colleagues(self) -> list[Colleague]:
        return [each for each in self.everybody() if each.duties and each.languages]

    def everybody(self) -> list[Colleague]:
        """Also who takes no part, or answers in no language yet.

        Without a row of hers somebody works the line, and whoever supervises leads and is on call.
        """
        query = sa.select(people, *(work_facts.c[name] for name in ("duties", *_FLAGS)))
        query = query.outerjoin(work_facts, work_facts.c.person_id == people.c.id)
        query = query.where(people.c.active).order_by(people.c.id)
        with self.database.reading() as connection:
            return [_colleague(row) for row in connection.execute(query).mappings()]

    def put_facts(self, facts: Facts, duties: Iterable[Duty]) -> None:
        row = {name: getattr(facts, name) for name in _FLAGS}
        row |= {"person_id": facts.person_id, "duties": sorted(duties)}
        with self.database.writing() as connection:
            connection.execute(upsert(connection, work_facts, row, key=("person_id",)))

    def unpaid_breaks(self) -> Mapping[tuple[time, time], timedelta]:
        """A kind without one has its meal inside working time: that is nothing unpaid."""
        kinds = (each for each in self.shift_types() if each.unpaid_break)
        return {(each.starts, each.ends): each.unpaid_break for each in kinds}

    def shift_types(self) -> list[ShiftType]:
        with self.database.reading() as connection:
            rows = connection.execute(sa.select(shift_types).order_by(shift_types.c.code)).all()
        return [shift_type_from(row) for row in rows]

    def put_shift_type(self, each: ShiftType) -> None:
        row = {
            "code": each.code,
            "starts": each.starts.isoformat("minutes"),
            "ends": each.ends.isoformat("minutes"),
            "unpaid_minutes": round(each.unpaid_break.total_seconds() / 60),
        }
        with self.database.writing() as connection:
            connection.execute(upsert(connection, shift_types, row, key=("code",)))

    def wishes(self, first: date, last: date) -> list[Asked]:
        query = sa.select(wishes).where(wishes.c.day >= first, wishes.c.day <= last)
        with self.database.reading() as connection:
            rows = connection.execute(query.order_by(wishes.c.day, wishes.c.person_id)).all()
        return [
            Asked(person_id=row.person_id, day=row.day, code=row.code, works=row.works)
            for row in rows
        ]

    def put_wish(self, asked: Asked) -> None:
        row = {"person_id": asked.person_id, "day": asked.day, "code": asked.code}
        with self.database.writing() as connection:
            whole = row | {"works": asked.works}
            connection.execute(upsert(connection, wishes, whole, key=("person_id", "day")))

    def own(self, first: date, last: date) -> Mapping[date, DayKind]:
        query = sa.select(holidays).where(holidays.c.day >= first, holidays.c.day <= last)
        with self.database.reading() as connection:
            return {row.day: DayKind(row.kind) for row in connection.execute(query)}

    def put_day(self, day: date, kind: DayKind, words: str) -> None:
        row = {"day": day, "kind": kind.value, "words": words}
        with self.database.writing() as connection:
            connection.execute(upsert(connection, holidays, row, key=("day",)))

    def calendar(self, first: date, last: date) -> Calendar:
        return calendar(self, first, last)

    def least(self) -> Minimum:
        with self.database.reading() as connection:
            return _least(connection, self.minimum)

    def needs(self, start: datetime, end: datetime) -> list[Need]:
        """Half-hours from the one that holds `start`; where nothing is planned the minimum stands.

        In all never under what one language needs.
        """
        query = sa.select(demand).where(demand.c.starts_at < end, demand.c.ends_at > start)
        with self.database.reading() as connection:
            least = _least(connection, self.minimum)
            planned = {row.starts_at: row for row in connection.execute(query)}
        found, at = [], _half_hour(start)
        while at < end:
            row = planned.get(at)
            by_language = dict(least.by_language)
            for key, number in {} if row is None else row.by_language.items():
                by_language[key] = max(number, by_language.get(key, 0))
            of_row = 0 if row is None else row.total
            total = max(least.total(at, self.zone), of_row, *by_language.values())
            until = at + HALF_HOUR
            found.append(Need(starts_at=at, ends_at=until, total=total, by_language=by_language))
            at = until
        return found

    def put_needs(self, needed: Sequence[Need], source: str) -> int:
        """In place of what was planned for that stretch."""
        if not needed:
            return 0
        inside = (demand.c.starts_at >= needed[0].starts_at) & (
            demand.c.starts_at < needed[-1].ends_at
        )
        rows = [
            {
                "starts_at": each.starts_at,
                "ends_at": each.ends_at,
                "total": each.total,
                "by_language": dict(each.by_language),
                "source": source,
            }
            for each in needed
        ]
        with self.database.writing() as connection:
            connection.execute(sa.delete(demand).where(inside))
            connection.execute(sa.insert(demand), rows)
        return len(rows)

    def has_own(self, source: str, after: datetime) -> bool:
        query = sa.select(demand.c.starts_at).where(
            demand.c.source == source, demand.c.starts_at > after
        )
        with self.database.reading() as connection:
            return connection.scalar(query.limit(1)) is not None


def _least(connection: sa.Connection, usual: Minimum) -> Minimum:
    """As it was set; while nothing is, what is usual."""
    set_ = {row.part: row.people for row in connection.execute(sa.select(least_people))}
    if not set_:
        return usual
    by_day, by_night = set_.pop(DAY, usual.by_day), set_.pop(NIGHT, usual.by_night)
    return replace(usual, by_day=by_day, by_night=by_night, by_language=set_)


def shift_type_from(row: Any) -> ShiftType:
    """From a row of `shift_types`."""
    return ShiftType(
        code=row.code,
        starts=time.fromisoformat(row.starts),
        ends=time.fromisoformat(row.ends),
        unpaid_break=timedelta(minutes=row.unpaid_minutes),
    )


def _half_hour(at: datetime) -> datetime:
    return at.replace(minute=at.minute // 30 * 30, second=0, microsecond=0)


def _colleague(row: sa.RowMapping) -> Colleague:
    roles = set(row["roles"])
    duties = {Duty.LINE} if Role.COUNSELLOR in roles else set()
    if Role.SUPERVISOR in roles:
        duties |= _LEADS
    if row["duties"] is not None:
        duties = {Duty(each) for each in row["duties"]} & (duties | _LEADS)
    flags = {name: bool(row[name]) for name in _FLAGS}
    return Colleague(
        facts=Facts(person_id=row["id"], **flags),
        languages=frozenset(row["speaks"]),
        duties=frozenset(duties),
    )
