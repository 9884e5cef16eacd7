"""Changing the rota: nobody in two places afterwards, and everybody told whose duty it changes."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime

from helpline.rota.ports import RotaBook, RotaRows, ShiftsOverlap
from shift_schedule.notices import changes
from shift_schedule.resolve import Resolved, resolve
from shift_schedule.shift import Shift, overlap


@contextmanager
def change(book: RotaBook, start: datetime, end: datetime, *, now: datetime) -> Iterator[RotaRows]:
    """One transaction over `[start, end)`, which must hold all that is changed.

    Raises ShiftsOverlap when somebody would have two duties at once; nothing is changed then.
    """
    with book.changing(now) as rows:
        before = everything(resolve(rows.plan(start, end)))
        yield rows
        after = everything(resolve(rows.plan(start, end)))
        _refuse_overlap(before, after)
        was, is_now = _of_stretch(before, after, start, end)
        rows.tell(changes(_by_root(rows, was), _by_root(rows, is_now), now=now))


def everything(resolved: Resolved) -> list[Shift]:
    """Every duty that somebody has, of whatever kind, by start."""
    held = [shift for shifts in resolved.held.values() for shift in shifts]
    return sorted(held, key=lambda each: (each.starts_at, each.person_id, each.id))


def _of_stretch(
    before: list[Shift], after: list[Shift], start: datetime, end: datetime
) -> tuple[list[Shift], list[Shift]]:
    """Without what lies elsewhere: swaps tie it to one of the two, and nobody is told anything of it."""
    touching = {x.id for x in (*before, *after) if x.starts_at < end and start < x.ends_at}
    return [x for x in before if x.id in touching], [x for x in after if x.id in touching]


def _by_root(rows: RotaRows, shifts: list[Shift]) -> list[Shift]:
    """With the id each began with: a row that supersedes another is the same shift moved."""
    roots = rows.roots({shift.id for shift in shifts})
    return [replace(shift, id=roots[shift.id]) for shift in shifts]


def _refuse_overlap(before: Iterable[Shift], after: Iterable[Shift]) -> None:
    """The one that was there is named: the other is what has just been wished."""
    was = set(before)
    last: dict[str, Shift] = {}
    for shift in after:
        other = last.get(shift.person_id)
        if other is not None and overlap(other, shift):
            raise ShiftsOverlap(shift if shift in was else other)
        last[shift.person_id] = shift
