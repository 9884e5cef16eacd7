"""What stays open in a roster, who could take it, and what stops everybody else."""

from collections.abc import Mapping
from dataclasses import dataclass

from helpline.rota.making.evaluate import broken
from helpline.rota.making.problem import Assigned, Cell, Cover, Problem, Worker

_WORKS_THAT_DAY = "works_that_day"
_NOT_COUNTED = "language"
# Every code that can stand among a taker's `stops`.
STOPS = (
    "cannot",
    "days_off_after_nights",
    "language",
    "least_days_off",
    "least_in_row",
    "least_minutes",
    "leave",
    "most",
    "most_in_row",
    "most_minutes",
    "most_nights_in_row",
    "most_week_minutes",
    "most_weekends",
    "night",
    "not_before",
    "pattern",
    "rest",
    "works_that_day",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Taker:
    """Somebody and the cell with which she could best help; `stops` is empty when she may.

    Codes: the evaluator's rules, the reasons of ruled-out cells (`pattern`, `leave`, `night`, `rest`),
    `works_that_day`, `language`.
    """

    person_id: str
    cell: Cell
    stops: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """`missing` people too few in `cover`; `takers` are everybody, those who may first."""

    cover: Cover
    missing: int
    takers: tuple[Taker, ...]


def still_open(
    problem: Problem, assigned: Assigned, why: Mapping[str, Mapping[Cell, str]]
) -> list[Open]:
    """Every cover that is short, the dearest first; `why` names the reasons of ruled-out cells."""
    found = []
    for cover in problem.covers:
        missing = cover.need - sum(
            (day, code) in cover.cells and (cover.people is None or person in cover.people)
            for (person, day), code in assigned.items()
        )
        if missing > 0:
            takers = [_best(problem, assigned, cover, each, why) for each in problem.workers]
            takers.sort(key=lambda each: (len(each.stops), each.person_id))
            found.append(Open(cover=cover, missing=missing, takers=tuple(takers)))
    return sorted(found, key=lambda each: (-each.missing * each.cover.under, each.cover.name))


def _best(
    problem: Problem,
    assigned: Assigned,
    cover: Cover,
    worker: Worker,
    why: Mapping[str, Mapping[Cell, str]],
) -> Taker:
    """The cell with the fewest things against it; of equal ones the first. A cover has a cell."""
    takers = [
        Taker(
            person_id=worker.id,
            cell=cell,
            stops=_stops(problem, assigned, cover, worker, cell, why.get(worker.id, {})),
        )
        for cell in sorted(cover.cells)
    ]
    return min(takers, key=lambda each: (len(each.stops), each.cell))


def _stops(
    problem: Problem,
    assigned: Assigned,
    cover: Cover,
    worker: Worker,
    cell: Cell,
    why: Mapping[Cell, str],
) -> tuple[str, ...]:
    found = set()
    if cover.people is not None and worker.id not in cover.people:
        found.add(_NOT_COUNTED)
    if (worker.id, cell[0]) in assigned:
        found.add(_WORKS_THAT_DAY)
        return tuple(sorted(found))
    alone = Problem(
        days=problem.days,
        kinds=problem.kinds,
        workers=(worker,),
        weekends=problem.weekends,
        weeks=problem.weeks,
    )
    mine = {key: code for key, code in assigned.items() if key[0] == worker.id}
    before = {(each.rule, each.day) for each in broken(alone, mine)}
    after = broken(alone, {**mine, (worker.id, cell[0]): cell[1]})
    new = {each.rule for each in after if (each.rule, each.day) not in before}
    if "cannot" in new and cell in why:
        new = (new - {"cannot"}) | {why[cell]}
    return tuple(sorted(found | new))
