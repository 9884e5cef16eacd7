"""A sample month of forty people, made by the solvers; nothing where the extra is not installed."""

from collections.abc import Iterator, Mapping
from typing import Any

from helpline.rota.making.evaluate import broken
from helpline.rota.making.explain import still_open
from helpline.rota.making.make_roster import can_solve, make_roster
from helpline.rota.making.month import stops_of
from helpline.rota.making.month_problem import problem_of
from helpline.rota.making.problem import Assigned, Balance
from tests.bench.figure import figure
from tests.helpline.rota.making.a_month import forty

_SOON, _SECONDS = 10.0, 60.0
_APART = {"nights": "<= 1", "weekends": "<= 2"}


def figures() -> Iterator[Mapping[str, Any]]:
    if not can_solve():
        return
    month = forty()
    problem = problem_of(month)
    detail = f"40 people, 31 days, {len(problem.covers)} covers"
    for seconds in (_SOON, _SECONDS):
        made = make_roster(problem, seconds=seconds)
        short = len(still_open(problem, made.assigned, stops_of(month)))
        within = f"{detail}; given {seconds:.0f} s; steps {list(made.steps)}"
        name = f"roster of a month: covers short after {seconds:.0f} s"
        yield figure(name, short, "covers", goal="0", detail=within)
    rules = len(broken(problem, made.assigned))
    yield figure("roster of a month: rules broken", rules, "rules", goal="0", detail=detail)
    gap = made.cost - made.bound
    costs = f"{detail}; cost {made.cost}, proven bound {made.bound}"
    yield figure("roster of a month: above the bound", gap, "points", goal="<= 10", detail=costs)
    for balance in problem.balances:
        name = f"roster of a month: {balance.name}, most less fewest"
        among = f"{detail}; {len(balance.people)} who are there all month and may work nights"
        value = _apart(balance, made.assigned)
        yield figure(name, value, "shifts", goal=_APART[balance.name], detail=among)
    yield figure("roster of a month: time", made.seconds, "s", goal="< 60", detail=detail)


def _apart(balance: Balance, assigned: Assigned) -> int:
    held = dict.fromkeys(balance.people, 0)
    for (person, day), code in assigned.items():
        if person in held and (day, code) in balance.cells:
            held[person] += 1
    return max(held.values()) - min(held.values())
