"""What supervisors read back: the call log, one call's story, and the day's figures."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from helpline.store.database import Database
from helpline.store.tables.calls import calls, intervals, legs, offers
from helpline.store.tables.counsellors import counsellors
from helpline.store.tables.people import people

_ANSWERED_WITHIN_S = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class CallRow:
    """One line of the call log. Durations are whole seconds; `talked_s` is without holds."""

    id: str
    arrived_at: datetime
    language: str | None
    state: str
    outcome: str | None
    ended_at: datetime | None
    ended_by: str | None
    counsellor_id: str | None
    counsellor_name: str | None
    offers: int
    waited_s: int
    talked_s: int
    training: str | None  # the session of a practice call


@dataclass(frozen=True, slots=True, kw_only=True)
class IntervalRow:
    phase: str
    counsellor_id: str | None
    starts_at: datetime
    ends_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferRow:
    id: str
    counsellor_name: str | None
    state: str
    made_at: datetime
    ended_at: datetime | None
    reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherRow:
    """A colleague, supervisor, outside party or on-call telephone; `kind` as it was last."""

    kind: str
    person_name: str | None
    opened_at: datetime
    joined_at: datetime | None
    left_at: datetime | None


@dataclass(frozen=True, slots=True)
class SqlLogBook:
    database: Database

    def call_log(self, *, before: datetime | None, limit: int) -> list[CallRow]:
        """Newest first; keyset paging by `before`."""
        query = _call_rows().order_by(calls.c.arrived_at.desc(), calls.c.id).limit(limit)
        if before is not None:
            query = query.where(calls.c.arrived_at < before)
        return self._calls(query)

    def practice_calls(self, training: str) -> list[CallRow]:
        """Of one training session, newest first."""
        query = _call_rows().where(calls.c.training == training)
        return self._calls(query.order_by(calls.c.arrived_at.desc(), calls.c.id))

    def one_call(self, call_id: str) -> CallRow | None:
        rows = self._calls(_call_rows().where(calls.c.id == call_id))
        return rows[0] if rows else None

    def _calls(self, query: sa.Select[Any]) -> list[CallRow]:
        with self.database.reading() as connection:
            rows = connection.execute(query).mappings().all()
            ids = [row["id"] for row in rows]
            spent = _seconds(connection, ids)
        return [
            CallRow(
                **row,
                waited_s=round(sum(spent.get((row["id"], phase), 0) for phase in _WAITING)),
                talked_s=round(spent.get((row["id"], "talk"), 0)),
            )
            for row in rows
        ]

    def intervals(self, call_id: str) -> list[IntervalRow]:
        chosen = (
            intervals.c.phase,
            intervals.c.counsellor_id,
            intervals.c.starts_at,
            intervals.c.ends_at,
        )
        query = sa.select(*chosen).where(intervals.c.call_id == call_id)
        query = query.order_by(intervals.c.starts_at, intervals.c.id)
        with self.database.reading() as connection:
            return [IntervalRow(**row) for row in connection.execute(query).mappings()]

    def offers(self, call_id: str) -> list[OfferRow]:
        chosen = (offers.c.id, offers.c.state, offers.c.made_at, offers.c.ended_at, offers.c.reason)
        query = (
            sa.select(*chosen, people.c.name.label("counsellor_name"))
            .outerjoin(people, people.c.id == offers.c.counsellor_id)
            .where(offers.c.call_id == call_id)
            .order_by(offers.c.made_at, offers.c.id)
        )
        with self.database.reading() as connection:
            return [OfferRow(**row) for row in connection.execute(query).mappings()]

    def others(self, call_id: str) -> list[OtherRow]:
        """Everybody but the caller and her counsellors, in the order in which they came."""
        chosen = (legs.c.kind, legs.c.opened_at, legs.c.joined_at, legs.c.left_at)
        query = (
            sa.select(*chosen, people.c.name.label("person_name"))
            .outerjoin(people, people.c.id == legs.c.person_id)
            .where(legs.c.call_id == call_id, legs.c.kind.not_in(("caller", "counsellor")))
            .order_by(legs.c.opened_at, legs.c.leg)
        )
        with self.database.reading() as connection:
            return [OtherRow(**row) for row in connection.execute(query).mappings()]

    def day_figures(self, since: datetime) -> Mapping[str, int]:
        """Of the calls that arrived since: how many, answered, abandoned, answered within 15 s.

        Practice calls are never counted.
        """
        of_the_day = (calls.c.arrived_at >= since) & _IS_REAL
        query = sa.select(calls.c.id, calls.c.outcome, calls.c.talked).where(of_the_day)
        with self.database.reading() as connection:
            rows = connection.execute(query).all()
            spent = _seconds(connection, sa.select(calls.c.id).where(of_the_day))
        waits = {row.id: sum(spent.get((row.id, phase), 0) for phase in _WAITING) for row in rows}
        answered = [row.id for row in rows if row.talked]
        return {
            "arrived": len(rows),
            "answered": len(answered),
            "abandoned": sum(1 for row in rows if row.outcome in ("abandoned", "caller_lost")),
            "answered_15s": sum(1 for call_id in answered if waits[call_id] <= _ANSWERED_WITHIN_S),
            "longest_wait_s": round(max(waits.values(), default=0)),
        }

    def outcomes(self, since: datetime) -> Mapping[str, int]:
        query = (
            sa.select(calls.c.outcome, sa.func.count().label("number"))
            .where(calls.c.arrived_at >= since, calls.c.outcome.is_not(None), _IS_REAL)
            .group_by(calls.c.outcome)
        )
        with self.database.reading() as connection:
            return {row.outcome: row.number for row in connection.execute(query)}

    def alive_at(self, person_id: str) -> datetime | None:
        query = sa.select(counsellors.c.alive_at).where(counsellors.c.id == person_id)
        with self.database.reading() as connection:
            seen: datetime | None = connection.scalar(query)
        return seen


_WAITING = ("queue", "ring", "connecting")
_IS_REAL = calls.c.training.is_(None)


def _call_rows() -> sa.Select[Any]:
    return sa.select(
        calls.c.id,
        calls.c.arrived_at,
        calls.c.language,
        calls.c.state,
        calls.c.outcome,
        calls.c.ended_at,
        calls.c.ended_by,
        calls.c.counsellor_id,
        people.c.name.label("counsellor_name"),
        calls.c.offers_made.label("offers"),
        calls.c.training,
    ).outerjoin(people, people.c.id == calls.c.counsellor_id)


def _seconds(
    connection: sa.Connection, ids: Collection[str] | sa.Select[tuple[str]]
) -> Mapping[tuple[str, str], float]:
    """Seconds by call and phase; an interval that is still open counts nothing yet."""
    query = sa.select(intervals).where(
        intervals.c.call_id.in_(ids), intervals.c.ends_at.is_not(None)
    )
    spent: dict[tuple[str, str], float] = {}
    for row in connection.execute(query):
        key = (row.call_id, row.phase)
        spent[key] = spent.get(key, 0.0) + (row.ends_at - row.starts_at).total_seconds()
    return spent
