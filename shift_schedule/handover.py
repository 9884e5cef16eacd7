"""The note passed on at the end of a shift: when it is due, and whether the next has read it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from shift_schedule.shift import Shift


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """A note written for a shift; its words are kept elsewhere, encrypted."""

    shift_id: str
    author_id: str
    written_at: datetime
    acknowledged_by: str | None = None
    acknowledged_at: datetime | None = None


class HandoverStep(StrEnum):
    WRITE = "write"
    READ = "read"


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverDue:
    """`person_id` has to write the note of `shift_id`, or to read it, since `due_at`."""

    shift_id: str
    person_id: str
    step: HandoverStep
    due_at: datetime


def handovers_due(
    shifts: Iterable[Shift],
    notes: Iterable[Handover],
    *,
    now: datetime,
    before_end: timedelta = timedelta(minutes=15),
    kept: timedelta = timedelta(hours=24),
) -> list[HandoverDue]:
    """What is open at `now`, by instant: first to be written, then to be read by who came after.

    Due from `before_end` before the end of a shift; forgotten `kept` after it. It is read by those
    whose shift covers the end of the other, or starts next after it.
    """
    planned = sorted(shifts, key=lambda each: (each.starts_at, each.id))
    written = {note.shift_id: note for note in notes}
    found = []
    for shift in planned:
        if not shift.ends_at - before_end <= now < shift.ends_at + kept:
            continue
        note = written.get(shift.id)
        if note is None:
            found.append(
                _due(shift, shift.person_id, HandoverStep.WRITE, shift.ends_at - before_end)
            )
        elif note.acknowledged_at is None:
            due_at = max(note.written_at, shift.ends_at - before_end)
            readers = (each.person_id for each in _after(shift, planned) if each.starts_at <= now)
            found += [_due(shift, who, HandoverStep.READ, due_at) for who in readers]
    return sorted(found, key=lambda each: (each.due_at, each.shift_id, each.person_id))


def _after(shift: Shift, planned: list[Shift]) -> list[Shift]:
    others = [each for each in planned if each.person_id != shift.person_id]
    there = [each for each in others if each.covers(shift.ends_at)]
    if there:
        return there
    later = [each for each in others if each.starts_at > shift.ends_at]
    return [each for each in later if each.starts_at == later[0].starts_at]


def _due(shift: Shift, person_id: str, step: HandoverStep, due_at: datetime) -> HandoverDue:
    return HandoverDue(shift_id=shift.id, person_id=person_id, step=step, due_at=due_at)
