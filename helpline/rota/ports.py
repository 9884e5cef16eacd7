"""The rota as the use cases see it: its rows, and the one transaction in which they change."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from shift_schedule.notices import Notice
from shift_schedule.plan import Leave, Plan, PlannedShift, Roster
from shift_schedule.shift import Shift
from shift_schedule.swap import Swap, SwapState

DIRECT = "direct"  # the roster, always in force, of what is put on the rota shift by shift


class ShiftsOverlap(Exception):
    """The person already has a shift in that stretch; `other` is it."""

    def __init__(self, other: Shift) -> None:
        super().__init__("the shift overlaps another of the same person")
        self.other = other


class NotThere(Exception):
    """No such shift, swap, leave or roster; or none that this person may see."""


class Clock(Protocol):
    def now(self) -> datetime: ...


class ShiftBook(Protocol):
    def between(self, start: datetime, end: datetime) -> list[Shift]:
        """Duty on the line that touches `[start, end)`, as the resolver gives it; by start, then person."""

    def add(self, shift: Shift, *, now: datetime) -> None:
        """Checked inside the write transaction; raises ShiftsOverlap."""

    def remove(self, shift_id: str, *, now: datetime) -> bool:
        """False when there is none. A shift that has begun is ended now, not removed: see `end_early`."""

    def end_early(self, shift_id: str, now: datetime) -> bool:
        """What runs ends now; the row that says so may have another id. False when it does not run."""

    def marked_on_shift(self) -> Mapping[str, frozenset[str]]:
        """Who the routing rows say is on shift now, with languages."""


class RotaRows(Protocol):
    """The rota inside one write transaction: nobody else changes it meanwhile."""

    def plan(self, start: datetime, end: datetime) -> Plan: ...
    def roots(self, shift_ids: Collection[str]) -> Mapping[str, str]:
        """By shift id the first of the rows it has superseded one after the other, or itself."""

    def shift(self, shift_id: str) -> PlannedShift | None:
        """A row that is in force."""

    def put_shifts(self, rows: Sequence[PlannedShift]) -> None:
        """New rows; one that supersedes takes the other out of force. Raises ShiftsOverlap."""

    def change_holders(self, holders: Mapping[str, str]) -> None:
        """Whose the shifts are once a swap is approved; raises ShiftsOverlap."""

    def close_shift(self, shift_id: str, now: datetime) -> bool: ...
    def put_leave(self, leave: Leave, *, asked_at: datetime, by: str) -> None:
        """As it is now; a new one is added."""

    def leave(self, leave_id: str) -> Leave | None: ...
    def swap(self, swap_id: str) -> Swap | None: ...
    def put_swap(self, swap: Swap, *, was: SwapState | None, by: str) -> bool:
        """Written only where its state still is `was` (None: a new one); False when it is not."""

    def roster(self, roster_id: str) -> Roster | None: ...
    def put_in_force(self, roster: Roster) -> None:
        """A published version: its rows from then on, and no longer those of earlier versions."""

    def tell(self, notices: Sequence[Notice]) -> None:
        """Kept for the people they are for, each once."""


class RotaBook(Protocol):
    def plan(self, start: datetime, end: datetime) -> Plan:
        """What is in force and touches `[start, end)`, with the leave and swaps that bear on it."""

    def shift(self, shift_id: str) -> PlannedShift | None:
        """A row that is in force, as it was planned."""

    def leave(self, leave_id: str) -> Leave | None: ...
    def swap(self, swap_id: str) -> Swap | None: ...
    def open_swaps(self) -> list[Swap]:
        """Asked or accepted, oldest first."""

    def leaves(self, *, ends_after: datetime) -> list[Leave]:
        """In every state, by start."""

    def version(self) -> int:
        """Another number after every change; so what was resolved can be kept until then."""

    def changing(self, now: datetime) -> AbstractContextManager[RotaRows]:
        """All or nothing, one after the other; everybody's screens hear of it."""
