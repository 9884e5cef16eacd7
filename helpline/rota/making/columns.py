"""Column generation and diving: a near-tight bound, and good whole lines to choose from.

The linear program chooses lines; its duals price the cells; each person's cheapest line under those
prices is the next column. The bound of every round is Lagrange's, so it holds whenever it stops.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from helpline.rota.making.master import Master
from helpline.rota.making.pricing import Pricing

_Array = npt.NDArray[np.float64]
_BETTER = 1e-6
_SMOOTH = 0.6  # share of the best prices so far in the next ones: raw duals swing and mislead
_SMOOTH_IN_DIVE = 0.3
_SURE = 0.99
_LIKELY = 0.5


@dataclass(slots=True)
class Generation:
    """Adds lines to `master`; stops when none can be better, or `going_on` says no."""

    master: Master
    pricings: Sequence[Pricing]
    going_on: Callable[[], bool]
    _zero: _Array = field(init=False)

    def __post_init__(self) -> None:
        problem = self.master.problem
        rows = len(problem.workers) + len(problem.covers)
        self._zero = np.zeros(rows + self.master.limits)

    def start(self) -> bool:
        """Everybody's cheapest line by wishes alone; False when somebody has no lawful line."""
        for person, pricing in enumerate(self.pricings):
            value, line = pricing.cheapest(self.master.prices(person, self._zero))
            if value == math.inf:
                return False
            self.master.add(person, line)
        return True

    def run(self, rounds: int = 10_000, *, smooth: float = _SMOOTH) -> bool:
        """True when it came to the end. With people fixed it leaves the bound alone."""
        centre: _Array | None = None
        best = -math.inf
        for _ in range(rounds):
            cost, duals, _ = self.master.solve()
            raw = self.master.clamped(duals)
            asked = raw if centre is None else smooth * centre + (1 - smooth) * raw
            found, added = self._round(asked, raw)
            if found > best:
                best, centre = found, asked
            if not self.master.fixed:
                self.master.bound = max(self.master.bound, found)
            if cost - best < _BETTER or (not added and asked is raw):
                return True
            if not added:
                centre = None  # the smoothed prices misled: the raw ones decide
            if not self.going_on():
                return False
        return False

    def _round(self, asked: _Array, raw: _Array) -> tuple[float, int]:
        """Lagrange's bound at the prices `asked`, and how many columns came in."""
        master = self.master
        found, added = master.worth(asked), 0
        for person, pricing in enumerate(self.pricings):
            if person in master.fixed:
                found += master.value(master.fixed[person], asked)
                continue
            value, line = pricing.cheapest(master.prices(person, asked))
            found += value
            if master.reduced_cost(person, line, raw) < -_BETTER:
                added += master.add(person, line)
        return found, added

    def dive(self, *, at_once: int, rounds: int = 20) -> list[int] | None:
        """A whole choice of lines: fix the surest, price anew for the others, until all have one.

        `at_once` people at most are fixed in a step, and only those whose line is more likely than
        not after the first. None when time is up before. Everybody is free again afterwards.
        """
        master = self.master
        people = len(master.problem.workers)
        while len(master.fixed) < people and self.going_on():
            for number in self._surest(at_once):
                master.fix(number)
            if len(master.fixed) < people:
                self.run(rounds, smooth=_SMOOTH_IN_DIVE)
        chosen = list(master.fixed.values())
        master.release()
        return chosen if len(chosen) == people else None

    def _surest(self, at_once: int) -> list[int]:
        """Columns to fix, one a person: all that are sure, else the likeliest few."""
        master = self.master
        _, _, values = master.solve()
        free = [n for n, column in enumerate(master.columns) if column.person not in master.fixed]
        picked: dict[int, int] = {}
        for number in sorted(free, key=lambda n: (-values[n], n)):
            likely = len(picked) < at_once and (values[number] > _LIKELY or not picked)
            if values[number] > _SURE or likely:
                picked.setdefault(master.columns[number].person, number)
        return list(picked.values())
