"""One-time links, known by their digests alone."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from helpline.store.database import Database
from helpline.store.tables.invitations import invitations


@dataclass(frozen=True, slots=True)
class SqlInvitationBook:
    """Implements `helpline.people.accounts.InvitationBook`."""

    database: Database

    def keep(self, digest: str, person_id: str, expires_at: datetime) -> None:
        hers = invitations.c.person_id == person_id
        row = {"digest": digest, "person_id": person_id, "expires_at": expires_at}
        with self.database.writing() as connection:
            connection.execute(sa.delete(invitations).where(hers))
            connection.execute(sa.insert(invitations).values(**row))

    def person_of(self, digest: str, now: datetime) -> str | None:
        good = (invitations.c.digest == digest) & (invitations.c.expires_at > now)
        query = sa.select(invitations.c.person_id).where(good)
        with self.database.reading() as connection:
            found: str | None = connection.scalar(query)
        return found

    def take(self, digest: str, now: datetime) -> str | None:
        good = (invitations.c.digest == digest) & (invitations.c.expires_at > now)
        taken = sa.delete(invitations).where(good).returning(invitations.c.person_id)
        with self.database.writing() as connection:
            found: str | None = connection.scalar(taken)
        return found

    def drop(self, person_id: str) -> None:
        with self.database.writing() as connection:
            connection.execute(sa.delete(invitations).where(invitations.c.person_id == person_id))
