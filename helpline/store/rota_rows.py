"""Rows of the rota ⇄ values of the shift schedule."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from shift_schedule.plan import (
    Duty,
    Leave,
    LeaveKind,
    LeaveState,
    PlannedShift,
    Roster,
    RosterState,
)
from shift_schedule.shift import Shift
from shift_schedule.swap import Swap, SwapState

Row = sa.RowMapping


def shift_from(row: Row) -> PlannedShift:
    """Of a row in force: what it superseded is history and left out."""
    return PlannedShift(
        id=row["id"],
        roster_id=row["roster_id"],
        person_id=row["person_id"],
        duty=Duty(row["duty"]),
        starts_at=row["starts_at"],
        ends_at=row["ends_at"],
        languages=frozenset(row["languages"]),
        added_at=row["added_at"],
        closed_at=row["closed_at"],
    )


def closed_from(row: Row) -> PlannedShift:
    """Of a row that is in force no more, whether it was closed, superseded or replaced."""
    return replace(shift_from(row), closed_at=row["closed_at"] or row["added_at"])


def held_from(row: Row) -> Shift:
    """Of a row that somebody holds."""
    return Shift(
        id=row["id"],
        person_id=row["holder_id"],
        starts_at=row["starts_at"],
        ends_at=row["ends_at"],
        languages=frozenset(row["languages"]),
    )


def shift_row(shift: PlannedShift) -> dict[str, Any]:
    words = {name: getattr(shift, name) for name in PlannedShift.__dataclass_fields__}
    return words | {"duty": shift.duty.value, "languages": sorted(shift.languages)}


def roster_from(row: Row) -> Roster:
    return Roster(
        id=row["id"],
        period=row["period"],
        version=row["version"],
        state=RosterState(row["state"]),
        effective_from=row["effective_from"],
        published_at=row["published_at"],
    )


def leave_from(row: Row) -> Leave:
    words = {name: row[name] for name in Leave.__dataclass_fields__}
    return Leave(**words | {"kind": LeaveKind(row["kind"]), "state": LeaveState(row["state"])})


def leave_row(leave: Leave) -> Mapping[str, Any]:
    words = {name: getattr(leave, name) for name in Leave.__dataclass_fields__}
    return words | {"kind": leave.kind.value, "state": leave.state.value}


def swap_from(row: Row) -> Swap:
    words = {name: row[name] for name in Swap.__dataclass_fields__}
    spoken = frozenset(row["taker_languages"])
    return Swap(**words | {"state": SwapState(row["state"]), "taker_languages": spoken})


def swap_row(swap: Swap) -> Mapping[str, Any]:
    words = {name: getattr(swap, name) for name in Swap.__dataclass_fields__}
    spoken = sorted(swap.taker_languages)
    return words | {"state": swap.state.value, "taker_languages": spoken}
