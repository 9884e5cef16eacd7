"""Requests to see one contact in an emergency."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from helpline.cases.disclosure import Disclosure
from helpline.store.database import Database
from helpline.store.tables.disclosures import disclosures


@dataclass(frozen=True, slots=True)
class SqlDisclosureBook:
    """Implements `helpline.cases.disclosure.DisclosureBook`."""

    database: Database

    def add(self, disclosure: Disclosure) -> None:
        row = {name: getattr(disclosure, name) for name in Disclosure.__dataclass_fields__}
        with self.database.writing() as connection:
            connection.execute(sa.insert(disclosures).values(**row))

    def one(self, disclosure_id: str) -> Disclosure | None:
        query = sa.select(disclosures).where(disclosures.c.id == disclosure_id)
        with self.database.reading() as connection:
            row = connection.execute(query).mappings().first()
        return None if row is None else Disclosure(**row)

    def since(self, instant: datetime, *, asked_by: str | None) -> list[Disclosure]:
        query = sa.select(disclosures).where(disclosures.c.asked_at >= instant)
        if asked_by is not None:
            query = query.where(disclosures.c.asked_by == asked_by)
        newest_first = query.order_by(disclosures.c.asked_at.desc(), disclosures.c.id)
        with self.database.reading() as connection:
            return [Disclosure(**row) for row in connection.execute(newest_first).mappings()]

    def decide(self, disclosure_id: str, by: str, now: datetime, *, approved: bool) -> bool:
        is_open = (disclosures.c.id == disclosure_id) & disclosures.c.decided_by.is_(None)
        decision = {"decided_by": by, "decided_at": now, "approved": approved}
        with self.database.writing() as connection:
            decided = connection.execute(sa.update(disclosures).where(is_open).values(**decision))
            return bool(decided.rowcount)
