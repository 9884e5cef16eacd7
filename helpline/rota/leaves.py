"""Leave asked and decided, and the sick call: approved as it is made, and the shift is open at once."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from helpline.rota.change import change
from helpline.rota.ports import NotThere, RotaBook
from helpline.rota.staff import Judge
from shift_schedule.leave_moves import (
    LeaveError,
    Opened,
    approve_leave,
    opened_by,
    refuse_leave,
    sick_call,
    withdraw_leave,
)
from shift_schedule.plan import Leave, LeaveKind, LeaveState


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveWish:
    person_id: str
    starts_at: datetime
    ends_at: datetime
    kind: LeaveKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaves:
    """What leave opens is seen by the watch over cover, which raises the alarm."""

    book: RotaBook
    judge: Judge

    def ask(self, wish: LeaveWish, *, now: datetime) -> Leave:
        """Raises ShiftError for an empty stretch, LeaveError for one that is over."""
        if wish.ends_at <= now:
            raise LeaveError("the leave is over")
        leave = Leave(
            id=uuid.uuid4().hex,
            person_id=wish.person_id,
            starts_at=wish.starts_at,
            ends_at=wish.ends_at,
            kind=wish.kind,
            state=LeaveState.ASKED,
        )
        with self.book.changing(now) as rows:
            rows.put_leave(leave, asked_at=now, by=wish.person_id)
        return leave

    def call_in_sick(
        self, person_id: str, *, until: datetime, by: str, now: datetime
    ) -> list[Opened]:
        """What it opens, each with everybody judged for it. Raises ShiftError when `until` is past."""
        leave = sick_call(leave_id=uuid.uuid4().hex, person_id=person_id, until=until, now=now)
        with change(self.book, leave.starts_at, leave.ends_at, now=now) as rows:
            rows.put_leave(leave, asked_at=now, by=by)
        return self.opens(leave, now=now)

    def approve(self, leave_id: str, *, by: str, now: datetime) -> Leave:
        return self._move(leave_id, lambda each: approve_leave(each, by=by, now=now), by, now)

    def refuse(self, leave_id: str, *, by: str, now: datetime) -> Leave:
        return self._move(leave_id, lambda each: refuse_leave(each, now=now), by, now)

    def withdraw(self, leave_id: str, *, by: str, now: datetime) -> Leave:
        """By herself; what she had open until now is hers again. Raises NotThere for others."""

        def back(leave: Leave) -> Leave:
            if leave.person_id != by:
                raise NotThere(leave_id)
            return withdraw_leave(leave, now=now)

        return self._move(leave_id, back, by, now)

    def opens(self, leave: Leave, *, now: datetime) -> list[Opened]:
        """For leave that is only asked: what it would open."""
        plan = self.book.plan(max(leave.starts_at, now), leave.ends_at)
        rota = self.judge.rota_around(leave.starts_at)
        return opened_by(leave, plan, self.judge.staff.colleagues(), rota, now=now)

    def _move(self, leave_id: str, step: Callable[[Leave], Leave], by: str, now: datetime) -> Leave:
        known = self.book.leave(leave_id)
        if known is None:
            raise NotThere(leave_id)
        with change(self.book, known.starts_at, known.ends_at, now=now) as rows:
            leave = rows.leave(leave_id)
            if leave is None:
                raise NotThere(leave_id)
            done = step(leave)
            rows.put_leave(done, asked_at=now, by=by)
        return done
