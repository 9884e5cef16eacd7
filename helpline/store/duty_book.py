"""Who was on duty, and when each person came."""

import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from helpline.rota.duty_log import Desired
from helpline.store.database import Database
from helpline.store.tables.counsellors import counsellors
from helpline.store.tables.rota import arrivals, on_duty
from helpline.store.upsert import insert_once
from shift_schedule.plan import Duty

_LOCK = 111_003
_LONG_AGO = datetime.fromisoformat("2000-01-01T00:00:00+00:00")
_RUNS = on_duty.c.ended_at.is_(None)


@dataclass(frozen=True, slots=True)
class SqlDutyLog:
    """Implements `helpline.rota.duty_log.DutyLog`."""

    database: Database

    def follow(self, desired: Desired, now: datetime) -> int:
        """Nothing is written, and no lock taken, while it already is as desired."""
        with self.database.reading() as connection:
            if _running(connection) == desired:
                return 0
        with self.database.writing() as connection:
            if not self.database.is_sqlite:
                connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
            if _newest(connection) > now:
                return 0
            actual = _running(connection)
            over = [key for key, spoken in actual.items() if desired.get(key) != spoken]
            for person_id, duty in over:
                mine = _RUNS & (on_duty.c.person_id == person_id) & (on_duty.c.duty == duty.value)
                connection.execute(sa.update(on_duty).where(mine).values(ended_at=now))
            begun = [key for key, spoken in desired.items() if actual.get(key) != spoken]
            for person_id, duty in begun:
                row = {"id": uuid.uuid4().hex, "person_id": person_id, "duty": duty.value}
                spoken = sorted(desired[person_id, duty])
                connection.execute(
                    sa.insert(on_duty).values(**row, languages=spoken, started_at=now)
                )
        return len(over) + len(begun)

    def at(self, instant: datetime, duty: Duty) -> Mapping[str, frozenset[str]]:
        then = (on_duty.c.started_at <= instant) & (_RUNS | (on_duty.c.ended_at > instant))
        query = sa.select(on_duty.c.person_id, on_duty.c.languages)
        query = query.where(then, on_duty.c.duty == duty.value)
        with self.database.reading() as connection:
            return {row.person_id: frozenset(row.languages) for row in connection.execute(query)}

    def since(self) -> datetime | None:
        with self.database.reading() as connection:
            first: datetime | None = connection.scalar(
                sa.select(on_duty.c.started_at).order_by(on_duty.c.started_at).limit(1)
            )
        return first

    def arrivals(self, shift_ids: Collection[str]) -> Mapping[str, datetime]:
        if not shift_ids:
            return {}
        query = sa.select(arrivals.c.shift_id, sa.func.min(arrivals.c.arrived_at).label("at"))
        query = query.where(arrivals.c.shift_id.in_(shift_ids)).group_by(arrivals.c.shift_id)
        with self.database.reading() as connection:
            return {row.shift_id: row.at for row in connection.execute(query)}

    def arrive(self, shift_id: str, person_id: str, at: datetime, *, channel: str) -> bool:
        row = {"shift_id": shift_id, "person_id": person_id, "arrived_at": at, "channel": channel}
        with self.database.writing() as connection:
            return insert_once(connection, arrivals, row, key=("shift_id", "person_id"))

    def present(self) -> frozenset[str]:
        with self.database.reading() as connection:
            query = sa.select(counsellors.c.id).where(counsellors.c.present)
            return frozenset(connection.scalars(query))


def _running(connection: sa.Connection) -> dict[tuple[str, Duty], frozenset[str]]:
    rows = connection.execute(sa.select(on_duty).where(_RUNS))
    return {(row.person_id, Duty(row.duty)): frozenset(row.languages) for row in rows}


def _newest(connection: sa.Connection) -> datetime:
    """The last instant on record."""
    query = sa.select(sa.func.max(on_duty.c.started_at), sa.func.max(on_duty.c.ended_at))
    found: list[datetime] = [at for at in connection.execute(query).one() if at is not None]
    return max(found, default=_LONG_AGO)
