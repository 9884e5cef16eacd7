"""The database as the use cases of a call see it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

import sqlalchemy as sa

from helpline.calls.ports import OurLegs, OutboxItem
from helpline.store.call_book import Seen, SqlCallBook
from helpline.store.codec import KNOWN_COMMANDS, command_from
from helpline.store.database import Database
from helpline.store.news import wake_everybody
from helpline.store.rows import call_from
from helpline.store.tables.calls import CALL_IS_LIVE, OFFER_IS_LIVE, calls, legs, offers
from helpline.store.tables.events import outbox, timers
from routing.events import Timer, TimerKind
from routing.state import Call, RoutingState

_WHY_LENGTH = 255


@dataclass(frozen=True, slots=True, kw_only=True)
class SqlStore:
    """Implements `helpline.calls.ports.Store`. `domain_number` names the lock of this line."""

    database: Database
    domain_number: int = 111
    seen: Seen = field(default_factory=Seen)

    @contextmanager
    def domain(self) -> Iterator[SqlCallBook]:
        """The lock comes first: BEGIN IMMEDIATE, or an advisory lock as the first statement."""
        with self.database.writing() as connection:
            if not self.database.is_sqlite:
                connection.execute(sa.select(sa.func.pg_advisory_xact_lock(self.domain_number)))
            yield SqlCallBook(connection, self.seen)
            wake_everybody(connection)  # also when there is no news: a timer may have been set

    def read_routing_state(self) -> RoutingState:
        """The state as of the last commit, for screens; decisions are made only under the lock."""
        with self.database.reading() as connection:
            return SqlCallBook(connection, self.seen).routing_state()

    def call(self, call_id: str) -> Call | None:
        return self._one(calls.c.id == call_id)

    def call_of_leg(self, leg: str) -> Call | None:
        of_leg = sa.select(legs.c.call_id).where(legs.c.leg == leg)
        return self._one(calls.c.id == of_leg.scalar_subquery())

    def _one(self, condition: sa.ColumnElement[bool]) -> Call | None:
        with self.database.reading() as connection:
            row = connection.execute(sa.select(calls).where(condition)).mappings().first()
        return None if row is None else call_from(row)

    def live_calls(self) -> list[Call]:
        query = sa.select(calls).where(CALL_IS_LIVE).order_by(calls.c.arrived_at, calls.c.id)
        with self.database.reading() as connection:
            return [call_from(row) for row in connection.execute(query).mappings()]

    def our_legs(self) -> OurLegs:
        """In one look, so that a leg that goes from the offer to the call is never missed."""
        phones = sa.select(offers.c.leg).where(OFFER_IS_LIVE, offers.c.leg.is_not(None))
        with self.database.reading() as connection:
            ringing = connection.scalars(phones).all()
            rows = connection.execute(sa.select(calls).where(CALL_IS_LIVE)).mappings().all()
        live = [call_from(row) for row in rows]
        others = {call.counsellor_leg for call in live} | {*ringing}
        others |= {guest.leg for call in live for guest in call.guests}
        return OurLegs(
            callers=frozenset(call.leg for call in live),
            others=frozenset(leg for leg in others if leg is not None),
        )

    def heard_from(self, call_id: str, now: datetime) -> None:
        with self.database.writing() as connection:
            connection.execute(sa.update(calls).where(calls.c.id == call_id).values(heard_at=now))

    def due_timers(self, now: datetime, *, limit: int = 100) -> list[Timer]:
        query = (
            sa.select(timers).where(timers.c.due_at <= now).order_by(timers.c.due_at).limit(limit)
        )
        with self.database.reading() as connection:
            rows = connection.execute(query).all()
        return [Timer(kind=TimerKind(row.kind), ref=row.ref, due_at=row.due_at) for row in rows]

    def drop_timers(self, dropped: Sequence[Timer]) -> None:
        """A timer that was set anew while its event was applied has another `due_at` and stays."""
        same = (timers.c.kind == sa.bindparam("of_kind")) & (timers.c.ref == sa.bindparam("of"))
        gone = sa.delete(timers).where(same, timers.c.due_at == sa.bindparam("at"))
        rows = [{"of_kind": each.kind.value, "of": each.ref, "at": each.due_at} for each in dropped]
        with self.database.writing() as connection:
            connection.execute(gone, rows)

    def next_due(self) -> datetime | None:
        with self.database.reading() as connection:
            due: datetime | None = connection.scalar(
                sa.select(timers.c.due_at).order_by(timers.c.due_at).limit(1)
            )
        return due

    def unsent(self, now: datetime, *, limit: int = 50) -> list[OutboxItem]:
        """A kind this version does not know stays for the version that does, and blocks nothing."""
        due = outbox.c.sent_at.is_(None) & (outbox.c.next_try_at <= now)
        due &= outbox.c.kind.in_(KNOWN_COMMANDS)
        query = sa.select(outbox).where(due).order_by(outbox.c.made_at, outbox.c.id).limit(limit)
        with self.database.reading() as connection:
            rows = connection.execute(query).all()
        return [
            OutboxItem(id=row.id, command=command_from(row.kind, row.body), attempts=row.attempts)
            for row in rows
        ]

    def sent(self, item_id: str, now: datetime) -> None:
        self._mark(item_id, {"sent_at": now, "next_try_at": None})

    def failed(self, item_id: str, why: str, retry_at: datetime | None, now: datetime) -> None:  # noqa: ARG002 -- the port's signature
        tried = {"attempts": outbox.c.attempts + 1, "why_failed": why[:_WHY_LENGTH]}
        self._mark(item_id, {**tried, "next_try_at": retry_at})

    def _mark(self, item_id: str, values: dict[str, object]) -> None:
        with self.database.writing() as connection:
            connection.execute(sa.update(outbox).where(outbox.c.id == item_id).values(**values))
