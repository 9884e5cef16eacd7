"""Late and absent: instants at which somebody is told, each exactly once however often it is asked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from shift_schedule.shift import Shift


class Missed(StrEnum):
    LATE = "late"  # the senior is told
    NO_SHOW = "no_show"  # the backup is called


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long after the start of a shift it is waited for the person."""

    late_after: timedelta = timedelta(minutes=3)
    no_show_after: timedelta = timedelta(minutes=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """At `due_at` the person of `shift` was not there; shift, kind and start are its unique key."""

    shift: Shift
    kind: Missed
    due_at: datetime

    @property
    def key(self) -> tuple[str, Missed, datetime]:
        return self.shift.id, self.kind, self.shift.starts_at


def missing(
    shifts: Iterable[Shift],
    arrivals: Mapping[str, datetime],
    *,
    since: datetime,
    now: datetime,
    patience: Patience,
) -> list[Missing]:
    """What fell due in `(since, now]`, by instant; `arrivals` are first signs of life by shift id.

    With the end of the last window as `since` nothing is lost over a restart and nothing comes
    twice. Whoever arrives at the very instant is in time. Nothing is due once the shift is over.
    """
    found = [
        Missing(shift=shift, kind=kind, due_at=due_at)
        for shift in shifts
        for kind, due_at in _due(shift, patience)
        if since < due_at <= now and due_at < shift.ends_at
        if not _there(arrivals.get(shift.id), due_at)
    ]
    return sorted(found, key=lambda each: (each.due_at, each.shift.id))


def next_due(shifts: Iterable[Shift], now: datetime, patience: Patience) -> datetime | None:
    """The next instant at which somebody may be missed; None when no shift is ahead."""
    due = (due_at for shift in shifts for _, due_at in _due(shift, patience) if due_at > now)
    return min(due, default=None)


def _due(shift: Shift, patience: Patience) -> list[tuple[Missed, datetime]]:
    return [
        (Missed.LATE, shift.starts_at + patience.late_after),
        (Missed.NO_SHOW, shift.starts_at + patience.no_show_after),
    ]


def _there(arrived_at: datetime | None, due_at: datetime) -> bool:
    return arrived_at is not None and arrived_at <= due_at
