"""Shifts as the use cases see them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from shift_schedule.shift import Shift


class ShiftsOverlap(Exception):
    """The person already has a shift in that stretch; `other` is it."""

    def __init__(self, other: Shift) -> None:
        super().__init__("the shift overlaps another of the same person")
        self.other = other


class ShiftBook(Protocol):
    def between(self, start: datetime, end: datetime) -> list[Shift]:
        """Shifts that touch `[start, end)`, by start, then person."""

    def add(self, shift: Shift) -> None:
        """Checked inside the write transaction; raises ShiftsOverlap."""

    def remove(self, shift_id: str) -> bool:
        """False when there is none. A shift that has begun is ended now, not removed: see `end_early`."""

    def end_early(self, shift_id: str, now: datetime) -> bool: ...
    def marked_on_shift(self) -> Mapping[str, frozenset[str]]:
        """Who the routing rows say is on shift now, with languages."""
