"""Who saw or changed what."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from helpline.store.database import Database
from helpline.store.tables.audit import audit


@dataclass(frozen=True, slots=True)
class SqlAuditBook:
    """Implements `helpline.cases.ports.AuditBook`: each entry is a transaction of its own."""

    database: Database

    def note(
        self, *, actor_id: str, act: str, thing: str, now: datetime, reason: str | None = None
    ) -> None:
        row = {"at": now, "actor_id": actor_id, "act": act, "thing": thing, "reason": reason}
        with self.database.writing() as connection:
            connection.execute(sa.insert(audit).values(**row))

    def entries(self, *, limit: int = 100) -> list[sa.Row[tuple[object, ...]]]:
        """The newest first."""
        query = sa.select(audit).order_by(audit.c.number.desc()).limit(limit)
        with self.database.reading() as connection:
            return list(connection.execute(query).all())
