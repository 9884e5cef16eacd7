"""Alarms of the rota: too few, nobody, late, not come."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

URGENT = timedelta(hours=24)


class AlarmKind(StrEnum):
    GAP = "gap"
    UNDER_STAFFED = "under_staffed"
    LATE = "late"
    NO_SHOW = "no_show"
    HOLIDAYS_CHANGED = "holidays_changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """About a stretch (`language` None: everybody together) or about a person and her shift.

    `called_id` is the backup who was called. Cleared when what it is about is over or put right.
    """

    id: str
    kind: AlarmKind
    starts_at: datetime
    ends_at: datetime
    raised_at: datetime
    language: str | None = None
    shift_id: str | None = None
    person_id: str | None = None
    need: int = 0
    have: int = 0
    cleared_at: datetime | None = None
    seen_by: str | None = None
    seen_at: datetime | None = None
    called_id: str | None = None


class AlarmBook(Protocol):
    def open(self) -> list[Alarm]:
        """Not cleared, by start."""

    def urgent(self, now: datetime) -> int:
        """Open ones of the next day that nobody sees to."""

    def mark(self, name: str) -> datetime | None:
        """Until when that watch has looked."""

    def write(
        self,
        raised: Sequence[Alarm],
        cleared: Sequence[str],
        *,
        now: datetime,
        mark: Mapping[str, datetime] | None = None,
    ) -> int:
        """In one transaction with the mark; how many were raised that were not there."""

    def see(self, alarm_id: str, *, by: str, now: datetime) -> bool:
        """A supervisor has taken notice; False when there is no such alarm."""
