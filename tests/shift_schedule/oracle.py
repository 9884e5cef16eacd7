"""Who is on, worked out the slow way for one instant: written apart from the resolver it judges."""

from collections.abc import Mapping
from datetime import datetime

from shift_schedule.plan import Duty, LeaveState, Plan, PlannedShift, Roster, RosterState
from shift_schedule.swap import Swap, SwapState


def who_is_on(plan: Plan, instant: datetime, duty: Duty) -> Mapping[str, frozenset[str]]:
    """Row by row: does it stand, who has it after every swap, is she away at this very instant?"""
    away = {
        leave.person_id
        for leave in plan.leaves
        if leave.state is LeaveState.APPROVED and leave.starts_at <= instant < leave.ends_at
    }
    found: dict[str, frozenset[str]] = {}
    for row, person, languages in held(plan):
        covers = row.starts_at <= instant < row.ends_at
        if covers and row.duty is duty and person is not None and person not in away:
            found[person] = found.get(person, frozenset()) | languages
    return found


def held(plan: Plan) -> list[tuple[PlannedShift, str | None, frozenset[str]]]:
    """Every standing row with whoever has it; leave is not looked at.

    A swap is about its two shifts for good: that one of them was moved later takes nothing back.
    """
    standing = [row for row in plan.shifts if _stands(plan, row)]
    has = {row.id: (row.person_id, row.languages) for row in plan.shifts if _told(plan, row)}
    for swap in sorted(plan.swaps, key=_decided):
        if swap.state is not SwapState.APPROVED or swap.taker_id is None:
            continue
        hers = has.get(swap.shift_id, ("not there", frozenset()))
        given_back = swap.other_shift_id
        may = hers[0] == swap.person_id
        may &= given_back is None or (given_back in has and has[given_back][0] == swap.taker_id)
        if may:
            has[swap.shift_id] = (swap.taker_id, swap.taker_languages)
            if given_back is not None:
                has[given_back] = hers
    return [(row, *has[row.id]) for row in standing]


def _decided(swap: Swap) -> tuple[datetime, str]:
    assert swap.decided_at is not None
    return swap.decided_at, swap.id


def _of(plan: Plan, row: PlannedShift) -> Roster:
    return next(roster for roster in plan.rosters if roster.id == row.roster_id)


def _told(plan: Plan, row: PlannedShift) -> bool:
    return _of(plan, row).state is RosterState.PUBLISHED


def _ever_counted(plan: Plan, row: PlannedShift) -> bool:
    return _told(plan, row) and _of(plan, row).effective_from <= row.starts_at


def _counts(plan: Plan, row: PlannedShift) -> bool:
    """Published, and no newer published version was in force when the shift starts."""
    mine = _of(plan, row)
    if not _ever_counted(plan, row):
        return False
    return not any(
        other.period == mine.period
        and other.state is RosterState.PUBLISHED
        and other.version > mine.version
        and other.effective_from <= row.starts_at
        for other in plan.rosters
    )


def _stands(plan: Plan, row: PlannedShift) -> bool:
    if row.closed_at is not None or not _counts(plan, row):
        return False
    return not any(
        each.supersedes_id == row.id and _ever_counted(plan, each) for each in plan.shifts
    )
