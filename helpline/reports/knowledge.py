"""What somebody knows who has every table that was shown: one linear programme with a count a variable."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import highspy
import numpy as np

from helpline.reports.door import NARROWEST, Shown, bounds
from helpline.reports.links import Cell, Key, Link

_MUCH = 10.0**6  # more contacts than there are children
_NEARLY = 1e-6
_ROUNDS = 24  # of looking in every direction at once, before one cell is asked about at a time


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrow:
    """A hidden count that is known too well, and the shown counts that give it away, worst first."""

    cell: Cell
    by: Sequence[Cell]


@dataclass(slots=True)
class Knowledge:
    """How low and how high each hidden count can be, given everything that is shown."""

    shown: Mapping[Key, Shown]
    links: Collection[Link]
    _places: dict[Cell, int] = field(init=False, default_factory=dict)
    _cells: list[Cell] = field(init=False, default_factory=list)
    _hidden: set[int] = field(init=False, default_factory=set)
    _solver: Any = field(init=False)
    _low: Any = field(init=False)
    _high: Any = field(init=False)

    def __post_init__(self) -> None:
        self._solver = highspy.Highs()
        for name, value in (("output_flag", False), ("presolve", "off"), ("simplex_strategy", 4)):
            self._solver.setOptionValue(name, value)
        limits: list[tuple[float, float]] = []
        for key, table in self.shown.items():
            for row, counts in enumerate(table):
                for column, count in enumerate(counts):
                    self._places[key, _index(row, table), _index(column, counts)] = len(limits)
                    low, high = bounds(count)
                    limits.append((low, min(high, _MUCH)))
                    if count is None:
                        self._hidden.add(len(limits) - 1)
        self._cells = list(self._places)
        low, high = np.array(limits, dtype=float).T
        self._solver.addVars(len(limits), np.ascontiguousarray(low), np.ascontiguousarray(high))
        for link in self.links:
            places = np.array([self._places[cell] for cell, _ in link.cells], dtype=np.int32)
            factors = np.array([factor for _, factor in link.cells], dtype=float)
            self._solver.addRow(float(link.low), float(link.high), len(places), places, factors)
        self._low, self._high = np.full(len(limits), np.inf), np.full(len(limits), -np.inf)

    def hide(self, cells: Iterable[Cell]) -> None:
        """What was possible before stays possible: only more is."""
        low, high = bounds(None)
        for cell in cells:
            self._hidden.add(self._places[cell])
            self._solver.changeColBounds(self._places[cell], float(low), min(float(high), _MUCH))

    def narrow(self) -> Iterator[Narrow]:
        """Every hidden count whose interval is narrower than it may be."""
        open_ = self._not_yet_wide()
        for number in range(_ROUNDS if open_ else 0):
            self._look(open_, _direction(len(open_), number))
        for place in self._not_yet_wide():
            by: dict[int, float] = {}
            for sign in (1.0, -1.0):
                if not self._is_wide(place):
                    self._look([place], np.array([sign]))
                    duals = np.abs(np.array(self._solver.getSolution().col_dual))
                    for other in np.flatnonzero(duals > _NEARLY):
                        by[int(other)] = by.get(int(other), 0.0) + float(duals[other])
            if not self._is_wide(place):
                worst = sorted(by, key=lambda other: (-by[other], other))
                yield Narrow(cell=self._cells[place], by=[self._cells[other] for other in worst])

    def _not_yet_wide(self) -> list[int]:
        return [place for place in sorted(self._hidden) if not self._is_wide(place)]

    def _is_wide(self, place: int) -> bool:
        return bool(self._high[place] - self._low[place] >= NARROWEST - _NEARLY)

    def _look(self, places: Sequence[int], costs: Any) -> None:
        """One possible truth at the edge of what is possible; every count's reach grows by it."""
        many = np.array(places, dtype=np.int32)
        self._solver.changeColsCost(len(many), many, costs)
        self._solver.run()
        possible = np.array(self._solver.getSolution().col_value)
        self._solver.changeColsCost(len(many), many, np.zeros(len(many)))
        np.minimum(self._low, possible, out=self._low)
        np.maximum(self._high, possible, out=self._high)


def _index(place: int, many: Sequence[object]) -> int:
    return -1 if place == len(many) - 1 else place


def _direction(length: int, number: int) -> Any:
    """All up, all down, then drawn signs, always the same ones: they cost time and decide nothing."""
    if number < 2:  # noqa: PLR2004 -- up and down
        return np.full(length, 1.0 - 2.0 * number)
    return np.random.default_rng(number).choice((-1.0, 1.0), length)
