"""Alarms and notices of the rota, and how far each watch has looked."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from helpline.calls.ports import News
from helpline.rota.alarms import URGENT, Alarm, AlarmKind
from helpline.store.database import Database
from helpline.store.news import append_news, wake_everybody
from helpline.store.rota_writes import SqlRotaRows
from helpline.store.tables.rota_news import rota_alarms, rota_marks, rota_notices
from helpline.store.upsert import upsert
from shift_schedule.notices import Notice

_IS_OPEN = rota_alarms.c.cleared_at.is_(None)


@dataclass(frozen=True, slots=True)
class SqlAlarmBook:
    """Implements `helpline.rota.alarms.AlarmBook` and `helpline.rota.remind.NoticeBook`."""

    database: Database

    def open(self) -> list[Alarm]:
        query = sa.select(rota_alarms).where(_IS_OPEN)
        query = query.order_by(rota_alarms.c.starts_at, rota_alarms.c.language, rota_alarms.c.id)
        with self.database.reading() as connection:
            return [_alarm(row) for row in connection.execute(query).mappings()]

    def urgent(self, now: datetime) -> int:
        with self.database.reading() as connection:
            return _urgent(connection, now)

    def mark(self, name: str) -> datetime | None:
        with self.database.reading() as connection:
            at: datetime | None = connection.scalar(
                sa.select(rota_marks.c.at).where(rota_marks.c.name == name)
            )
        return at

    def write(
        self,
        raised: Sequence[Alarm],
        cleared: Sequence[str],
        *,
        now: datetime,
        mark: Mapping[str, datetime] | None = None,
    ) -> int:
        if not raised and not cleared and mark is None:
            return 0
        with self.database.writing() as connection:
            done = sum(_raise(connection, alarm) for alarm in raised)
            over = _IS_OPEN & rota_alarms.c.id.in_(cleared)
            connection.execute(sa.update(rota_alarms).where(over).values(cleared_at=now))
            for name, at in (mark or {}).items():
                _set_mark(connection, name, at)
            if raised or cleared:
                body = {"urgent": _urgent(connection, now)}
                append_news(connection, [News(stream="line", type="rota_alarm", body=body)], now)
                wake_everybody(connection)
        return done

    def see(self, alarm_id: str, *, by: str, now: datetime) -> bool:
        unseen = (rota_alarms.c.id == alarm_id) & rota_alarms.c.seen_at.is_(None)
        with self.database.writing() as connection:
            seen = sa.update(rota_alarms).where(unseen).values(seen_by=by, seen_at=now)
            done = connection.execute(seen).rowcount == 1
            body = {"urgent": _urgent(connection, now)}
            append_news(connection, [News(stream="line", type="rota_alarm", body=body)], now)
            wake_everybody(connection)
        return done

    def seen_list(self, name: str) -> int | None:
        with self.database.reading() as connection:
            found: int | None = connection.scalar(
                sa.select(rota_marks.c.number).where(rota_marks.c.name == name)
            )
        return found

    def see_list(self, name: str, number: int, now: datetime) -> None:
        row = {"name": name, "number": number, "at": now}
        with self.database.writing() as connection:
            connection.execute(upsert(connection, rota_marks, row, key=("name",)))

    def tell(self, notices: Sequence[Notice], *, mark: str, now: datetime) -> None:
        with self.database.writing() as connection:
            SqlRotaRows(connection).tell(notices)
            _set_mark(connection, mark, now)
            wake_everybody(connection)

    def roots(self, shift_ids: Collection[str]) -> dict[str, str]:
        if not shift_ids:
            return {}
        with self.database.reading() as connection:
            return dict(SqlRotaRows(connection).roots(shift_ids))

    def unseen(self, person_id: str) -> list[sa.RowMapping]:
        """Her notices that she has not put away, newest first."""
        mine = (rota_notices.c.person_id == person_id) & rota_notices.c.seen_at.is_(None)
        query = sa.select(rota_notices).where(mine)
        query = query.order_by(rota_notices.c.due_at.desc(), rota_notices.c.id).limit(50)
        with self.database.reading() as connection:
            return list(connection.execute(query).mappings())

    def put_away(self, person_id: str, now: datetime) -> int:
        mine = (rota_notices.c.person_id == person_id) & rota_notices.c.seen_at.is_(None)
        with self.database.writing() as connection:
            seen = sa.update(rota_notices).where(mine).values(seen_at=now)
            return int(connection.execute(seen).rowcount)


def _urgent(connection: sa.Connection, now: datetime) -> int:
    mine = _IS_OPEN & rota_alarms.c.seen_at.is_(None) & (rota_alarms.c.starts_at < now + URGENT)
    counted = sa.select(sa.func.count()).select_from(rota_alarms).where(mine)
    return connection.scalar(counted) or 0


def _raise(connection: sa.Connection, alarm: Alarm) -> bool:
    """A person is missed once for each start of hers, whoever asks again."""
    if alarm.person_id is not None:
        same = sa.select(rota_alarms.c.id).where(
            rota_alarms.c.shift_id == alarm.shift_id,
            rota_alarms.c.person_id == alarm.person_id,
            rota_alarms.c.kind == alarm.kind.value,
            rota_alarms.c.starts_at == alarm.starts_at,
        )
        if connection.scalar(same) is not None:
            return False
    row: dict[str, Any] = {name: getattr(alarm, name) for name in Alarm.__dataclass_fields__}
    connection.execute(sa.insert(rota_alarms).values(**row | {"kind": alarm.kind.value}))
    return True


def _set_mark(connection: sa.Connection, name: str, at: datetime) -> None:
    row = {"name": name, "number": 0, "at": at}
    connection.execute(upsert(connection, rota_marks, row, key=("name",)))


def _alarm(row: sa.RowMapping) -> Alarm:
    return Alarm(**{**row, "kind": AlarmKind(row["kind"])})
