"""Notices before one's own shift, each exactly once over every restart."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

from helpline.rota.change import everything
from helpline.rota.ports import Clock
from helpline.rota.resolved import ResolvedRota
from shift_schedule.notices import Notice, reminders

BEFORE = (timedelta(hours=24), timedelta(hours=1))
_MARK = "reminders"


class NoticeBook(Protocol):
    def mark(self, name: str) -> datetime | None: ...
    def tell(self, notices: list[Notice], *, mark: str, now: datetime) -> None:
        """In one transaction with the mark."""

    def roots(self, shift_ids: list[str]) -> dict[str, str]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Remind:
    rota: ResolvedRota
    notices: NoticeBook
    clock: Clock

    def __call__(self) -> int:
        """How many were due; the window begins where the last one ended."""
        now = self.clock.now()
        since = self.notices.mark(_MARK) or now
        kept = self.rota.over(now, now + max(BEFORE) + timedelta(hours=1))
        ahead = [shift for shift in everything(kept.resolved) if shift.starts_at > now]
        due = reminders(ahead, BEFORE, since=since, now=now)
        roots = self.notices.roots([each.shift.id for each in due])
        told = [replace(each, shift=replace(each.shift, id=roots[each.shift.id])) for each in due]
        self.notices.tell(told, mark=_MARK, now=now)
        return len(told)
