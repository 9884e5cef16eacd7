"""Duty on the line as a list of shifts, and who the routing rows say is on shift."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from helpline.rota.shifts import end_now, put_on, take_off
from helpline.store.database import Database
from helpline.store.rota_book import SqlRotaBook
from helpline.store.tables.counsellors import counsellors
from shift_schedule.plan import Duty
from shift_schedule.resolve import resolve
from shift_schedule.shift import Shift


@dataclass(frozen=True, slots=True)
class SqlShiftBook:
    """Implements `helpline.rota.ports.ShiftBook` over the rota and its one resolver."""

    database: Database

    @property
    def rota(self) -> SqlRotaBook:
        return SqlRotaBook(self.database)

    def between(self, start: datetime, end: datetime) -> list[Shift]:
        held = resolve(self.rota.plan(start, end)).held[Duty.LINE]
        return [shift for shift in held if shift.starts_at < end and shift.ends_at > start]

    def add(self, shift: Shift, *, now: datetime) -> None:
        put_on(self.rota, shift, Duty.LINE, now=now)

    def remove(self, shift_id: str, *, now: datetime) -> bool:
        return take_off(self.rota, shift_id, now=now)

    def end_early(self, shift_id: str, now: datetime) -> bool:
        return end_now(self.rota, shift_id, now=now)

    def marked_on_call(self) -> Mapping[str, int]:
        """With the rank of each."""
        query = sa.select(counsellors.c.id, counsellors.c.on_call_rank).where(counsellors.c.on_call)
        with self.database.reading() as connection:
            return {row.id: row.on_call_rank for row in connection.execute(query)}

    def marked_on_shift(self) -> Mapping[str, frozenset[str]]:
        query = sa.select(counsellors.c.id, counsellors.c.languages).where(counsellors.c.on_shift)
        with self.database.reading() as connection:
            return {row.id: frozenset(row.languages) for row in connection.execute(query)}
