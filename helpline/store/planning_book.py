"""What rosters are made of, as supervisors keep it: patterns, own holidays, wishes, the least people."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from helpline.rota.holidays import DayKind
from helpline.rota.making.month import Asked
from helpline.rota.makings import InUse, OwnDay
from helpline.store.database import Database
from helpline.store.staff_book import DAY, NIGHT, shift_type_from
from helpline.store.tables.rota_planning import (
    holidays,
    least_people,
    pattern_exceptions,
    patterns,
    shift_types,
    wishes,
)
from helpline.store.upsert import upsert
from shift_schedule.need import Minimum
from shift_schedule.pattern import Pattern, PatternException, ShiftType
from shift_schedule.plan import Duty


@dataclass(frozen=True, slots=True)
class SqlPlanningBook:
    """Implements `helpline.rota.makings.MakingsBook`."""

    database: Database

    def remove_shift_type(self, code: str) -> bool:
        used = sa.select(patterns.c.id).where(patterns.c.shift_type == code)
        instead = sa.select(pattern_exceptions.c.day).where(pattern_exceptions.c.instead == code)
        with self.database.writing() as connection:
            if any(connection.execute(query.limit(1)).first() for query in (used, instead)):
                raise InUse(code)
            connection.execute(sa.delete(wishes).where(wishes.c.code == code))
            gone = sa.delete(shift_types).where(shift_types.c.code == code)
            return connection.execute(gone).rowcount == 1

    def patterns(self) -> list[Pattern]:
        with self.database.reading() as connection:
            kinds = {
                row.code: shift_type_from(row) for row in connection.execute(sa.select(shift_types))
            }
            order = (patterns.c.first_day, patterns.c.shift_type, patterns.c.id)
            rows = connection.execute(sa.select(patterns).order_by(*order)).mappings().all()
            others: dict[str, list[PatternException]] = {}
            query = sa.select(pattern_exceptions).order_by(pattern_exceptions.c.day)
            for row in connection.execute(query):
                instead = None if row.instead is None else kinds[row.instead]
                exception = PatternException(day=row.day, instead=instead)
                others.setdefault(row.pattern_id, []).append(exception)
        return [_pattern(row, kinds, others.get(row["id"], [])) for row in rows]

    def add_pattern(self, each: Pattern) -> None:
        row = {
            "id": each.id,
            "shift_type": each.shift_type.code,
            "person_id": each.person_id,
            "languages": sorted(each.languages),
            "duty": each.duty.value,
            "first_day": each.first_day,
            "last_day": each.last_day,
            "cycle_days": each.cycle_days,
            "on_days": sorted(each.on_days),
        }
        with self.database.writing() as connection:
            connection.execute(sa.insert(patterns).values(**row))

    def end_pattern(self, pattern_id: str, last_day: date) -> bool:
        mine = patterns.c.id == pattern_id
        with self.database.writing() as connection:
            ended = sa.update(patterns).where(mine).values(last_day=last_day)
            return connection.execute(ended).rowcount == 1

    def remove_pattern(self, pattern_id: str) -> bool:
        mine = pattern_exceptions.c.pattern_id == pattern_id
        with self.database.writing() as connection:
            connection.execute(sa.delete(pattern_exceptions).where(mine))
            gone = sa.delete(patterns).where(patterns.c.id == pattern_id)
            return connection.execute(gone).rowcount == 1

    def put_exception(self, pattern_id: str, day: date, instead: str | None) -> None:
        row = {"pattern_id": pattern_id, "day": day, "instead": instead}
        with self.database.writing() as connection:
            put = upsert(connection, pattern_exceptions, row, key=("pattern_id", "day"))
            connection.execute(put)

    def remove_exception(self, pattern_id: str, day: date) -> bool:
        mine = pattern_exceptions.c.pattern_id == pattern_id
        mine &= pattern_exceptions.c.day == day
        with self.database.writing() as connection:
            return connection.execute(sa.delete(pattern_exceptions).where(mine)).rowcount == 1

    def own_days(self, first: date, last: date) -> list[OwnDay]:
        query = sa.select(holidays).where(holidays.c.day >= first, holidays.c.day <= last)
        with self.database.reading() as connection:
            rows = connection.execute(query.order_by(holidays.c.day)).all()
        return [OwnDay(day=row.day, kind=DayKind(row.kind), words=row.words) for row in rows]

    def remove_day(self, day: date) -> bool:
        with self.database.writing() as connection:
            return (
                connection.execute(sa.delete(holidays).where(holidays.c.day == day)).rowcount == 1
            )

    def wishes_of(self, person_id: str, first: date) -> list[Asked]:
        query = sa.select(wishes).where(wishes.c.person_id == person_id, wishes.c.day >= first)
        with self.database.reading() as connection:
            rows = connection.execute(query.order_by(wishes.c.day)).all()
        return [
            Asked(person_id=row.person_id, day=row.day, code=row.code, works=row.works)
            for row in rows
        ]

    def remove_wish(self, person_id: str, day: date) -> bool:
        mine = (wishes.c.person_id == person_id) & (wishes.c.day == day)
        with self.database.writing() as connection:
            return connection.execute(sa.delete(wishes).where(mine)).rowcount == 1

    def put_least(self, least: Minimum) -> None:
        parts = {DAY: least.by_day, NIGHT: least.by_night, **least.by_language}
        with self.database.writing() as connection:
            connection.execute(sa.delete(least_people))
            rows = [{"part": part, "people": people} for part, people in parts.items()]
            connection.execute(sa.insert(least_people), rows)


def _pattern(
    row: sa.RowMapping, kinds: Mapping[str, ShiftType], exceptions: list[PatternException]
) -> Pattern:
    return Pattern(
        id=row["id"],
        shift_type=kinds[row["shift_type"]],
        person_id=row["person_id"],
        languages=frozenset(row["languages"]),
        first_day=row["first_day"],
        last_day=row["last_day"],
        cycle_days=row["cycle_days"],
        on_days=frozenset(row["on_days"]),
        duty=Duty(row["duty"]),
        exceptions=tuple(exceptions),
    )
