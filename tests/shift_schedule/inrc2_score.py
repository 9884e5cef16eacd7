"""What weekly plans cost by the rules of the second nurse rostering competition.

Source: Ceschia, Dang, De Causmaecker, Haspeslagh, Schaerf: "Second International Nurse Rostering
Competition (INRC-II) — Problem Description and Rules", 2015. Written from the rules alone, so that it
can judge plans made elsewhere. Optimal cover, whole weekends and requests are counted week by week;
totals (S6, S7) only when the last week of the period is among those judged.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tests.shift_schedule.inrc2_model import ANY, WEEKDAYS, Bounds, Nurse, Past, Period

HARD = {
    "H1": "single assignment a day",
    "H2": "minimal cover",
    "H3": "forbidden succession",
    "H4": "required skill",
}
SOFT = {
    "S1": "optimal cover",
    "S2": "consecutive assignments",
    "S3": "consecutive days off",
    "S4": "preferences",
    "S5": "complete weekend",
    "S6": "total assignments",
    "S7": "total working weekends",
}
_A_WEEK = len(WEEKDAYS)
_COVER, _SAME_SHIFT, _RUN, _PREFERENCE, _WEEKEND, _TOTAL = 30, 15, 30, 10, 30, 20

Line = Sequence[str | None]  # one nurse's shift types by day of the period; None is a day off


@dataclass(frozen=True, slots=True)
class Charge:
    """What one breach costs; of a hard rule (H…) how many people or days it is about.

    `nurse` is empty where it is about nobody. `day` counts from the first day judged. A run that is
    too short is charged on the day after it, one that is too long on each day past the most.
    """

    rule: str
    cost: int
    day: int
    nurse: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """Breaches of each hard rule, costs of each soft one."""

    hard: dict[str, int]
    soft: dict[str, int]

    @property
    def total(self) -> int:
        return sum(self.soft.values())


def score(period: Period) -> Score:
    sums: Counter[str] = Counter()
    for charge in charges(period):
        sums[charge.rule] += charge.cost
    return Score({rule: sums[rule] for rule in HARD}, {rule: sums[rule] for rule in SOFT})


def charges(period: Period) -> Iterator[Charge]:
    """Every breach, rule by rule and nurse by nurse; a nurse's second shift of a day counts as cover only."""
    lines = lines_of(period)
    pasts = {past.nurse: past for past in period.history.pasts}
    yield from _cover(period)
    yield from _assigned(period)
    yield from _preferences(period, lines)
    for nurse in period.scenario.nurses:
        line, past = lines[nurse.name], pasts[nurse.name]
        yield from _successions(period, nurse, past, line)
        yield from _same_shift(period, nurse, past, line)
        yield from _days(nurse, past, line)
        yield from _weekends(nurse, line)
        if period.ends:
            yield from _totals(nurse, past, line)


def lines_of(period: Period) -> dict[str, Line]:
    """Each nurse's shift types by day; where a day has several, the first of the file."""
    lines: dict[str, list[str | None]] = {
        nurse.name: [None] * (_A_WEEK * len(period.weeks)) for nurse in period.scenario.nurses
    }
    for week, plan in enumerate(period.plans):
        for each in plan.assignments:
            day = week * _A_WEEK + each.day
            lines[each.nurse][day] = lines[each.nurse][day] or each.shift
    return dict(lines)


def _cover(period: Period) -> Iterator[Charge]:
    for number, (week, plan) in enumerate(zip(period.weeks, period.plans, strict=True)):
        there = Counter((each.day, each.shift, each.skill) for each in plan.assignments)
        for need, wanted in week.needs.items():
            day, about = number * _A_WEEK + need[0], f"{need[1]} {need[2]}"
            if there[need] < wanted.least:
                yield Charge("H2", wanted.least - there[need], day, about=about)
            if there[need] < wanted.most:
                yield Charge("S1", _COVER * (wanted.most - there[need]), day, about=about)


def _assigned(period: Period) -> Iterator[Charge]:
    skills = {nurse.name: nurse.skills for nurse in period.scenario.nurses}
    for week, plan in enumerate(period.plans):
        seen: set[tuple[str, int]] = set()
        for each in plan.assignments:
            day = week * _A_WEEK + each.day
            if (each.nurse, day) in seen:
                yield Charge("H1", 1, day, each.nurse, each.shift)
            if each.skill not in skills[each.nurse]:
                yield Charge("H4", 1, day, each.nurse, each.skill)
            seen.add((each.nurse, day))


def _preferences(period: Period, lines: dict[str, Line]) -> Iterator[Charge]:
    for number, week in enumerate(period.weeks):
        for request in week.off:
            day = number * _A_WEEK + request.day
            works = lines[request.nurse][day]
            if works is not None and request.shift in (ANY, works):
                yield Charge("S4", _PREFERENCE, day, request.nurse, request.shift)


def _successions(period: Period, nurse: Nurse, past: Past, line: Line) -> Iterator[Charge]:
    not_next = {each.name: each.not_next for each in period.scenario.shift_types}
    for day, (before, shift) in enumerate(zip([past.last, *line], line, strict=False)):
        if before is not None and shift in not_next[before]:
            yield Charge("H3", 1, day, nurse.name, f"{before} {shift}")


def _same_shift(period: Period, nurse: Nurse, past: Past, line: Line) -> Iterator[Charge]:
    for kind in period.scenario.shift_types:
        before = past.in_row_of_last if past.last == kind.name else 0
        for day, amiss in _amiss([shift == kind.name for shift in line], before, kind.in_row):
            yield Charge("S2", _SAME_SHIFT * amiss, day, nurse.name, kind.name)


def _days(nurse: Nurse, past: Past, line: Line) -> Iterator[Charge]:
    works = [shift is not None for shift in line]
    off = [shift is None for shift in line]
    contract = nurse.contract
    for day, amiss in _amiss(works, past.in_row if past.last else 0, contract.in_row):
        yield Charge("S2", _RUN * amiss, day, nurse.name, "days")
    for day, amiss in _amiss(off, 0 if past.last else past.off_in_row, contract.off_in_row):
        yield Charge("S3", _RUN * amiss, day, nurse.name)


def _amiss(inside: Sequence[bool], before: int, bounds: Bounds) -> Iterator[tuple[int, int]]:
    """By how much each run of days is too long or too short; `before` days of the first came over.

    Days that came over are not charged again. A run that is going on at the end may yet grow, so it
    can be too long and not too short.
    """
    run = before
    for day, still in enumerate(inside):
        if still:
            run += 1
            if run > bounds.most:
                yield day, 1
        else:
            if 0 < run < bounds.least:
                yield day, bounds.least - run
            run = 0


def _weekends(nurse: Nurse, line: Line) -> Iterator[Charge]:
    if nurse.contract.whole_weekends:
        for saturday in range(_A_WEEK - 2, len(line), _A_WEEK):
            if (line[saturday] is None) != (line[saturday + 1] is None):
                yield Charge("S5", _WEEKEND, saturday, nurse.name)


def _totals(nurse: Nurse, past: Past, line: Line) -> Iterator[Charge]:
    contract, last = nurse.contract, len(line) - 1
    total = past.total + sum(shift is not None for shift in line)
    amiss = max(contract.total.least - total, total - contract.total.most, 0)
    if amiss:
        yield Charge("S6", _TOTAL * amiss, last, nurse.name)
    weekends = past.weekends + sum(
        line[saturday : saturday + 2] != [None, None]
        for saturday in range(_A_WEEK - 2, len(line), _A_WEEK)
    )
    if weekends > contract.most_weekends:
        yield Charge("S7", _WEEKEND * (weekends - contract.most_weekends), last, nurse.name)
