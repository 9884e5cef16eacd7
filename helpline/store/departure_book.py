"""When people have gone from their shifts."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from helpline.store.database import Database
from helpline.store.tables.rota import arrivals


@dataclass(frozen=True, slots=True)
class SqlDepartures:
    """Implements `helpline.rota.clocking.Departures`."""

    database: Database

    def left(self, shift_ids: Collection[str]) -> Mapping[str, datetime]:
        mine = arrivals.c.shift_id.in_(shift_ids) & arrivals.c.left_at.is_not(None)
        query = sa.select(arrivals.c.shift_id, sa.func.max(arrivals.c.left_at).label("at"))
        with self.database.reading() as connection:
            rows = connection.execute(query.where(mine).group_by(arrivals.c.shift_id))
            return {row.shift_id: row.at for row in rows}

    def leave(self, shift_id: str, person_id: str, at: datetime) -> bool:
        there = _of(shift_id, person_id) & arrivals.c.left_at.is_(None)
        with self.database.writing() as connection:
            gone = sa.update(arrivals).where(there).values(left_at=at)
            return connection.execute(gone).rowcount == 1

    def come_back(self, shift_id: str, person_id: str) -> None:
        with self.database.writing() as connection:
            mine = _of(shift_id, person_id)
            connection.execute(sa.update(arrivals).where(mine).values(left_at=None))


def _of(shift_id: str, person_id: str) -> sa.ColumnElement[bool]:
    return (arrivals.c.shift_id == shift_id) & (arrivals.c.person_id == person_id)
