"""Training sessions in the database, and their end: every row of them and every key."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from helpline.store.key_store import KeyStore
from helpline.store.naming import Found, delete_found, delete_with_all_that_point_here, find_naming
from helpline.store.sql_store import SqlStore
from helpline.store.tables.calls import CALL_IS_LIVE, calls, legs, offers
from helpline.store.tables.contacts import contacts
from helpline.store.tables.counsellors import counsellors
from helpline.store.tables.events import timers
from helpline.store.tables.training import training_sessions
from helpline.training.ports import AlreadyInTraining, TrainingSession

_IS_OPEN = training_sessions.c.ended_at.is_(None)


@dataclass(frozen=True, slots=True, kw_only=True)
class SqlTrainingBook:
    """Implements `helpline.training.ports.TrainingBook`."""

    store: SqlStore
    keys: KeyStore

    def add(self, session: TrainingSession) -> None:
        """Under the line's lock: two supervisors at once, one after the other."""
        with self.store.domain() as book:
            _end_overdue(book.connection, session.started_at)
            hers = _IS_OPEN & (training_sessions.c.counsellor_id == session.counsellor_id)
            query = sa.select(training_sessions).where(hers)
            other = book.connection.execute(query).mappings().first()
            if other is not None:
                raise AlreadyInTraining(TrainingSession(**other))
            row = {name: getattr(session, name) for name in TrainingSession.__dataclass_fields__}
            book.connection.execute(sa.insert(training_sessions).values(**row))

    def session(self, session_id: str) -> TrainingSession | None:
        found = self._where(training_sessions.c.id == session_id)
        return found[0] if found else None

    def running(self, now: datetime) -> list[TrainingSession]:
        return self._where(_IS_OPEN & (training_sessions.c.ends_at > now))

    def _where(self, condition: sa.ColumnElement[bool]) -> list[TrainingSession]:
        query = sa.select(training_sessions).where(condition)
        query = query.order_by(training_sessions.c.started_at, training_sessions.c.id)
        with self.store.database.reading() as connection:
            return [TrainingSession(**row) for row in connection.execute(query).mappings()]

    def end(self, session_id: str, now: datetime) -> bool:
        runs = _IS_OPEN & (training_sessions.c.id == session_id)
        runs &= training_sessions.c.ends_at > now
        with self.store.database.writing() as connection:
            ended = connection.execute(
                sa.update(training_sessions).where(runs).values(ended_at=now)
            )
            return ended.rowcount == 1

    def end_overdue(self, now: datetime) -> None:
        if self._where(_IS_OPEN & (training_sessions.c.ends_at <= now)):
            with self.store.database.writing() as connection:
                _end_overdue(connection, now)

    def marked_in_training(self) -> Mapping[str, str]:
        marked = counsellors.c.training.is_not(None)
        query = sa.select(counsellors.c.id, counsellors.c.training).where(marked)
        with self.store.database.reading() as connection:
            return {row.id: row.training for row in connection.execute(query)}

    def ended_before(self, *, started: datetime, ended: datetime) -> list[str]:
        due = (training_sessions.c.started_at < started) & (training_sessions.c.ended_at <= ended)
        return [session.id for session in self._where(due)]

    def erase(self, session_id: str) -> bool:
        """What may take a while comes before the line is locked: the keys, and the search for names."""
        session = self.session(session_id)
        if session is None:
            return False
        with self.store.database.reading() as connection:
            if _is_in_use(connection, session_id):
                return False
            written = _contacts_of(connection, session_id)
        for contact_id in written:
            self.keys.destroy(contact_id)
        names = self._names(session_id)
        with self.store.database.reading() as connection:
            found = find_naming(connection, names, since=session.started_at)
        with self.store.domain() as book:
            # A page that was still saving has made a key anew: all of it once more, the next time.
            if _is_in_use(book.connection, session_id) or self._has_keys(
                book.connection, session_id
            ):
                return False
            _erase(book.connection, session_id, names, found)
        return True

    def _has_keys(self, connection: sa.Connection, session_id: str) -> bool:
        return any(map(self.keys.has, _contacts_of(connection, session_id)))

    def _names(self, session_id: str) -> frozenset[str]:
        """The session, its calls, and their legs and offers."""
        of_it = sa.select(calls.c.id).where(calls.c.training == session_id)
        queries = (
            of_it,
            sa.select(legs.c.leg).where(legs.c.call_id.in_(of_it)),
            sa.select(offers.c.id).where(offers.c.call_id.in_(of_it)),
        )
        with self.store.database.reading() as connection:
            found = [name for query in queries for name in connection.scalars(query)]
        return frozenset(found) | {session_id}


def _contacts_of(connection: sa.Connection, session_id: str) -> Sequence[str]:
    of_it = contacts.c.training == session_id
    return connection.scalars(sa.select(contacts.c.id).where(of_it)).all()


def _erase(connection: sa.Connection, session_id: str, names: frozenset[str], found: Found) -> None:
    delete_found(connection, found)
    connection.execute(sa.delete(timers).where(timers.c.ref.in_(names)))
    practice = connection.scalars(sa.select(calls.c.id).where(calls.c.training == session_id))
    delete_with_all_that_point_here(connection, calls, practice.all())
    connection.execute(sa.delete(training_sessions).where(training_sessions.c.id == session_id))


def _end_overdue(connection: sa.Connection, now: datetime) -> None:
    overdue = _IS_OPEN & (training_sessions.c.ends_at <= now)
    ended = sa.update(training_sessions).where(overdue)
    connection.execute(ended.values(ended_at=training_sessions.c.ends_at))


def _is_in_use(connection: sa.Connection, session_id: str) -> bool:
    """Somebody is kept for it, or one of its calls has not ended."""
    held = sa.select(counsellors.c.id).where(counsellors.c.training == session_id)
    live = sa.select(calls.c.id).where(CALL_IS_LIVE, calls.c.training == session_id)
    return any(connection.scalar(query.limit(1)) is not None for query in (held, live))
