"""Writing the rota inside one transaction."""

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from helpline.calls.ports import News
from helpline.rota.ports import ShiftsOverlap
from helpline.store.news import append_news
from helpline.store.rota_plan import read_plan
from helpline.store.rota_rows import (
    held_from,
    leave_from,
    leave_row,
    roster_from,
    shift_from,
    shift_row,
    swap_from,
    swap_row,
)
from helpline.store.tables.rota import leaves, rosters, shifts, swaps
from helpline.store.tables.rota_news import rota_notices
from helpline.store.upsert import insert_once
from shift_schedule.notices import Notice
from shift_schedule.plan import Leave, Plan, PlannedShift, Roster, RosterState
from shift_schedule.swap import Swap, SwapState

_ONCE = ("person_id", "shift_id", "kind", "starts_at", "ends_at", "before_s")


@dataclass(frozen=True, slots=True)
class SqlRotaRows:
    """Implements `helpline.rota.ports.RotaRows`."""

    connection: sa.Connection

    def plan(self, start: datetime, end: datetime) -> Plan:
        return read_plan(self.connection, start, end)

    def roots(self, shift_ids: Collection[str]) -> Mapping[str, str]:
        query = sa.select(shifts.c.id, shifts.c.root_id).where(shifts.c.id.in_(shift_ids))
        return {row.id: row.root_id or row.id for row in self.connection.execute(query)}

    def shift(self, shift_id: str) -> PlannedShift | None:
        row = self._row(shifts, shifts.c.in_force & (shifts.c.id == shift_id))
        return None if row is None else shift_from(row)

    def put_shifts(self, rows: Sequence[PlannedShift]) -> None:
        """In force when their roster is published and rules their start; superseded rows leave first."""
        superseded = [row.supersedes_id for row in rows if row.supersedes_id is not None]
        roots = self.roots(superseded)
        for row in rows:
            if row.supersedes_id is not None and self._rules(row):
                self._out_of_force(shifts.c.id == row.supersedes_id)
        for row in rows:
            stands = self._rules(row)
            root = row.id if row.supersedes_id is None else roots[row.supersedes_id]
            values = {**shift_row(row), "root_id": root, "holder_id": row.person_id}
            self.connection.execute(sa.insert(shifts).values(**values, in_force=False))
            if stands:
                self._into_force(shifts.c.id == row.id)

    def _rules(self, row: PlannedShift) -> bool:
        roster = self.roster(row.roster_id)
        if roster is None or roster.state is not RosterState.PUBLISHED:
            return False
        return row.closed_at is None and row.starts_at >= roster.effective_from

    def close_shift(self, shift_id: str, now: datetime) -> bool:
        standing = shifts.c.in_force & (shifts.c.id == shift_id)
        closed = sa.update(shifts).where(standing).values(closed_at=now, in_force=False)
        return self.connection.execute(closed).rowcount == 1

    def put_leave(self, leave: Leave, *, asked_at: datetime, by: str) -> None:
        row = dict(leave_row(leave))
        if leave.decided_at is not None:
            row["decided_by"] = by
        mine = leaves.c.id == leave.id
        if self.connection.execute(sa.update(leaves).where(mine).values(**row)).rowcount == 0:
            self.connection.execute(sa.insert(leaves).values(**row, asked_at=asked_at))

    def leave(self, leave_id: str) -> Leave | None:
        row = self._row(leaves, leaves.c.id == leave_id)
        return None if row is None else leave_from(row)

    def swap(self, swap_id: str) -> Swap | None:
        row = self._row(swaps, swaps.c.id == swap_id)
        return None if row is None else swap_from(row)

    def put_swap(self, swap: Swap, *, was: SwapState | None, by: str) -> bool:
        row = dict(swap_row(swap))
        if was is None:
            if self._row(swaps, _open_swap_of(swap.shift_id)) is not None:
                return False
            self.connection.execute(sa.insert(swaps).values(**row))
            return True
        if swap.decided_at is not None:
            row["decided_by"] = by
        standing = (swaps.c.id == swap.id) & (swaps.c.state == was.value)
        return self.connection.execute(sa.update(swaps).where(standing).values(**row)).rowcount == 1

    def roster(self, roster_id: str) -> Roster | None:
        row = self._row(rosters, rosters.c.id == roster_id)
        return None if row is None else roster_from(row)

    def put_in_force(self, roster: Roster) -> None:
        """Earlier versions give way from its instant on; what began before stays theirs."""
        state = {"state": roster.state.value, "published_at": roster.published_at}
        state["effective_from"] = roster.effective_from
        self.connection.execute(sa.update(rosters).where(rosters.c.id == roster.id).values(**state))
        earlier = sa.select(rosters.c.id).where(
            rosters.c.period == roster.period, rosters.c.id != roster.id
        )
        later = shifts.c.starts_at >= roster.effective_from
        self._out_of_force(shifts.c.roster_id.in_(earlier) & later)
        hers = (shifts.c.roster_id == roster.id) & shifts.c.closed_at.is_(None) & later
        standing = hers & shifts.c.id.not_in(_superseded_in(roster.id))
        self._into_force(standing)

    def tell(self, notices: Sequence[Notice]) -> None:
        for each in notices:
            row = _notice_row(each)
            if insert_once(self.connection, rota_notices, row, key=_ONCE):
                body = {"kind": each.kind.value, "starts_at": each.shift.starts_at.isoformat()}
                news = News(stream=f"person:{each.person_id}", type="notice", body=body)
                append_news(self.connection, [news], each.due_at)

    def _row(self, table: sa.Table, condition: sa.ColumnElement[bool]) -> sa.RowMapping | None:
        return self.connection.execute(sa.select(table).where(condition)).mappings().first()

    def change_holders(self, holders: Mapping[str, str]) -> None:
        """What an approved swap does to whose the shifts are; both at once, so that neither is in the way."""
        theirs = shifts.c.id.in_(holders)
        self.connection.execute(sa.update(shifts).where(theirs).values(in_force=False))
        for shift_id, person_id in holders.items():
            mine = shifts.c.id == shift_id
            self.connection.execute(sa.update(shifts).where(mine).values(holder_id=person_id))
            self._into_force(mine)

    def _into_force(self, condition: sa.ColumnElement[bool]) -> None:
        """Raises ShiftsOverlap: looked for before the database itself would refuse."""
        other = self.connection.execute(_in_the_way(condition)).mappings().first()
        if other is not None:
            raise ShiftsOverlap(held_from(other))
        self.connection.execute(sa.update(shifts).where(condition).values(in_force=True))

    def _out_of_force(self, condition: sa.ColumnElement[bool]) -> None:
        self.connection.execute(sa.update(shifts).where(condition).values(in_force=False))


def _in_the_way(condition: sa.ColumnElement[bool]) -> sa.Select[Any]:
    """A shift in force that meets one of those of the same holder."""
    other = shifts.alias()
    meets = (other.c.starts_at < shifts.c.ends_at) & (shifts.c.starts_at < other.c.ends_at)
    query = sa.select(other).join(shifts, (other.c.holder_id == shifts.c.holder_id) & meets)
    return query.where(condition, other.c.in_force, other.c.id != shifts.c.id).limit(1)


def _open_swap_of(shift_id: str) -> sa.ColumnElement[bool]:
    open_states = [SwapState.ASKED.value, SwapState.ACCEPTED.value]
    return (swaps.c.shift_id == shift_id) & swaps.c.state.in_(open_states)


def _superseded_in(roster_id: str) -> sa.Select[tuple[str]]:
    older = shifts.alias()
    query = sa.select(older.c.supersedes_id).where(older.c.roster_id == roster_id)
    return query.where(older.c.supersedes_id.is_not(None))


def _notice_row(notice: Notice) -> dict[str, object]:
    return {
        "id": uuid.uuid4().hex,
        "person_id": notice.person_id,
        "kind": notice.kind.value,
        "shift_id": notice.shift.id,
        "starts_at": notice.shift.starts_at,
        "ends_at": notice.shift.ends_at,
        "before_s": round((notice.shift.starts_at - notice.due_at).total_seconds()),
        "was_starts_at": None if notice.was is None else notice.was.starts_at,
        "was_ends_at": None if notice.was is None else notice.was.ends_at,
        "due_at": notice.due_at,
    }
