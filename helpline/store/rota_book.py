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
from helpline.store.rota_rows import leave_from, swap_from
from helpline.store.rota_writes import SqlRotaRows
from helpline.store.tables.rota import leaves, swaps
from helpline.store.tables.rota_news import rota_marks
from helpline.store.upsert import insert_once
from shift_schedule.plan import Leave, Plan, PlannedShift
from shift_schedule.swap import Swap, SwapState

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

    def leave(self, leave_id: str) -> Leave | None:
        with self.database.reading() as connection:
            return SqlRotaRows(connection).leave(leave_id)

    def swap(self, swap_id: str) -> Swap | None:
        with self.database.reading() as connection:
            return SqlRotaRows(connection).swap(swap_id)

    def open_swaps(self) -> list[Swap]:
        is_open = swaps.c.state.in_([SwapState.ASKED.value, SwapState.ACCEPTED.value])
        query = sa.select(swaps).where(is_open).order_by(swaps.c.asked_at, swaps.c.id)
        with self.database.reading() as connection:
            return [swap_from(row) for row in connection.execute(query).mappings()]

    def leaves(self, *, ends_after: datetime) -> list[Leave]:
        query = sa.select(leaves).where(leaves.c.ends_at > ends_after)
        query = query.order_by(leaves.c.starts_at, leaves.c.id)
        with self.database.reading() as connection:
            return [leave_from(row) for row in connection.execute(query).mappings()]

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
