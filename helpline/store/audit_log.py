"""Reading the audit log: page by page for the auditor, and added up for a breach report."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from helpline.privacy.audit import Wanted
from helpline.store.database import Database
from helpline.store.tables.audit import audit
from helpline.store.tables.people import people


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditRow:
    """One entry as it is shown; `actor_name` is None for whoever is no person of ours."""

    number: int
    at: datetime
    actor_id: str
    actor_name: str | None
    act: str
    thing: str
    reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """What one actor did of one kind: how often, to how many things, from when until when."""

    actor_id: str
    login: str | None
    name: str | None
    roles: tuple[str, ...]
    act: str
    times: int
    things: int
    first_at: datetime
    last_at: datetime


@dataclass(frozen=True, slots=True)
class SqlAuditLog:
    database: Database

    def page(self, wanted: Wanted, *, limit: int) -> list[AuditRow]:
        """The newest first."""
        query = (
            sa.select(
                *(audit.c[name] for name in AuditRow.__dataclass_fields__ if name != "actor_name"),
                people.c.name.label("actor_name"),
            )
            .outerjoin(people, people.c.id == audit.c.actor_id)
            .where(*_conditions(wanted))
            .order_by(audit.c.number.desc())
            .limit(limit)
        )
        with self.database.reading() as connection:
            return [AuditRow(**row) for row in connection.execute(query).mappings()]

    def acts(self) -> list[str]:
        """Every act that has an entry."""
        with self.database.reading() as connection:
            return sorted(connection.scalars(sa.select(audit.c.act).distinct()))

    def deeds(self, wanted: Wanted) -> list[Deed]:
        """By actor and act; the most things first, for each act its own line."""
        query = (
            sa.select(
                audit.c.actor_id,
                audit.c.act,
                people.c.login,
                people.c.name,
                sa.func.count().label("times"),
                sa.func.count(sa.distinct(audit.c.thing)).label("things"),
                sa.func.min(audit.c.at).label("first_at"),
                sa.func.max(audit.c.at).label("last_at"),
            )
            .outerjoin(people, people.c.id == audit.c.actor_id)
            .where(*_conditions(wanted))
            .group_by(audit.c.actor_id, audit.c.act, people.c.login, people.c.name)
        )
        with self.database.reading() as connection:
            rows = connection.execute(query).mappings().all()
            roles = dict(connection.execute(sa.select(people.c.id, people.c.roles)).all())
        deeds = [Deed(**row, roles=_roles(roles, row["actor_id"])) for row in rows]
        return sorted(deeds, key=lambda each: (-each.things, each.actor_id, each.act))

    def things(self, wanted: Wanted, acts: Sequence[str]) -> int:
        """How many different things were touched in one of the ways."""
        number = sa.func.count(sa.distinct(audit.c.thing))
        query = sa.select(number).where(*_conditions(wanted), audit.c.act.in_(acts))
        with self.database.reading() as connection:
            return int(connection.scalar(query) or 0)


def _roles(roles: dict[str, Any], actor_id: str) -> tuple[str, ...]:
    return tuple(sorted(roles.get(actor_id) or ()))


def _conditions(wanted: Wanted) -> list[sa.ColumnElement[bool]]:
    same = {"actor_id": wanted.actor_id, "act": wanted.act, "thing": wanted.thing}
    found = [audit.c[name] == value for name, value in same.items() if value is not None]
    if wanted.since is not None:
        found.append(audit.c.at >= wanted.since)
    if wanted.until is not None:
        found.append(audit.c.at < wanted.until)
    if wanted.before is not None:
        found.append(audit.c.number < wanted.before)
    return found
