"""A person's calendar brought in as shifts or as leave."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from helpline.rota.calendar_import import Stretch
from helpline.rota.ports import RotaBook, ShiftsOverlap
from helpline.rota.shifts import put_on
from shift_schedule.plan import Duty, Leave, LeaveKind, LeaveState
from shift_schedule.shift import Shift

_LONGEST = timedelta(hours=24)


@dataclass(slots=True)
class BroughtIn:
    """`there` were in the way of a shift of hers, or brought in before; `unfit` are no shifts at all."""

    added: int = 0
    there: int = 0
    unfit: int = 0


def as_shifts(
    book: RotaBook,
    found: Sequence[Stretch],
    *,
    person_id: str,
    languages: frozenset[str],
    now: datetime,
) -> BroughtIn:
    """Each for itself: one that does not fit keeps no other away. Whole days are no shifts."""
    done = BroughtIn()
    fit = [x for x in found if not x.whole_days and x.ends_at - x.starts_at <= _LONGEST]
    done.unfit = len(found) - len(fit)
    with book.changing(now) as rows:
        known = rows.roots([_id(each, person_id) for each in fit])
    for each in fit:
        if _id(each, person_id) in known:  # though it has been moved or taken off since
            done.there += 1
            continue
        shift = Shift(
            id=_id(each, person_id),
            person_id=person_id,
            starts_at=each.starts_at,
            ends_at=each.ends_at,
            languages=languages,
        )
        try:
            put_on(book, shift, Duty.LINE, now=now)
        except ShiftsOverlap:
            done.there += 1
        else:
            done.added += 1
    return done


def as_leave(
    book: RotaBook, found: Iterable[Stretch], *, person_id: str, now: datetime
) -> BroughtIn:
    """Asked for, not approved: a calendar opens nobody's shifts by itself."""
    done = BroughtIn()
    with book.changing(now) as rows:
        for each in found:
            leave_id = _id(each, person_id)
            if rows.leave(leave_id) is not None:
                done.there += 1
                continue
            leave = Leave(
                id=leave_id,
                person_id=person_id,
                starts_at=each.starts_at,
                ends_at=each.ends_at,
                kind=LeaveKind.OTHER,
                state=LeaveState.ASKED,
            )
            rows.put_leave(leave, asked_at=now, by=person_id)
            done.added += 1
    return done


def _id(each: Stretch, person_id: str) -> str:
    """The same when the same calendar is brought in again."""
    return f"ics-{each.key[:24]}-{person_id[:24]}"
