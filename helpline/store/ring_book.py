"""Rings that belong together by their mark, and how callers and talks have been lately."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from helpline.store.database import Database
from helpline.store.tables.calls import calls, intervals
from routing.estimate import Habits
from routing.state import Outcome

_WAITS = ("queue", "ring", "connecting")
_WORK = ("talk", "hold", "wrap_up")
_LOST = (Outcome.ABANDONED.value, Outcome.CALLER_LOST.value)
_ENOUGH = 30


@dataclass(frozen=True, slots=True)
class SqlRingBook:
    """Implements `helpline.telephony.repeats.Rings`."""

    database: Database

    def rings_of(self, mark: str, since: datetime) -> int:
        query = sa.select(sa.func.count()).where(_of(mark, since))
        with self.database.reading() as connection:
            return int(connection.scalar(query) or 0)

    def lost_place(self, mark: str, since: datetime) -> datetime | None:
        """Only of the latest ring: after a talk or a message the next ring is a new one."""
        query = (
            sa.select(calls.c.enqueued_at, calls.c.outcome, calls.c.talked)
            .where(_of(mark, since))
            .order_by(calls.c.arrived_at.desc(), calls.c.id)
            .limit(1)
        )
        with self.database.reading() as connection:
            row = connection.execute(query).first()
        if row is None or row.talked or row.outcome not in _LOST:
            return None
        place: datetime = row.enqueued_at
        return place

    def habits_since(self, since: datetime) -> Habits | None:
        """Mean work on an answered call, and patience: all waiting over the number of those who gave up.

        None when fewer than thirty were answered and given up: their means would say little.
        """
        real = (calls.c.arrived_at >= since) & calls.c.training.is_(None)
        query = (
            sa.select(calls.c.id, calls.c.outcome, calls.c.talked, intervals)
            .join(intervals, intervals.c.call_id == calls.c.id)
            .where(real, calls.c.ended_at.is_not(None), intervals.c.ends_at.is_not(None))
        )
        waited = worked = timedelta(0)
        talked: set[str] = set()
        lost: set[str] = set()
        with self.database.reading() as connection:
            for row in connection.execute(query):
                span = row.ends_at - row.starts_at
                waited += span if row.phase in _WAITS else timedelta(0)
                worked += span if row.phase in _WORK else timedelta(0)
                talked |= {row.call_id} if row.talked else set()
                lost |= {row.call_id} if row.outcome in _LOST else set()
        if min(len(talked), len(lost)) < _ENOUGH or not waited:
            return None
        return Habits(handle=worked / len(talked), patience=waited / len(lost))


def _of(mark: str, since: datetime) -> sa.ColumnElement[bool]:
    return (calls.c.repeat_mark == mark) & (calls.c.arrived_at >= since)
