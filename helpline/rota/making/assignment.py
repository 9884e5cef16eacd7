"""The assignment model for CP-SAT: every hard rule a clause, every soft one a cost.

Needs the extra `roster` (OR-Tools). Eight workers also on two cores: with fewer the solver has none
that bound, and proves nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ortools.sat.python import cp_model

from helpline.rota.making.problem import Assigned, Problem, Worker

_WORKERS = 8
_Cells = Mapping[tuple[str, int, str], cp_model.IntVar]


@dataclass(slots=True)
class _Model:
    problem: Problem
    model: cp_model.CpModel = field(default_factory=cp_model.CpModel)
    cells: dict[tuple[str, int, str], cp_model.IntVar] = field(default_factory=dict)
    works: dict[tuple[str, int], cp_model.IntVar] = field(default_factory=dict)
    costs: list[cp_model.LinearExprT] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """`assigned` is None when no roster keeps the hard rules, or time ran out before one did."""

    assigned: Assigned | None
    bound: int | None


def solve(
    problem: Problem, *, seconds: float, hint: Assigned | None = None, seed: int = 111
) -> Found:
    """The cheapest roster found in `seconds`, and the bound proven by then. From `hint` if given."""
    built = _built(problem)
    if hint is not None:
        for (person, day, code), cell in built.cells.items():
            built.model.add_hint(cell, hint.get((person, day)) == code)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = _WORKERS
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.random_seed = seed
    status = solver.solve(built.model)
    if status not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        return Found(assigned=None, bound=None)
    assigned = {
        (person, day): code
        for (person, day, code), cell in built.cells.items()
        if solver.boolean_value(cell)
    }
    return Found(assigned=assigned, bound=round(solver.best_objective_bound))


def _built(problem: Problem) -> _Model:
    built = _Model(problem)
    for worker in problem.workers:
        _add_cells(built, worker)
        _add_lengths(built, worker)
        _add_totals(built, worker)
        _add_nights(built, worker)
    _add_covers(built)
    _add_wishes(built)
    _add_balances(built)
    built.model.minimize(cp_model.LinearExpr.sum(built.costs))
    return built


def _add_cells(built: _Model, worker: Worker) -> None:
    problem, model = built.problem, built.model
    for day in range(problem.days):
        codes = [kind.code for kind in problem.kinds if problem.may(worker, day, kind.code)]
        for code in codes:
            built.cells[worker.id, day, code] = model.new_bool_var(f"{worker.id}.{day}.{code}")
        works = model.new_bool_var(f"{worker.id}.{day}")
        built.works[worker.id, day] = works
        cells = [built.cells[worker.id, day, code] for code in codes]
        model.add(cp_model.LinearExpr.sum(cells) == works)
    for day in range(problem.days - 1):
        for kind in problem.kinds:
            first = built.cells.get((worker.id, day, kind.code))
            after = (built.cells.get((worker.id, day + 1, code)) for code in kind.not_before)
            then = [cell for cell in after if cell is not None]
            if first is not None and then:
                model.add_at_most_one([first, *then])


def _add_lengths(built: _Model, worker: Worker) -> None:
    """Runs: no window longer than the most, no hole and no island shorter than the least."""
    model, days = built.model, built.problem.days
    works = [built.works[worker.id, day] for day in range(days)]
    most = worker.most_in_row
    for start in range(days - most):
        model.add_bool_or([~each for each in works[start : start + most + 1]])
    left = most - worker.run_before
    if worker.run_before and left < days:
        model.add_bool_or([~each for each in works[: max(left, 0) + 1]])
    for length in range(1, worker.least_in_row):
        for start in range(1, days - length):
            inside = works[start : start + length]
            model.add_bool_or([works[start - 1], works[start + length], *(~e for e in inside)])
    for length in range(1, worker.least_days_off):
        for start in range(1, days - length):
            inside = works[start : start + length]
            model.add_bool_or([~works[start - 1], ~works[start + length], *inside])


def _add_totals(built: _Model, worker: Worker) -> None:
    problem, model = built.problem, built.model
    mine = {
        (day, kind): built.cells[worker.id, day, kind.code]
        for day in range(problem.days)
        for kind in problem.kinds
        if (worker.id, day, kind.code) in built.cells
    }
    minutes = cp_model.LinearExpr.sum([kind.minutes * cell for (_, kind), cell in mine.items()])
    model.add(minutes <= worker.most_minutes)
    model.add(minutes >= worker.least_minutes)
    for code, most in worker.most.items():
        cells = [cell for (_, kind), cell in mine.items() if kind.code == code]
        if most < len(cells):
            model.add(cp_model.LinearExpr.sum(cells) <= most)
    if worker.most_weekends is not None:
        _add_weekends(built, worker, worker.most_weekends)
    if worker.most_week_minutes is not None:
        for week in problem.weeks:
            inside = [kind.minutes * cell for (day, kind), cell in mine.items() if day in week]
            model.add(cp_model.LinearExpr.sum(inside) <= worker.most_week_minutes)


def _add_weekends(built: _Model, worker: Worker, most: int) -> None:
    worked = []
    for group in built.problem.weekends:
        touched = built.model.new_bool_var(f"{worker.id}.weekend.{group[0]}")
        for day in group:
            built.model.add_implication(built.works[worker.id, day], touched)
        worked.append(touched)
    built.model.add(cp_model.LinearExpr.sum(worked) <= most)


def _add_nights(built: _Model, worker: Worker) -> None:
    problem, model = built.problem, built.model
    codes = [kind.code for kind in problem.kinds if kind.night]
    nights = [
        [
            built.cells[worker.id, day, code]
            for code in codes
            if (worker.id, day, code) in built.cells
        ]
        for day in range(problem.days)
    ]
    most = worker.most_nights_in_row
    if most is not None:
        for start in range(problem.days - most):
            window = [cell for cells in nights[start : start + most + 1] for cell in cells]
            model.add(cp_model.LinearExpr.sum(window) <= most)
    for day in range(1, problem.days):
        for ahead in range(worker.days_off_after_nights):
            if day + ahead < problem.days:
                for night in nights[day - 1]:
                    works = built.works[worker.id, day + ahead]
                    model.add_bool_or([~night, ~works, *nights[day]])


def _add_covers(built: _Model) -> None:
    for cover in built.problem.covers:
        there = [
            cell
            for (person, day, code), cell in built.cells.items()
            if (day, code) in cover.cells and (cover.people is None or person in cover.people)
        ]
        under = built.model.new_int_var(0, cover.need, f"{cover.name}.under")
        if cover.over:
            over = built.model.new_int_var(0, len(there), f"{cover.name}.over")
            built.model.add(cp_model.LinearExpr.sum(there) + under - over == cover.need)
            built.costs.append(cover.over * over)
        else:
            built.model.add(cp_model.LinearExpr.sum(there) + under >= cover.need)
        built.costs.append(cover.under * under)


def _add_wishes(built: _Model) -> None:
    for wish in built.problem.wishes:
        cell = built.cells.get((wish.person_id, *wish.cell))
        if cell is None:
            built.costs.append(wish.cost if wish.works else 0)
        else:
            built.costs.append(wish.cost * (1 - cell) if wish.works else wish.cost * cell)


def _add_balances(built: _Model) -> None:
    problem, model = built.problem, built.model
    for balance in problem.balances:
        if not balance.people:
            continue
        most = model.new_int_var(0, problem.days, f"{balance.name}.most")
        fewest = model.new_int_var(0, problem.days, f"{balance.name}.fewest")
        for person in sorted(balance.people):
            cells = (built.cells.get((person, *cell)) for cell in sorted(balance.cells))
            counted = cp_model.LinearExpr.sum([cell for cell in cells if cell is not None])
            model.add(counted <= most)
            model.add(counted >= fewest)
        built.costs.append(balance.cost * (most - fewest))
