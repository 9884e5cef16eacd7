"""Which records of calls the carrier still keeps."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from helpline.calls.forget_carrier_records import FIRST_TRY, OpenRecord, OpenRecords
from helpline.store.database import Database
from helpline.store.tables.calls import calls, legs
from helpline.store.tables.carrier_records import carrier_records

_GONE = "gone-"


@dataclass(frozen=True, slots=True)
class SqlCarrierRecordBook:
    """Implements `helpline.calls.forget_carrier_records.CarrierRecordBook`."""

    database: Database

    def enrol(self, now: datetime) -> None:
        known = sa.select(carrier_records.c.leg)
        over = calls.c.ended_at.is_not(None) & calls.c.training.is_(None)
        new = (
            sa.select(legs.c.leg, calls.c.ended_at)
            .join(calls, calls.c.id == legs.c.call_id)
            .where(over, legs.c.leg.not_like(_GONE + "%"), legs.c.leg.not_in(known))
        )
        with self.database.writing() as connection:
            rows = [
                {
                    "leg": row.leg,
                    "ended_at": row.ended_at,
                    "next_try_at": max(row.ended_at + FIRST_TRY, now),
                    "attempts": 0,
                }
                for row in connection.execute(new)
            ]
            if rows:
                connection.execute(sa.insert(carrier_records), rows)

    def due(self, now: datetime, *, limit: int) -> Sequence[OpenRecord]:
        query = sa.select(carrier_records.c.leg, carrier_records.c.attempts)
        query = query.where(carrier_records.c.next_try_at <= now)
        query = query.order_by(carrier_records.c.next_try_at).limit(limit)
        with self.database.reading() as connection:
            return [
                OpenRecord(leg=row.leg, attempts=row.attempts) for row in connection.execute(query)
            ]

    def gone(self, leg: str) -> None:
        anew = _GONE + secrets.token_hex(16)
        with self.database.writing() as connection:
            connection.execute(sa.update(legs).where(legs.c.leg == leg).values(leg=anew))
            connection.execute(sa.update(calls).where(calls.c.leg == leg).values(leg=anew))
            hers = calls.c.counsellor_leg == leg
            connection.execute(sa.update(calls).where(hers).values(counsellor_leg=None))
            connection.execute(sa.delete(carrier_records).where(carrier_records.c.leg == leg))

    def again(self, leg: str, at: datetime) -> None:
        tried = {"next_try_at": at, "attempts": carrier_records.c.attempts + 1}
        update = sa.update(carrier_records).where(carrier_records.c.leg == leg).values(**tried)
        with self.database.writing() as connection:
            connection.execute(update)

    def open(self) -> OpenRecords:
        query = sa.select(sa.func.count(), sa.func.min(carrier_records.c.ended_at))
        with self.database.reading() as connection:
            count, oldest = connection.execute(query).one()
        return OpenRecords(count=count, oldest=oldest)
