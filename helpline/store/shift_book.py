"""Shifts, and who the routing rows say is on shift."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from helpline.rota.ports import ShiftsOverlap
from helpline.store.database import Database
from helpline.store.locks import lock_person
from helpline.store.tables.counsellors import counsellors
from helpline.store.tables.rota import shifts
from shift_schedule.shift import Shift


@dataclass(frozen=True, slots=True)
class SqlShiftBook:
    """Implements `helpline.rota.ports.ShiftBook`."""

    database: Database

    def between(self, start: datetime, end: datetime) -> list[Shift]:
        touching = (shifts.c.starts_at < end) & (shifts.c.ends_at > start)
        query = sa.select(shifts).where(touching)
        query = query.order_by(shifts.c.starts_at, shifts.c.person_id, shifts.c.id)
        with self.database.reading() as connection:
            return [_shift(row) for row in connection.execute(query).mappings()]

    def add(self, shift: Shift) -> None:
        with self.database.writing() as connection:
            lock_person(connection, shift.person_id)  # two supervisors at once: one after the other
            query = sa.select(shifts).where(
                shifts.c.person_id == shift.person_id,
                shifts.c.starts_at < shift.ends_at,
                shifts.c.ends_at > shift.starts_at,
            )
            other = connection.execute(query).mappings().first()
            if other is not None:
                raise ShiftsOverlap(_shift(other))
            row = {name: getattr(shift, name) for name in Shift.__dataclass_fields__}
            connection.execute(
                sa.insert(shifts).values(**{**row, "languages": sorted(shift.languages)})
            )

    def remove(self, shift_id: str) -> bool:
        with self.database.writing() as connection:
            return (
                connection.execute(sa.delete(shifts).where(shifts.c.id == shift_id)).rowcount == 1
            )

    def end_early(self, shift_id: str, now: datetime) -> bool:
        running = (shifts.c.id == shift_id) & (shifts.c.starts_at < now) & (shifts.c.ends_at > now)
        with self.database.writing() as connection:
            ended = connection.execute(sa.update(shifts).where(running).values(ends_at=now))
            return ended.rowcount == 1

    def marked_on_shift(self) -> Mapping[str, frozenset[str]]:
        query = sa.select(counsellors.c.id, counsellors.c.languages).where(counsellors.c.on_shift)
        with self.database.reading() as connection:
            return {row.id: frozenset(row.languages) for row in connection.execute(query)}


def _shift(row: sa.RowMapping) -> Shift:
    return Shift(**{**row, "languages": frozenset(row["languages"])})
