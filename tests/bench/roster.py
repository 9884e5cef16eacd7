"""A sample month of forty people, made by the solvers; nothing where the extra is not installed."""

from collections.abc import Iterator, Mapping
from typing import Any

from helpline.rota.making.evaluate import broken
from helpline.rota.making.explain import still_open
from helpline.rota.making.make_roster import can_solve, make_roster
from helpline.rota.making.month import stops_of
from helpline.rota.making.month_problem import problem_of
from tests.bench.figure import figure
from tests.helpline.rota.making.a_month import forty

_SECONDS = 60.0


def figures() -> Iterator[Mapping[str, Any]]:
    if not can_solve():
        return
    month = forty()
    problem = problem_of(month)
    made = make_roster(problem, seconds=_SECONDS)
    detail = f"40 people, 31 days, {len(problem.covers)} covers; steps {list(made.steps)}"
    short = len(still_open(problem, made.assigned, stops_of(month)))
    yield figure("roster of a month: covers short", short, "covers", goal="0", detail=detail)
    rules = len(broken(problem, made.assigned))
    yield figure("roster of a month: rules broken", rules, "rules", goal="0", detail=detail)
    gap = made.cost - made.bound
    yield figure("roster of a month: above the bound", gap, "points", goal="< 10", detail=detail)
    yield figure("roster of a month: time", made.seconds, "s", goal="< 60", detail=detail)
