"""Making a roster: start plainly, bound it, choose among whole lines, polish; always hand one back."""

import importlib.util
import time
from collections.abc import Callable

from helpline.rota.making.greedy import greedy
from helpline.rota.making.problem import Assigned, Made, Problem
from helpline.rota.making.search import Search


def can_solve() -> bool:
    """Whether the extra `roster` is installed; without it rosters are made plainly."""
    return importlib.util.find_spec("ortools") is not None


def make_roster(
    problem: Problem,
    *,
    seconds: float,
    start: Assigned | None = None,
    solvers: bool | None = None,
    elapsed: Callable[[], float] = time.monotonic,
    on_step: Callable[[str, float, int], None] | None = None,
) -> Made:
    """The cheapest roster found in `seconds`, with the bound proven by then; earlier when it is optimal.

    `on_step` hears of each better roster: which part found it, after how many seconds, at which cost.
    `start` is a roster to begin from, such as the published one; `solvers` False keeps to the plain
    roster. Costs are never negative, so zero is a bound of every problem. It uses every core and so
    belongs in a process of its own, never in one that answers calls.
    """
    search = Search(problem, seconds, elapsed, on_step)
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


def _solve(search: Search) -> None:
    # Imported here, as the extra may be missing.
    from helpline.rota.making.assignment import solve  # noqa: PLC0415
    from helpline.rota.making.by_lines import by_lines  # noqa: PLC0415

    by_lines(search)
    if search.proven or not search.left():
        return
    found = solve(search.problem, seconds=search.left(), hint=search.best)
    search.offer("polish", found.assigned)
    if found.bound is not None:
        search.raise_bound(found.bound)
