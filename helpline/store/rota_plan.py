"""The plan of a stretch of time, read from one connection."""

from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa

from helpline.store.rota_rows import closed_from, leave_from, roster_from, shift_from, swap_from
from helpline.store.tables.rota import leaves, rosters, shifts, swaps
from shift_schedule.plan import Leave, Plan, PlannedShift, Roster
from shift_schedule.swap import Swap, SwapState


def read_plan(connection: sa.Connection, start: datetime, end: datetime) -> Plan:
    """What is in force and touches `[start, end)`; and what lies further off, if a swap ties it in.

    A chain of swaps can lead out of the stretch: whoever holds a shift in it may hold it in return
    for one of next week, or for one that has been moved since. Those rows come with it; of what
    stands no more, closed.
    """
    touching = shifts.c.in_force & (shifts.c.starts_at < end) & (shifts.c.ends_at > start)
    rows = {row.id: row for row in _shifts(connection, touching)}
    found: dict[str, Swap] = {}
    fresh = set(rows)
    while fresh:
        more = _swaps(connection, fresh)
        found |= {swap.id: swap for swap in more}
        tied = {each for swap in more for each in (swap.shift_id, swap.other_shift_id) if each}
        fresh = tied - rows.keys()
        added = {row.id: row for row in _by_ids(connection, fresh)}
        rows |= added
        fresh = set(added)
    return Plan(
        rosters=tuple(_rosters(connection, rows.values())),
        shifts=tuple(rows.values()),
        leaves=tuple(_leaves(connection, rows.values())),
        swaps=tuple(found.values()),
    )


def _shifts(connection: sa.Connection, condition: sa.ColumnElement[bool]) -> list[PlannedShift]:
    query = sa.select(shifts).where(condition).order_by(shifts.c.starts_at, shifts.c.id)
    return [shift_from(row) for row in connection.execute(query).mappings()]


def _by_ids(connection: sa.Connection, ids: set[str]) -> list[PlannedShift]:
    if not ids:
        return []
    query = sa.select(shifts).where(shifts.c.id.in_(ids)).order_by(shifts.c.starts_at, shifts.c.id)
    rows = connection.execute(query).mappings().all()
    return [shift_from(row) if row["in_force"] else closed_from(row) for row in rows]


def _swaps(connection: sa.Connection, shift_ids: set[str]) -> list[Swap]:
    """Those that changed anything.

    SQLite takes 32,766 values at once: five years of a large house come in pieces.
    """
    found: list[Swap] = []
    ids = sorted(shift_ids)
    for at in range(0, len(ids), 10_000):
        some = ids[at : at + 10_000]
        about = swaps.c.shift_id.in_(some) | swaps.c.other_shift_id.in_(some)
        query = sa.select(swaps).where(about, swaps.c.state == SwapState.APPROVED.value)
        found += [swap_from(row) for row in connection.execute(query).mappings()]
    return found


def _rosters(connection: sa.Connection, rows: Iterable[PlannedShift]) -> list[Roster]:
    ids = {row.roster_id for row in rows}
    if not ids:
        return []
    query = sa.select(rosters).where(rosters.c.id.in_(ids)).order_by(rosters.c.id)
    return [roster_from(row) for row in connection.execute(query).mappings()]


def _leaves(connection: sa.Connection, rows: Iterable[PlannedShift]) -> list[Leave]:
    spans = [(row.starts_at, row.ends_at) for row in rows]
    if not spans:
        return []
    first, last = min(start for start, _ in spans), max(end for _, end in spans)
    touching = (leaves.c.starts_at < last) & (leaves.c.ends_at > first)
    query = sa.select(leaves).where(touching).order_by(leaves.c.starts_at, leaves.c.id)
    return [leave_from(row) for row in connection.execute(query).mappings()]
