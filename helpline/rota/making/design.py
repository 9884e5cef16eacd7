"""Which shifts to have at all: a few starts and lengths that fit the need, before anybody is assigned.

One more well-placed kind of shift saves more than any solver later. Needs the extra `roster`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

from ortools.sat.python import cp_model

from shift_schedule.need import Need
from shift_schedule.pattern import ShiftType

_MINUTE = timedelta(minutes=1)
_HALF_HOUR_MINUTES = 30
_SHORT = 20  # what a missing half-hour costs against a planned one: never saved on purpose
_WORKERS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    """The kinds chosen, the heads of each by day, and what they cost in hours.

    `short_hours` are person-hours of need that stay uncovered, as no more hours are there.
    """

    types: tuple[ShiftType, ...]
    heads: tuple[tuple[date, str, int], ...]
    planned_hours: float
    short_hours: float
    proven: bool


def candidates_of(
    *, starts: Sequence[time], lengths: Sequence[timedelta], unpaid_break: timedelta
) -> list[ShiftType]:
    """A kind for every start and length, named by both: `08:00+12`."""
    found = []
    for start in starts:
        for length in lengths:
            minutes = (start.hour * 60 + start.minute + length // _MINUTE) % (24 * 60)
            ends = time(minutes // 60, minutes % 60)
            code = f"{start:%H:%M}+{length / timedelta(hours=1):g}"
            found.append(ShiftType(code=code, starts=start, ends=ends, unpaid_break=unpaid_break))
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a design is for: days, zone, how many kinds at most, and the paid hours there are."""

    needs: Sequence[Need]
    days: Sequence[date]
    zone: ZoneInfo
    most_kinds: int
    hours_there: float


@dataclass(slots=True)
class _Model:
    model: cp_model.CpModel
    heads: dict[tuple[date, int], cp_model.IntVar]
    short: list[cp_model.IntVar]
    minutes: cp_model.LinearExprT


def design(wanted: Wanted, kinds: Sequence[ShiftType], *, seconds: float) -> Design:
    """At most so many of `kinds` that cover the need best within the hours there are.

    First as little shortage as can be, then as few hours, then as few kinds. Raises ValueError when
    there is nothing to choose.
    """
    if not wanted.needs or not kinds or wanted.most_kinds < 1:
        raise ValueError("a design needs needs, kinds to choose from, and one kind at least")
    built = _built(wanted, kinds)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = _WORKERS
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.random_seed = 111
    status = solver.solve(built.model)
    heads = {key: solver.value(count) for key, count in built.heads.items()}
    chosen = sorted({number for (_, number), count in heads.items() if count})
    return Design(
        types=tuple(kinds[number] for number in chosen),
        heads=tuple((day, kinds[n].code, count) for (day, n), count in heads.items() if count),
        planned_hours=sum(_paid(kinds[n]) * count for (_, n), count in heads.items()) / 60,
        short_hours=sum(solver.value(each) for each in built.short) / 2,
        proven=status == cp_model.OPTIMAL,
    )


def _built(wanted: Wanted, kinds: Sequence[ShiftType]) -> _Model:
    model = cp_model.CpModel()
    most = max(need.total for need in wanted.needs)
    used = [model.new_bool_var(kind.code) for kind in kinds]
    heads = {
        (day, number): model.new_int_var(0, most, f"{day}.{number}")
        for day in wanted.days
        for number in range(len(kinds))
    }
    for (_, number), count in heads.items():
        model.add(count <= most * used[number])
    minutes = cp_model.LinearExpr.sum([_paid(kinds[n]) * count for (_, n), count in heads.items()])
    model.add(minutes <= round(wanted.hours_there * 60))
    model.add(cp_model.LinearExpr.sum(used) <= wanted.most_kinds)
    built = _Model(model, heads, [], minutes)
    _add_needs(built, wanted, kinds)
    shortage = cp_model.LinearExpr.sum(built.short) * (_SHORT * _HALF_HOUR_MINUTES)
    model.minimize(shortage + minutes + cp_model.LinearExpr.sum(used))
    return built


def _add_needs(built: _Model, wanted: Wanted, kinds: Sequence[ShiftType]) -> None:
    spans = {key: kinds[key[1]].on(key[0], wanted.zone) for key in built.heads}
    for place, need in enumerate(wanted.needs):
        there = [
            built.heads[key]
            for key, (start, end) in spans.items()
            if start <= need.starts_at and need.ends_at <= end
        ]
        missing = built.model.new_int_var(0, need.total, f"short.{place}")
        built.model.add(cp_model.LinearExpr.sum(there) + missing >= need.total)
        built.short.append(missing)


def _paid(kind: ShiftType) -> int:
    return (kind.length - kind.unpaid_break) // _MINUTE
