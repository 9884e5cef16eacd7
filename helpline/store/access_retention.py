"""Sessions, failed sign-ins, links and requests that have been kept as long as their columns say."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from helpline.store.database import Database
from helpline.store.tables.disclosures import disclosures
from helpline.store.tables.invitations import invitations
from helpline.store.tables.people import failed_sign_ins, sessions

DAY, YEAR = timedelta(days=1), timedelta(days=365)


@dataclass(frozen=True, slots=True)
class AccessRetention:
    """Implements `helpline.cases.erase_due.Aged`."""

    database: Database

    def due(self, now: datetime) -> int:
        """How many rows `erase` would take."""
        counts = [sa.select(sa.func.count()).select_from(t).where(old) for t, old in _old(now)]
        with self.database.reading() as connection:
            return sum(int(connection.scalar(count) or 0) for count in counts)

    def erase(self, now: datetime) -> int:
        """How many rows are gone. Safe to repeat. A session that lives is not touched."""
        due = [sa.delete(table).where(old) for table, old in _old(now)]
        with self.database.writing() as connection:
            return sum(connection.execute(statement).rowcount for statement in due)


def _old(now: datetime) -> tuple[tuple[sa.Table, sa.ColumnElement[bool]], ...]:
    # Nobody closed it, but it is over: no session lives longer than a shift.
    left = sessions.c.ended_at.is_(None) & (sessions.c.seen_at < now - YEAR)
    return (
        (failed_sign_ins, failed_sign_ins.c.at < now - DAY),
        (sessions, (sessions.c.ended_at < now - YEAR) | left),
        (invitations, invitations.c.expires_at < now),
        (disclosures, disclosures.c.asked_at < now - 3 * YEAR),
    )
