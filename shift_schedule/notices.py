"""What people are told about their own shifts: before one begins, and when one changes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from shift_schedule.shift import Shift


class NoticeKind(StrEnum):
    BEFORE = "before"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """`shift` is the one it is about: as it now is, or as it was when it was removed.

    `was` is what a moved shift was before. The key is unique: a shift moved twice tells twice, a
    restart tells nobody again.
    """

    person_id: str
    kind: NoticeKind
    shift: Shift
    due_at: datetime
    was: Shift | None = None

    @property
    def key(self) -> tuple[str, str, NoticeKind, datetime, datetime, timedelta]:
        span = self.shift.starts_at, self.shift.ends_at
        return self.person_id, self.shift.id, self.kind, *span, self.shift.starts_at - self.due_at


def reminders(
    shifts: Iterable[Shift], before: Iterable[timedelta], *, since: datetime, now: datetime
) -> list[Notice]:
    """Those whose instant lies in `(since, now]` and whose shift is still ahead, by instant.

    With the end of the last window as `since` each comes exactly once, restarts or not. Of several
    that fell due while nobody asked, only the latest of a shift is worth telling.
    """
    latest: dict[tuple[str, datetime], Notice] = {}
    offsets = sorted(before, reverse=True)
    for shift in shifts:
        for offset in offsets:
            due_at = shift.starts_at - offset
            if since < due_at <= now < shift.starts_at:
                latest[shift.id, shift.starts_at] = Notice(
                    person_id=shift.person_id, kind=NoticeKind.BEFORE, shift=shift, due_at=due_at
                )
    return sorted(latest.values(), key=lambda each: (each.due_at, each.person_id, each.shift.id))


def changes(before: Iterable[Shift], after: Iterable[Shift], *, now: datetime) -> list[Notice]:
    """What changed for each person between two states of the rota, and is not over; by start.

    A shift that went to somebody else is removed for one and added for the other. The parts that
    leave cuts out of a shift are compared in order.
    """
    old, new = _numbered(before), _numbered(after)
    found = []
    for key in old.keys() | new.keys():
        was, is_now = old.get(key), new.get(key)
        notice = _change(was, is_now, now)
        if notice is not None:
            found.append(notice)
    return sorted(found, key=lambda each: (each.shift.starts_at, each.person_id, each.shift.id))


def _numbered(shifts: Iterable[Shift]) -> dict[tuple[str, str, int], Shift]:
    found: dict[tuple[str, str, int], Shift] = {}
    for shift in sorted(shifts, key=lambda each: each.starts_at):
        part = 0
        while (shift.id, shift.person_id, part) in found:
            part += 1
        found[shift.id, shift.person_id, part] = shift
    return found


def _change(was: Shift | None, is_now: Shift | None, now: datetime) -> Notice | None:
    if was is not None and is_now is not None:
        same = (was.starts_at, was.ends_at) == (is_now.starts_at, is_now.ends_at)
        over = was.ends_at <= now and is_now.ends_at <= now
        return None if same or over else _told(NoticeKind.MOVED, is_now, now, was)
    shift = was or is_now
    if shift is None or shift.ends_at <= now:
        return None
    return _told(NoticeKind.REMOVED if is_now is None else NoticeKind.ADDED, shift, now)


def _told(kind: NoticeKind, shift: Shift, now: datetime, was: Shift | None = None) -> Notice:
    return Notice(person_id=shift.person_id, kind=kind, shift=shift, due_at=now, was=was)
