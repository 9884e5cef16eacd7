"""A roster without any solver: person by person and day by day, never against a hard rule.

The start of every search, and what there is where the extra `roster` is not installed.
"""

import heapq
from collections.abc import Iterator
from dataclasses import dataclass, field

from helpline.rota.making.evaluate import broken, line_of
from helpline.rota.making.problem import Cell, Problem, Worker

# saved, minutes free (both negative: the most first), person, her turn, the days
_Move = tuple[int, int, int, int, tuple[Cell, ...]]


@dataclass(slots=True)
class _Draft:
    problem: Problem
    assigned: dict[tuple[str, int], str] = field(default_factory=dict)
    there: dict[str, int] = field(default_factory=dict)
    of_cell: dict[Cell, list[int]] = field(default_factory=dict)
    wishes: dict[tuple[str, int, str], int] = field(default_factory=dict)


def greedy(problem: Problem) -> dict[tuple[str, int], str]:
    """A roster that breaks no rule but, where it cannot help it, the least minutes of a person.

    Takes the run of days that saves most, again and again; whole runs, so that least lengths are
    kept. Among equals the person with the most minutes free, then the problem's order, so the same
    problem always gives the same roster.
    """
    draft = _empty(problem)
    turns = [0] * len(problem.workers)
    heap = [move for number in range(len(turns)) for move in _moves(draft, number, 0)]
    heapq.heapify(heap)
    while heap:
        saved, _, number, turn, cells = heapq.heappop(heap)
        worker = problem.workers[number]
        if turn != turns[number]:
            continue  # her line has changed since: her moves were listed anew
        now = _saved(draft, worker, cells)
        if now != -saved:  # others have covered some of it: back in line with what is left
            if now > 0:
                heapq.heappush(heap, (-now, 0, number, turn, cells))
        elif _keeps_the_rules(draft, worker, cells):
            _take(draft, worker, cells)
            turns[number] += 1
            for move in _moves(draft, number, turns[number]):
                heapq.heappush(heap, move)
    return draft.assigned


def _empty(problem: Problem) -> _Draft:
    draft = _Draft(problem)
    for number, cover in enumerate(problem.covers):
        draft.there[cover.name] = 0
        for cell in cover.cells:
            draft.of_cell.setdefault(cell, []).append(number)
    for wish in problem.wishes:
        key = (wish.person_id, *wish.cell)
        draft.wishes[key] = draft.wishes.get(key, 0) + (wish.cost if wish.works else -wish.cost)
    return draft


def _moves(draft: _Draft, number: int, turn: int) -> Iterator[_Move]:
    """Runs a person could add that save something; the most saved, then the most free, first."""
    problem, worker = draft.problem, draft.problem.workers[number]
    line = line_of(problem, worker.id, draft.assigned)
    free = worker.most_minutes - sum(problem.kind(code).minutes for code in line if code)
    for cells in _runs_of(problem, worker, line):
        saved = _saved(draft, worker, cells)
        if saved > 0 and sum(problem.kind(code).minutes for _, code in cells) <= free:
            yield -saved, -free, number, turn, cells


def _saved(draft: _Draft, worker: Worker, cells: tuple[Cell, ...]) -> int:
    return sum(_gain(draft, worker, cell) for cell in cells)


def _runs_of(
    problem: Problem, worker: Worker, line: list[str | None]
) -> Iterator[tuple[Cell, ...]]:
    """Runs of one kind on free days, of the least length, or of one day where it joins another."""
    for kind in problem.kinds:
        for day in range(problem.days):
            for length in {1, worker.least_in_row}:
                days = range(day, min(day + length, problem.days))
                if all(line[d] is None and problem.may(worker, d, kind.code) for d in days):
                    yield tuple((d, kind.code) for d in days)


def _gain(draft: _Draft, worker: Worker, cell: Cell) -> int:
    gain = draft.wishes.get((worker.id, *cell), 0)
    for number in draft.of_cell.get(cell, ()):
        cover = draft.problem.covers[number]
        if cover.people is None or worker.id in cover.people:
            short = draft.there[cover.name] < cover.need
            gain += cover.under if short else -cover.over
    return gain


def _keeps_the_rules(draft: _Draft, worker: Worker, cells: tuple[Cell, ...]) -> bool:
    alone = Problem(
        days=draft.problem.days,
        kinds=draft.problem.kinds,
        workers=(worker,),
        weekends=draft.problem.weekends,
        weeks=draft.problem.weeks,
    )
    mine = {key: code for key, code in draft.assigned.items() if key[0] == worker.id}
    mine |= {(worker.id, day): code for day, code in cells}
    return all(each.rule == "least_minutes" for each in broken(alone, mine))


def _take(draft: _Draft, worker: Worker, cells: tuple[Cell, ...]) -> None:
    for day, code in cells:
        draft.assigned[worker.id, day] = code
        for number in draft.of_cell.get((day, code), ()):
            cover = draft.problem.covers[number]
            if cover.people is None or worker.id in cover.people:
                draft.there[cover.name] += 1
