"""Rosters and their rows in the database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from helpline.rota.ports import DIRECT
from helpline.rota.rosters import RosterDraft
from helpline.store.database import Database
from helpline.store.rota_rows import roster_from, shift_from, shift_row
from helpline.store.tables.rota import rosters, shifts
from shift_schedule.plan import PlannedShift, RosterState

_LOCK = 111_004
_INFO = (
    "first_day",
    "last_day",
    "made_at",
    "made_by",
    "published_by",
    "reason",
    "restores_id",
    "solving",
)


@dataclass(frozen=True, slots=True)
class SqlRosterBook:
    """Implements `helpline.rota.rosters.RosterBook`."""

    database: Database

    def all(self) -> list[RosterDraft]:
        shown = [each for each in rosters.c if each.name != "explained"]
        query = sa.select(*shown).where(rosters.c.id != DIRECT)
        query = query.order_by(rosters.c.made_at.desc(), rosters.c.id).limit(100)
        with self.database.reading() as connection:
            return [_draft(row) for row in connection.execute(query).mappings()]

    def one(self, roster_id: str) -> RosterDraft | None:
        mine = (rosters.c.id == roster_id) & (rosters.c.id != DIRECT)
        with self.database.reading() as connection:
            row = connection.execute(sa.select(rosters).where(mine)).mappings().first()
        return None if row is None else _draft(row)

    def rows(self, roster_id: str) -> list[PlannedShift]:
        query = sa.select(shifts).where(
            shifts.c.roster_id == roster_id, shifts.c.supersedes_id.is_(None)
        )
        query = query.order_by(shifts.c.starts_at, shifts.c.id)
        with self.database.reading() as connection:
            rows = connection.execute(query).mappings()
            return [replace(shift_from(row), closed_at=None) for row in rows]

    def add(self, draft: RosterDraft) -> RosterDraft:
        roster = draft.roster
        with self.database.writing() as connection:
            if not self.database.is_sqlite:
                connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
            newest = sa.select(sa.func.max(rosters.c.version))
            last = connection.scalar(newest.where(rosters.c.period == roster.period)) or 0
            roster = replace(roster, version=last + 1)
            row: dict[str, Any] = {name: getattr(draft, name) for name in _INFO}
            row |= {name: getattr(roster, name) for name in roster.__dataclass_fields__}
            row |= {"state": roster.state.value, "solving": dict(draft.solving)}
            row["explained"] = [dict(each) for each in draft.explained] or None
            connection.execute(sa.insert(rosters).values(**row))
        return replace(draft, roster=roster)

    def note(self, roster_id: str, *, state: RosterState, **solving: Any) -> bool:
        mine = (rosters.c.id == roster_id) & (rosters.c.state == RosterState.SOLVING.value)
        with self.database.writing() as connection:
            query = sa.select(rosters.c.solving).where(mine).with_for_update()
            row = connection.execute(query).first()
            if row is None:
                return False
            values = {"state": state.value, "solving": {**row.solving, **solving}}
            connection.execute(sa.update(rosters).where(mine).values(**values))
        return True

    def explain(self, roster_id: str, told: Sequence[Mapping[str, Any]]) -> None:
        mine = (rosters.c.id == roster_id) & (rosters.c.state == RosterState.SOLVING.value)
        with self.database.writing() as connection:
            rows = [dict(each) for each in told]
            connection.execute(sa.update(rosters).where(mine).values(explained=rows))

    def put_rows(self, roster_id: str, rows: Sequence[PlannedShift]) -> None:
        with self.database.writing() as connection:
            state = connection.scalar(sa.select(rosters.c.state).where(rosters.c.id == roster_id))
            if state in {None, RosterState.PUBLISHED.value}:
                return
            connection.execute(sa.delete(shifts).where(shifts.c.roster_id == roster_id))
            made = [
                {**shift_row(row), "root_id": row.id, "holder_id": row.person_id, "in_force": False}
                for row in rows
            ]
            if made:
                connection.execute(sa.insert(shifts), made)

    def put_reason(self, roster_id: str, *, by: str, reason: str | None) -> None:
        with self.database.writing() as connection:
            told = sa.update(rosters).where(rosters.c.id == roster_id)
            connection.execute(told.values(published_by=by, reason=reason))

    def waiting(self) -> list[RosterDraft]:
        """To be made or being made, oldest first."""
        return [x for x in reversed(self.all()) if x.roster.state is RosterState.SOLVING]


def _draft(row: sa.RowMapping) -> RosterDraft:
    words = {name: row[name] for name in _INFO}
    made_at: datetime = row["made_at"]
    first, last = row["first_day"] or made_at.date(), row["last_day"] or made_at.date()
    words |= {"first_day": first, "last_day": last, "explained": row.get("explained") or ()}
    return RosterDraft(roster=roster_from(row), **words)
