"""What a roster breaks and what it costs, counted by walking over it: the judge of every solver.

Written apart from them, day by day and person by person, so that no mistake can be shared.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from helpline.rota.making.problem import Assigned, Problem, Worker


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """A hard rule broken, by person and day; `rule` is a code, not a sentence."""

    person_id: str
    day: int
    rule: str


def broken(problem: Problem, assigned: Assigned) -> list[Broken]:
    """Every hard rule the roster breaks, by person in the problem's order, then rule by rule."""
    return [
        Broken(person_id=worker.id, day=day, rule=rule)
        for worker in problem.workers
        for rule, day in _of_one(problem, worker, line_of(problem, worker.id, assigned))
    ]


def cost(problem: Problem, assigned: Assigned) -> int:
    """The sum of all soft costs: cover, wishes, fairness."""
    total = 0
    for cover in problem.covers:
        there = sum(
            (day, code) in cover.cells and (cover.people is None or person in cover.people)
            for (person, day), code in assigned.items()
        )
        total += max(cover.need - there, 0) * cover.under
        total += max(there - cover.need, 0) * cover.over
    for wish in problem.wishes:
        works = assigned.get((wish.person_id, wish.cell[0])) == wish.cell[1]
        total += wish.cost * (works is not wish.works)
    for balance in problem.balances:
        counted = dict.fromkeys(balance.people, 0)
        for (person, day), code in assigned.items():
            if person in counted and (day, code) in balance.cells:
                counted[person] += 1
        if counted:
            total += balance.cost * (max(counted.values()) - min(counted.values()))
    return total


def line_of(problem: Problem, person_id: str, assigned: Assigned) -> list[str | None]:
    """One person's kinds by day, None for a day off."""
    return [assigned.get((person_id, day)) for day in range(problem.days)]


def runs(line: Iterable[str | None]) -> Iterator[tuple[int, int, bool]]:
    """Stretches of work and of days off: first day, length, whether it is work."""
    start, works, day = 0, False, -1
    for day, code in enumerate(line):
        if day == 0:
            works = code is not None
        elif (code is not None) != works:
            yield start, day - start, works
            start, works = day, not works
    if day >= 0:
        yield start, day + 1 - start, works


def _of_one(problem: Problem, worker: Worker, line: list[str | None]) -> Iterator[tuple[str, int]]:
    yield from _cells(problem, worker, line)
    yield from _lengths(problem, worker, line)
    yield from _totals(problem, worker, line)
    yield from _weeks(problem, worker, line)
    yield from _nights(problem, worker, line)


def _cells(problem: Problem, worker: Worker, line: list[str | None]) -> Iterator[tuple[str, int]]:
    before = None
    for day, code in enumerate(line):
        if code is not None:
            if day in worker.days_off or (day, code) in worker.cannot:
                yield "cannot", day
            if before is not None and code in problem.kind(before).not_before:
                yield "not_before", day
        before = code


def _lengths(problem: Problem, worker: Worker, line: list[str | None]) -> Iterator[tuple[str, int]]:
    for start, length, works in runs(line):
        inside = start > 0 and start + length < problem.days
        if works:
            longer = worker.run_before if start == 0 else 0
            if length + longer > worker.most_in_row:
                yield "most_in_row", start
            if inside and length < worker.least_in_row:
                yield "least_in_row", start
        elif inside and length < worker.least_days_off:
            yield "least_days_off", start


def _totals(problem: Problem, worker: Worker, line: list[str | None]) -> Iterator[tuple[str, int]]:
    minutes = [problem.kind(code).minutes if code else 0 for code in line]
    if sum(minutes) > worker.most_minutes:
        yield "most_minutes", problem.days - 1
    if sum(minutes) < worker.least_minutes:
        yield "least_minutes", problem.days - 1
    for code, number in Counter(code for code in line if code).items():
        if number > worker.most.get(code, problem.days):
            yield "most", problem.days - 1


def _weeks(problem: Problem, worker: Worker, line: list[str | None]) -> Iterator[tuple[str, int]]:
    worked = sum(any(line[day] for day in group) for group in problem.weekends)
    if worker.most_weekends is not None and worked > worker.most_weekends:
        yield "most_weekends", problem.days - 1
    if worker.most_week_minutes is not None:
        for week in problem.weeks:
            codes = [line[day] for day in week]
            minutes = sum(problem.kind(code).minutes for code in codes if code)
            if minutes > worker.most_week_minutes:
                yield "most_week_minutes", week[0]


def _nights(problem: Problem, worker: Worker, line: list[str | None]) -> Iterator[tuple[str, int]]:
    nights = [code is not None and problem.kind(code).night for code in line]
    in_row = 0
    for day, night in enumerate(nights):
        in_row = in_row + 1 if night else 0
        if worker.most_nights_in_row is not None and in_row > worker.most_nights_in_row:
            yield "most_nights_in_row", day
        if day and nights[day - 1] and not night:
            rest = line[day : day + worker.days_off_after_nights]
            if any(code is not None for code in rest):
                yield "days_off_after_nights", day
