"""What stands already in the days of a month: whose duty it is, and what need it leaves."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from helpline.rota.making.month import is_away
from shift_schedule.need import Need
from shift_schedule.plan import Duty, Leave, PlannedShift
from shift_schedule.shift import Shift, overlap


def left_over(needs: Iterable[Need], there: Sequence[Shift]) -> list[Need]:
    """The need that those who are there for the whole half-hour do not meet; never below zero."""
    found = []
    for need in needs:
        on = [x for x in there if x.starts_at <= need.starts_at and need.ends_at <= x.ends_at]
        by_language = {
            language: max(0, number - sum(language in each.languages for each in on))
            for language, number in need.by_language.items()
        }
        total = max(0, need.total - len({each.person_id for each in on}))
        found.append(replace(need, total=total, by_language=by_language))
    return found


def fitting(rows: Iterable[PlannedShift], held: Sequence[Shift]) -> list[PlannedShift]:
    """Without those during which the person has another duty already."""
    return [row for row in rows if not any(_meets(row, each) for each in held)]


def _meets(row: PlannedShift, other: Shift) -> bool:
    return other.person_id == row.person_id and overlap(row, other)


def as_shifts(rows: Iterable[PlannedShift]) -> list[Shift]:
    """Those that are somebody's."""
    return [
        Shift(
            id=row.id,
            person_id=row.person_id,
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            languages=row.languages,
        )
        for row in rows
        if row.person_id is not None
    ]


def on_the_line(rows: Iterable[PlannedShift], leaves: Sequence[Leave]) -> list[Shift]:
    """Those of the line during which the person is not on leave."""
    return [
        shift
        for shift in as_shifts(row for row in rows if row.duty is Duty.LINE)
        if not any(is_away(leave, shift.person_id) and overlap(leave, shift) for leave in leaves)
    ]
