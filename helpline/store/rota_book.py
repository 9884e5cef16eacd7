"""The rota in the database: read as a plan, changed by one at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from helpline.calls.ports import News
from helpline.store.database import Database
from helpline.store.news import append_news, wake_everybody
from helpline.store.rota_plan import read_plan
from helpline.store.rota_writes import SqlRotaRows
from helpline.store.tables.rota_news import rota_marks
from helpline.store.upsert import insert_once
from shift_schedule.plan import Plan, PlannedShift

_LOCK = 111_002
_VERSION = rota_marks.c.name == "version"


@dataclass(frozen=True, slots=True)
class SqlRotaBook:
    """Implements `helpline.rota.ports.RotaBook`."""

    database: Database

    def plan(self, start: datetime, end: datetime) -> Plan:
        with self.database.reading() as connection:
            return read_plan(connection, start, end)

    def shift(self, shift_id: str) -> PlannedShift | None:
        with self.database.reading() as connection:
            return SqlRotaRows(connection).shift(shift_id)

    def version(self) -> int:
        with self.database.reading() as connection:
            found = connection.scalar(sa.select(rota_marks.c.number).where(_VERSION))
        return found or 0

    @contextmanager
    def changing(self, now: datetime) -> Iterator[SqlRotaRows]:
        """The lock comes first: whoever waits for it then sees what the other has done."""
        with self.database.writing() as connection:
            if not self.database.is_sqlite:
                connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
            yield SqlRotaRows(connection)
            _count_up(connection)
            append_news(connection, [News(stream="line", type="rota")], now)
            wake_everybody(connection)


def _count_up(connection: sa.Connection) -> None:
    more = sa.update(rota_marks).where(_VERSION).values(number=rota_marks.c.number + 1)
    if connection.execute(more).rowcount == 0:
        row = {"name": "version", "number": 1}
        insert_once(connection, rota_marks, row, key=("name",))
