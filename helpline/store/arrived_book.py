"""How many calls came, by half-hour: for the day's picture and for the forecast."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from helpline.store.database import Database
from helpline.store.tables.calls import calls
from shift_schedule.forecast import PastCall


@dataclass(frozen=True, slots=True)
class SqlCallHistory:
    """Implements `helpline.rota.plan_need.CallHistory`."""

    database: Database

    def past_calls(self, start: datetime, end: datetime) -> list[PastCall]:
        return past_calls(self.database, start, end)


def past_calls(database: Database, start: datetime, end: datetime) -> list[PastCall]:
    """Real calls only: practice is not demand."""
    inside = (calls.c.arrived_at >= start) & (calls.c.arrived_at < end)
    query = sa.select(calls.c.arrived_at, calls.c.language)
    query = query.where(inside, calls.c.training.is_(None))
    with database.reading() as connection:
        return [
            PastCall(arrived_at=row.arrived_at, language=row.language)
            for row in connection.execute(query)
        ]


def arrived_by_half_hour(
    database: Database, start: datetime, end: datetime
) -> Mapping[datetime, int]:
    """By the first instant of the half-hour; those without a call are left out."""
    counted = Counter(_half_hour(each.arrived_at) for each in past_calls(database, start, end))
    return dict(counted)


def _half_hour(at: datetime) -> datetime:
    return at.replace(minute=at.minute // 30 * 30, second=0, microsecond=0)
