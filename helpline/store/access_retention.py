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
    database: Database

    def erase(self, now: datetime) -> int:
        """How many rows are gone. Safe to repeat. A session that lives is not touched."""
        due = (
            sa.delete(failed_sign_ins).where(failed_sign_ins.c.at < now - DAY),
            sa.delete(sessions).where(sessions.c.ended_at < now - YEAR),
            # Nobody closed it, but it is over: no session lives longer than a shift.
            sa.delete(sessions).where(
                sessions.c.ended_at.is_(None), sessions.c.seen_at < now - YEAR
            ),
            sa.delete(invitations).where(invitations.c.expires_at < now),
            sa.delete(disclosures).where(disclosures.c.asked_at < now - 3 * YEAR),
        )
        with self.database.writing() as connection:
            return sum(connection.execute(statement).rowcount for statement in due)
