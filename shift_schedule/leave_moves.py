"""Leave and the sick call, and what they open."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from shift_schedule.candidates import Candidate, Colleague, Rota, candidates
from shift_schedule.plan import Leave, LeaveKind, LeaveState, Plan
from shift_schedule.resolve import OpenStretch, resolve


class LeaveError(ValueError):
    """That move does not fit the leave's state, or the leave is over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A stretch that leave opens, with everybody judged for it, best first."""

    stretch: OpenStretch
    candidates: tuple[Candidate, ...]


def sick_call(*, leave_id: str, person_id: str, until: datetime, now: datetime) -> Leave:
    """Approved as it is made: whoever is ill is not asked to wait for a signature."""
    return Leave(
        id=leave_id,
        person_id=person_id,
        starts_at=now,
        ends_at=until,
        kind=LeaveKind.SICK,
        state=LeaveState.APPROVED,
        decided_at=now,
    )


def approve_leave(leave: Leave, *, by: str, now: datetime) -> Leave:
    """In force from `now`. Raises LeaveError when it was decided before, or by herself."""
    if leave.state is not LeaveState.ASKED:
        raise LeaveError(f"the leave is {leave.state}")
    if by == leave.person_id:
        raise LeaveError("nobody approves her own leave")
    return replace(leave, state=LeaveState.APPROVED, decided_at=now)


def refuse_leave(leave: Leave, *, now: datetime) -> Leave:
    if leave.state is not LeaveState.ASKED:
        raise LeaveError(f"the leave is {leave.state}")
    return replace(leave, state=LeaveState.REFUSED, decided_at=now)


def withdraw_leave(leave: Leave, *, now: datetime) -> Leave:
    """Asked or approved leave taken back; it stays on record what it was until `now`."""
    if leave.state not in {LeaveState.ASKED, LeaveState.APPROVED}:
        raise LeaveError(f"the leave is {leave.state}")
    if leave.ends_at <= now:
        raise LeaveError("the leave is over")
    return replace(leave, state=LeaveState.WITHDRAWN, withdrawn_at=now)


def opened_by(
    leave: Leave, plan: Plan, people: Iterable[Colleague], rota: Rota, *, now: datetime
) -> list[Opened]:
    """What `leave` opens in `plan` from `now` on, by start, with ranked people for each.

    For leave that is only asked it is what it would open: shown before anybody approves it.
    """
    others = tuple(each for each in plan.leaves if each.id != leave.id)
    approved = replace(leave, state=LeaveState.APPROVED, decided_at=leave.decided_at or now)
    with_it = resolve(replace(plan, leaves=(*others, approved)))
    before = set(resolve(replace(plan, leaves=others)).open)
    colleagues = list(people)
    return [
        Opened(stretch=stretch, candidates=tuple(candidates(stretch, colleagues, rota)))
        for stretch in with_it.open
        if stretch not in before and stretch.ends_at > now
        if stretch.absent_id == leave.person_id
    ]
