"""Who holds each shift: the one order of precedence, used by every reader of the rota.

A closed row counts for nothing · leave takes off whoever would work · an approved swap beats the
published shift · a published shift beats an open one.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from operator import attrgetter

from shift_schedule.plan import (
    Duty,
    Leave,
    LeaveKind,
    LeaveState,
    Plan,
    PlannedShift,
    Roster,
    RosterState,
)
from shift_schedule.shift import Shift
from shift_schedule.swap import Swap, SwapState
from shift_schedule.timetable import Timetable

_Holder = tuple[str | None, frozenset[str]]
_Span = tuple[datetime, datetime | None]


class OpenReason(StrEnum):
    UNASSIGNED = "unassigned"
    LEAVE = "leave"
    SICK = "sick"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenStretch:
    """Duty of a published shift that nobody does; `absent_id` would have, but for leave."""

    shift_id: str
    duty: Duty
    starts_at: datetime
    ends_at: datetime
    languages: frozenset[str]
    reason: OpenReason
    absent_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """`held` by duty, then start, person and id; leave can cut a shift into pieces of one id.

    `void_swaps` are approved but change nothing: no shift of theirs stands any more, or the giver no
    longer held it. Whoever approves or re-plans has to be told.
    """

    held: Mapping[Duty, tuple[Shift, ...]]
    open: tuple[OpenStretch, ...]
    void_swaps: tuple[str, ...]


def resolve(plan: Plan) -> Resolved:
    """The plan with its precedence applied; the order of its rows never matters."""
    rows = in_force(plan)
    swapped, void = _swapped(plan, rows)
    away = _away(plan.leaves)
    held: dict[Duty, list[Shift]] = {duty: [] for duty in Duty}
    open_: list[OpenStretch] = []
    for row in rows:
        person_id, languages = row.person_id, row.languages
        if row.id in swapped:
            person_id, languages = swapped[row.id]
        if person_id is None:
            open_.append(_open(row, row.starts_at, row.ends_at, languages, OpenReason.UNASSIGNED))
        elif person_id not in away:  # most of five years
            held[row.duty].append(_held(row, row.starts_at, row.ends_at, person_id, languages))
        else:
            for starts_at, ends_at, leave in _pieces(row, away[person_id]):
                if leave is None:
                    held[row.duty].append(_held(row, starts_at, ends_at, person_id, languages))
                else:
                    sick = leave.kind is LeaveKind.SICK
                    reason = OpenReason.SICK if sick else OpenReason.LEAVE
                    open_.append(_open(row, starts_at, ends_at, languages, reason, person_id))
    return Resolved(
        held={duty: _by_start(found) for duty, found in held.items()},
        open=tuple(sorted(open_, key=lambda each: (each.starts_at, each.shift_id))),
        void_swaps=void,
    )


def timetable(plan: Plan, duty: Duty = Duty.LINE) -> Timetable:
    """The plan ready to be asked who is on: `on_shift(timetable(plan), instant)`.

    To be built on every change of the plan and kept until the next; reading it costs next to nothing.
    """
    return Timetable(resolve(plan).held[duty])


def in_force(plan: Plan) -> list[PlannedShift]:
    """Rows that are somebody's duty, or open; by id.

    Published, of the version in force when they start, and neither closed nor superseded. A row that
    a newer version has replaced keeps out the one it superseded: that shift was moved away for good.
    """
    spans = _spans(plan.rosters)
    begins = {roster_id: since for roster_id, (since, _) in spans.items()}
    superseded = {
        row.supersedes_id
        for row in plan.shifts
        if row.roster_id in begins and begins[row.roster_id] <= row.starts_at
    }
    standing = [
        row
        for row in plan.shifts
        if row.closed_at is None
        and row.id not in superseded
        and _starts_inside(row, spans.get(row.roster_id))
    ]
    return sorted(standing, key=lambda row: row.id)


def _spans(rosters: Iterable[Roster]) -> dict[str, _Span]:
    """For each published roster, from when it is in force until a newer version of its period is."""
    spans: dict[str, _Span] = {}
    until: dict[str, datetime] = {}
    published = (row for row in rosters if row.state is RosterState.PUBLISHED)
    for roster in sorted(published, key=lambda row: -row.version):
        spans[roster.id] = (roster.effective_from, until.get(roster.period))
        newer = until.get(roster.period, roster.effective_from)
        until[roster.period] = min(newer, roster.effective_from)
    return spans


def _starts_inside(row: PlannedShift, span: _Span | None) -> bool:
    if span is None or row.starts_at < span[0]:
        return False
    return span[1] is None or row.starts_at < span[1]


def _swapped(
    plan: Plan, standing: Iterable[PlannedShift]
) -> tuple[dict[str, _Holder], tuple[str, ...]]:
    """Who holds the shifts that approved swaps are about, applied in the order they were decided.

    Of shifts that stand no more too: what was given in return for one that was moved stays given.
    """
    approved = [swap for swap in plan.swaps if swap.state is SwapState.APPROVED]
    about = {each for swap in approved for each in (swap.shift_id, swap.other_shift_id)}
    published = {each.id for each in plan.rosters if each.state is RosterState.PUBLISHED}
    holders: dict[str, _Holder] = {
        row.id: (row.person_id, row.languages)
        for row in plan.shifts
        if row.id in about and row.roster_id in published
    }
    still = {row.id for row in standing if row.id in about}
    void = []
    for swap in sorted(approved, key=lambda each: (each.decided_at or each.asked_at, each.id)):
        hands_over = _hands_over(swap, holders)
        if hands_over:
            giver = holders[swap.shift_id]
            holders[swap.shift_id] = (swap.taker_id, swap.taker_languages)
            if swap.other_shift_id is not None:
                holders[swap.other_shift_id] = giver
        if not hands_over or still.isdisjoint((swap.shift_id, swap.other_shift_id)):
            void.append(swap.id)
    return holders, tuple(void)


def _hands_over(swap: Swap, holders: Mapping[str, _Holder]) -> bool:
    """Only the person who holds the shift can give it: the rest would add somebody nobody planned."""
    if swap.taker_id is None or swap.shift_id not in holders:
        return False
    if holders[swap.shift_id][0] != swap.person_id:
        return False
    if swap.other_shift_id is None:
        return True
    return holders.get(swap.other_shift_id, (None,))[0] == swap.taker_id


def _away(leaves: Iterable[Leave]) -> dict[str, list[Leave]]:
    found: dict[str, list[Leave]] = {}
    for leave in sorted(leaves, key=lambda each: (each.starts_at, each.ends_at, each.id)):
        if leave.state is LeaveState.APPROVED:
            found.setdefault(leave.person_id, []).append(leave)
    return found


def _pieces(
    row: PlannedShift, leaves: Iterable[Leave]
) -> list[tuple[datetime, datetime, Leave | None]]:
    """The shift cut at the leaves; where two overlap the one that began first counts."""
    found: list[tuple[datetime, datetime, Leave | None]] = []
    done = row.starts_at
    for leave in leaves:
        begin, end = max(leave.starts_at, done), min(leave.ends_at, row.ends_at)
        if begin < end:
            if done < begin:
                found.append((done, begin, None))
            found.append((begin, end, leave))
            done = end
    if done < row.ends_at:
        found.append((done, row.ends_at, None))
    return found


def _held(
    row: PlannedShift,
    starts_at: datetime,
    ends_at: datetime,
    person_id: str,
    languages: frozenset[str],
) -> Shift:
    return Shift(
        id=row.id,
        person_id=person_id,
        starts_at=starts_at,
        ends_at=ends_at,
        languages=languages,
    )


def _open(
    row: PlannedShift,
    starts_at: datetime,
    ends_at: datetime,
    languages: frozenset[str],
    reason: OpenReason,
    absent_id: str | None = None,
) -> OpenStretch:
    return OpenStretch(
        shift_id=row.id,
        duty=row.duty,
        starts_at=starts_at,
        ends_at=ends_at,
        languages=languages,
        reason=reason,
        absent_id=absent_id,
    )


def _by_start(shifts: list[Shift]) -> tuple[Shift, ...]:
    """By start, then person, then id. Each sort keeps the order of the one before: no tuple is compared."""
    for name in ("id", "person_id", "starts_at"):
        shifts.sort(key=attrgetter(name))
    return tuple(shifts)
