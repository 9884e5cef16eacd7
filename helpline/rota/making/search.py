"""A search for a roster: the best so far, the bound so far, and the time that is left."""

import math
from collections.abc import Callable
from dataclasses import dataclass, field

from helpline.rota.making.evaluate import broken, cost
from helpline.rota.making.problem import Assigned, Problem

_ROUNDING = 1e-6


@dataclass(slots=True)
class Search:
    """The best so far; a roster that breaks a rule never beats one that breaks fewer."""

    problem: Problem
    seconds: float
    elapsed: Callable[[], float]
    on_step: Callable[[str, float, int], None] | None = None
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
            if self.on_step is not None:
                self.on_step(*self.steps[-1])

    def raise_bound(self, bound: float) -> None:
        """Costs are whole, so a bound is rounded up; a lower one than before changes nothing."""
        if bound > -math.inf:
            self.bound = max(self.bound, math.ceil(bound - _ROUNDING))

    @property
    def proven(self) -> bool:
        return self.worth[0] == 0 and self.bound >= self.worth[1]
