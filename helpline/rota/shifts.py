"""Rows of the rota put in, moved, ended, taken off and given to somebody: superseded, never edited."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from helpline.rota.change import change
from helpline.rota.ports import DIRECT, NotThere, RotaBook, RotaRows
from shift_schedule.plan import Duty, PlannedShift
from shift_schedule.resolve import OpenStretch, Resolved, resolve
from shift_schedule.shift import Shift, ShiftError


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Where a shift shall stand; of nobody it is an open one."""

    person_id: str | None
    starts_at: datetime
    ends_at: datetime
    languages: frozenset[str]


def put_on(book: RotaBook, shift: Shift, duty: Duty, *, now: datetime) -> None:
    """Raises ShiftsOverlap."""
    row = PlannedShift(
        id=shift.id,
        roster_id=DIRECT,
        person_id=shift.person_id,
        duty=duty,
        starts_at=shift.starts_at,
        ends_at=shift.ends_at,
        languages=shift.languages,
        added_at=now,
    )
    with change(book, row.starts_at, row.ends_at, now=now) as rows:
        rows.put_shifts([row])


def take_off(book: RotaBook, shift_id: str, *, now: datetime) -> bool:
    """False when there is none in force."""
    row = book.shift(shift_id)
    if row is None:
        return False
    with change(book, row.starts_at, row.ends_at, now=now) as rows:
        return rows.close_shift(shift_id, now)


def end_now(book: RotaBook, shift_id: str, *, now: datetime) -> bool:
    """A running shift ends, for whoever holds it; False when it does not run."""
    row = book.shift(shift_id)
    if row is None or not row.starts_at < now < row.ends_at:
        return False
    with change(book, row.starts_at, row.ends_at, now=now) as rows:
        held = as_held(rows, shift_id)
        if held is None:
            return False
        rows.put_shifts([_instead(held, now, starts_at=held.starts_at, ends_at=now)])
    return True


def move(book: RotaBook, shift_id: str, wanted: Wanted, *, now: datetime) -> PlannedShift:
    """The row that stands instead. Raises NotThere, ShiftError when it has begun, ShiftsOverlap."""
    row = book.shift(shift_id)
    if row is None:
        raise NotThere(shift_id)
    if min(row.starts_at, wanted.starts_at) <= now:
        raise ShiftError("a shift that has begun cannot be moved")
    start, end = min(row.starts_at, wanted.starts_at), max(row.ends_at, wanted.ends_at)
    with change(book, start, end, now=now) as rows:
        held = as_held(rows, shift_id)
        if held is None:
            raise NotThere(shift_id)
        moved = replace(
            _instead(held, now, starts_at=wanted.starts_at, ends_at=wanted.ends_at),
            person_id=wanted.person_id,
            languages=wanted.languages,
        )
        moved = _in_a_roster(rows, moved)
        rows.put_shifts([moved])
    return moved


def _in_a_roster(rows: RotaRows, row: PlannedShift) -> PlannedShift:
    """Moved to before its roster is in force, it is a shift by itself: or it would be nobody's."""
    roster = rows.roster(row.roster_id)
    if roster is not None and row.starts_at < roster.effective_from:
        return replace(row, roster_id=DIRECT)
    return row


def give(
    book: RotaBook,
    shift_id: str,
    starts_at: datetime,
    *,
    person_id: str,
    languages: frozenset[str],
    now: datetime,
) -> PlannedShift:
    """An open stretch to somebody; what others hold of the same shift stays theirs.

    Raises NotThere when it is no longer open, ShiftsOverlap.
    """
    row = book.shift(shift_id)
    if row is None:
        raise NotThere(shift_id)
    with change(book, row.starts_at, row.ends_at, now=now) as rows:
        resolved = resolve(rows.plan(row.starts_at, row.ends_at))
        mine = [each for each in resolved.open if each.shift_id == shift_id]
        stretch = next((each for each in mine if each.starts_at == starts_at), None)
        if stretch is None or stretch.ends_at <= now:
            raise NotThere(shift_id)
        kept = [each for each in mine if each is not stretch]
        taken = replace(
            _instead(row, now, starts_at=max(stretch.starts_at, now), ends_at=stretch.ends_at),
            person_id=person_id,
            languages=languages,
        )
        rows.put_shifts([*_kept(row, resolved, kept, now), taken])
    return taken


def as_held(rows: RotaRows, shift_id: str) -> PlannedShift | None:
    """The row as it is worked: a swap that was approved has given it to somebody else."""
    row = rows.shift(shift_id)
    if row is None:
        return None
    plan = replace(rows.plan(row.starts_at, row.ends_at), leaves=())
    for shift in resolve(plan).held[row.duty]:
        if shift.id == row.id:
            return replace(row, person_id=shift.person_id, languages=shift.languages)
    return row


def _kept(
    row: PlannedShift, resolved: Resolved, open_: Iterable[OpenStretch], now: datetime
) -> list[PlannedShift]:
    """What stays as it is of a shift that is cut: others' pieces, and whatever else is open in it."""
    pieces = [
        replace(
            _instead(row, now, starts_at=shift.starts_at, ends_at=shift.ends_at),
            person_id=shift.person_id,
            languages=shift.languages,
        )
        for shift in resolved.held[row.duty]
        if shift.id == row.id
    ]
    pieces += [
        replace(
            _instead(row, now, starts_at=each.starts_at, ends_at=each.ends_at),
            person_id=each.absent_id,
        )
        for each in open_
    ]
    return pieces


def _instead(
    row: PlannedShift, now: datetime, *, starts_at: datetime, ends_at: datetime
) -> PlannedShift:
    return replace(
        row,
        id=uuid.uuid4().hex,
        starts_at=starts_at,
        ends_at=ends_at,
        added_at=now,
        supersedes_id=row.id,
    )
