"""Making a roster: start plainly, bound it, choose among whole lines, polish; always hand one back."""

import importlib.util
import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from helpline.rota.making.evaluate import broken, cost
from helpline.rota.making.greedy import greedy
from helpline.rota.making.problem import Assigned, Made, Problem

_GENERATE, _DIVE, _CHOOSE = 0.35, 0.25, 0.1  # shares of the time; the rest polishes
_DIVES = (3, 1, 2)  # people fixed at once: each dive leaves lines from which the next profits
_ROUNDING = 1e-6


def can_solve() -> bool:
    """Whether the extra `roster` is installed; without it rosters are made plainly."""
    return all(importlib.util.find_spec(name) for name in ("ortools", "highspy", "numpy"))


@dataclass(slots=True)
class _Search:
    """The best so far; a roster that breaks a rule never beats one that breaks fewer."""

    problem: Problem
    seconds: float
    elapsed: Callable[[], float]
    began: float = field(init=False)
    best: Assigned = field(init=False)
    worth: tuple[int, int] = field(init=False)
    bound: int = 0
    steps: list[tuple[str, float, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.began = self.elapsed()
        self.worth = (len(self.problem.workers) * self.problem.days * 99, 0)
        self.best = {}

    def spent(self) -> float:
        return self.elapsed() - self.began

    def left(self) -> float:
        return max(self.seconds - self.spent(), 0.0)

    def offer(self, step: str, assigned: Assigned | None) -> None:
        """Taken when the evaluator, which no solver shares, finds it better."""
        if assigned is None:
            return
        worth = (len(broken(self.problem, assigned)), cost(self.problem, assigned))
        self.steps.append((step, round(self.spent(), 2), worth[1]))
        if worth < self.worth:
            self.best, self.worth = assigned, worth

    @property
    def proven(self) -> bool:
        return self.worth[0] == 0 and self.bound >= self.worth[1]


def make_roster(
    problem: Problem,
    *,
    seconds: float,
    start: Assigned | None = None,
    solvers: bool | None = None,
    elapsed: Callable[[], float] = time.monotonic,
) -> Made:
    """The cheapest roster found in `seconds`, with the bound proven by then; earlier when it is optimal.

    `start` is a roster to begin from, such as the published one; `solvers` False keeps to the plain
    roster. Costs are never negative, so zero is a bound of every problem. It uses every core and so
    belongs in a process of its own, never in one that answers calls.
    """
    search = _Search(problem, seconds, elapsed)
    search.offer("plain", greedy(problem))
    search.offer("start", start)
    if can_solve() if solvers is None else solvers:
        _solve(search)
    return Made(
        assigned=search.best,
        cost=search.worth[1],
        bound=min(search.bound, search.worth[1]),
        seconds=round(search.spent(), 2),
        steps=tuple(search.steps),
    )


def is_plain(problem: Problem) -> bool:
    """Whether lines are priced with every rule, so that a choice of lines is a lawful roster."""
    return not problem.balances and all(
        worker.most_nights_in_row is None
        and not worker.days_off_after_nights
        and worker.most_week_minutes is None
        for worker in problem.workers
    )


def _solve(search: _Search) -> None:
    from helpline.rota.making.assignment import solve  # noqa: PLC0415 -- the extra may be missing

    if is_plain(search.problem):
        _by_lines(search)
    if search.proven or not search.left():
        return
    found = solve(search.problem, seconds=search.left(), hint=search.best)
    search.offer("polish", found.assigned)
    if found.bound is not None:
        search.bound = max(search.bound, found.bound)


def _by_lines(search: _Search) -> None:
    from helpline.rota.making.columns import Generation  # noqa: PLC0415 -- likewise
    from helpline.rota.making.master import Master  # noqa: PLC0415
    from helpline.rota.making.pricing import Pricing  # noqa: PLC0415

    problem = search.problem
    until = _GENERATE * search.seconds
    master = Master(problem)
    pricings = [Pricing(problem, worker) for worker in problem.workers]
    generation = Generation(master, pricings, lambda: search.spent() < until)
    if not generation.start():
        return
    generation.run()
    if master.bound > -math.inf:
        search.bound = max(search.bound, math.ceil(master.bound - _ROUNDING))
    until = search.spent() + _DIVE * search.seconds
    lines: list[int] | None = None
    for at_once in _DIVES:
        if not search.proven and search.spent() < until:
            dived = generation.dive(at_once=at_once)
            if dived is not None:
                search.offer("dive", master.assigned(dived))
                lines = dived if search.best == master.assigned(dived) else lines
    if lines is not None and not search.proven:
        choice = master.choose(_CHOOSE * search.seconds, lines)
        search.offer("choice of lines", None if choice is None else master.assigned(choice))
