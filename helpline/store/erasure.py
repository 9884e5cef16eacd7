"""Erasing what is due: rows, keys, and the traces of both in the files."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from helpline.cases.case import CaseState
from helpline.cases.code_words import LIFE
from helpline.cases.erase_due import Due
from helpline.cases.ports import ContactState
from helpline.store.database import Database
from helpline.store.key_store import KeyStore, StillOnDisk
from helpline.store.naming import delete_with_all_that_point_here
from helpline.store.statistics_book import SqlStatisticsBook
from helpline.store.tables.calls import calls
from helpline.store.tables.cases import case_entries, cases
from helpline.store.tables.code_words import code_words
from helpline.store.tables.contacts import contacts
from helpline.store.tables.events import events, outbox
from helpline.store.tables.streams import stream_events

_ID = re.compile(r"[0-9a-f]{32}")  # keys of contacts and cases bear their ids and nothing else
_FIVE_YEARS = timedelta(days=5 * 365 + 2)
# What is kept for so long and no longer, whatever it says; sign-ins are `access_retention`'s.
_AGES: tuple[tuple[sa.Table, sa.ColumnElement[bool], sa.Column[datetime], timedelta], ...] = (
    (events, sa.true(), events.c.at, timedelta(days=90)),
    (outbox, outbox.c.sent_at.is_not(None), outbox.c.made_at, timedelta(days=7)),
    (stream_events, sa.true(), stream_events.c.at, timedelta(days=1)),
    (code_words, sa.true(), code_words.c.used_at, LIFE),
)


@dataclass(frozen=True, slots=True)
class SqlErasure:
    """Implements `helpline.cases.erase_due.Erasure`."""

    database: Database
    keys: KeyStore

    def due(self, closed_before: datetime, now: datetime, *, warned_before: datetime) -> Due:
        old_cases = (cases.c.state == CaseState.CLOSED.value) & (cases.c.closed_at <= closed_before)
        free, draft = _free(old_cases), contacts.c.state == ContactState.DRAFT.value
        old = draft & free & (contacts.c.opened_at <= closed_before)
        stuck = draft & free & (contacts.c.opened_at <= warned_before)
        with self.database.reading() as connection:
            return Due(
                contacts=list(connection.scalars(_due_contacts(closed_before, free))),
                drafts=connection.scalars(sa.select(contacts.c.id).where(old)).all(),
                cases=connection.scalars(sa.select(cases.c.id).where(old_cases)).all(),
                orphan_keys=self._orphans(connection),
                other_rows=sum(_count(connection, table, old) for table, old in _aged(now)),
                stuck=_count(connection, contacts, stuck & (contacts.c.opened_at > closed_before)),
            )

    def _orphans(self, connection: sa.Connection) -> list[str]:
        """Keys of contacts and cases that are not there: left by a run that was killed, or by a restore."""
        named = [name for name in self.keys.names() if _ID.fullmatch(name)]
        known = set(connection.scalars(sa.select(contacts.c.id)))
        known |= set(connection.scalars(sa.select(cases.c.id)))
        return [name for name in named if name not in known]

    def destroy_keys(self, names: Sequence[str]) -> None:
        try:
            self.keys.destroy_all(names)
        except (
            StillOnDisk
        ):  # somebody is reading this moment; `forget_traces` makes sure in the end
            return

    def erase_contacts(self, ids: Sequence[str]) -> None:
        said_in = sa.update(code_words).where(code_words.c.contact_id.in_(ids))
        with self.database.writing() as connection:
            connection.execute(said_in.values(contact_id=None))
            connection.execute(sa.delete(contacts).where(contacts.c.id.in_(ids)))

    def erase_cases(self, ids: Sequence[str]) -> None:
        with self.database.writing() as connection:
            connection.execute(sa.delete(case_entries).where(case_entries.c.case_id.in_(ids)))
            connection.execute(sa.delete(cases).where(cases.c.id.in_(ids)))

    def erase_other_rows(self, now: datetime) -> None:
        with self.database.writing() as connection:
            for table, old in _aged(now):
                connection.execute(sa.delete(table).where(old))
            old_calls = sa.select(calls.c.id).where(calls.c.arrived_at <= now - _FIVE_YEARS)
            delete_with_all_that_point_here(connection, calls, connection.scalars(old_calls).all())

    def forget_traces(self) -> None:
        """On SQLite the write-ahead log is emptied; a row deleted on PostgreSQL has lost its key."""
        SqlStatisticsBook(self.database).forget_order()
        self.keys.truncate("what was erased")
        if self.database.is_sqlite:
            with self.database.engine.connect() as connection:
                busy = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").scalar()
            if busy:
                raise StillOnDisk("rows")


def _free(old_cases: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
    """In no case that is kept, and no practice, which goes the same day."""
    kept = sa.select(cases.c.id).where(sa.not_(old_cases))
    in_none = contacts.c.case_id.is_(None) | contacts.c.case_id.not_in(kept)
    return in_none & contacts.c.training.is_(None)


def _due_contacts(closed_before: datetime, free: sa.ColumnElement[bool]) -> sa.Select[Any]:
    """Complete for so long."""
    complete = contacts.c.state == ContactState.COMPLETE.value
    return sa.select(contacts.c.id).where(complete, contacts.c.completed_at <= closed_before, free)


def _aged(now: datetime) -> list[tuple[sa.Table, sa.ColumnElement[bool]]]:
    return [(table, which & (at <= now - age)) for table, which, at, age in _AGES]


def _count(connection: sa.Connection, table: sa.Table, which: sa.ColumnElement[bool]) -> int:
    return int(connection.scalar(sa.select(sa.func.count()).select_from(table).where(which)) or 0)
