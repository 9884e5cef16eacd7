"""One person's cheapest line under given prices: shortest path by dynamic programming, on NumPy.

The price of a cell says what working it costs or saves. The states of a day are the run so far (its
kind and length, or days off), the weekends and minutes used, and how often the one scarce kind.
What it does not know (weeks, nights, balances) only loosens: a bound made of it stays a bound.
"""

import math
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from helpline.rota.making.limits import scarce_kind
from helpline.rota.making.problem import Cell, Problem, Worker

_Array = npt.NDArray[np.float64]
_NEVER = math.inf
_CLOSE = 1e-6

Line = tuple[Cell, ...]


@lru_cache(maxsize=64)
def _buffer(shape: tuple[int, ...]) -> _Array:
    """One for all people with such states: they are asked one after the other, never at once."""
    return np.empty(shape)


@dataclass(frozen=True, slots=True)
class _State:
    """Where a path stands after a day: `kind` -1 is off; `run` from 1, days off capped at the least."""

    kind: int
    run: int
    weekends: int
    minutes: int
    scarce: int


@dataclass(slots=True)
class Pricing:
    """Prepared once for a person; asked again and again with other prices."""

    problem: Problem
    worker: Worker
    unit: int = field(init=False)
    scarce: int = field(init=False)
    _shape: tuple[int, int, int] = field(init=False)
    _units: list[int] = field(init=False)
    _weekend: list[int] = field(init=False)
    _before: list[list[int]] = field(init=False)
    _allowed: npt.NDArray[np.bool_] = field(init=False)
    _reach: list[int] = field(init=False)  # by day, how many values the minutes can have by then
    _work: _Array = field(init=False)
    _off: _Array = field(init=False)

    def __post_init__(self) -> None:
        problem, worker = self.problem, self.worker
        kinds = problem.kinds
        self.unit = math.gcd(*(kind.minutes for kind in kinds))
        self._units = [kind.minutes // self.unit for kind in kinds]
        self.scarce = scarce_kind(problem, worker)
        most = worker.most.get(kinds[self.scarce].code, 0) if self.scarce >= 0 else 0
        limited = worker.most_weekends is not None and worker.most_weekends < len(problem.weekends)
        weekends = worker.most_weekends if limited and worker.most_weekends is not None else 0
        self._shape = (weekends + 1, worker.most_minutes // self.unit + 1, most + 1)
        self._weekend = self._place_in_weekend(limited=limited)
        self._before = [
            [k for k, other in enumerate(kinds) if kind.code not in other.not_before]
            for kind in kinds
        ]
        may = [[problem.may(worker, d, kind.code) for kind in kinds] for d in range(problem.days)]
        self._allowed = np.array(may)
        days, longest = problem.days, worker.most_in_row
        self._work = _buffer((days, len(kinds), longest, *self._shape))
        self._off = _buffer((days, max(worker.least_days_off, 1), *self._shape))
        most_a_day, all_ = max(self._units), self._shape[1]
        self._reach = [min((day + 1) * most_a_day + 1, all_) for day in range(days)] + [all_]

    def _place_in_weekend(self, *, limited: bool) -> list[int]:
        """By day: 0 no weekend that counts, 1 its first day, 2 its second."""
        found = [0] * self.problem.days
        for group in self.problem.weekends if limited else ():
            for place, day in enumerate(group, start=1):
                found[day] = place
        return found

    def cheapest(self, prices: _Array) -> tuple[float, Line]:
        """The least price of a line that keeps the rules, and that line; `prices` by day and kind.

        Infinite, with no line, when none keeps them.
        """
        prices = np.where(self._allowed, prices, _NEVER)
        for day in range(self.problem.days):
            self._fill(day, prices[day])
        return self._best(prices)

    def _fill(self, day: int, prices: _Array) -> None:
        next_reach = self._reach[day + 1] if day + 1 < self.problem.days else self._shape[1]
        self._work[day, ..., :next_reach, :].fill(_NEVER)
        self._off[day, ..., :next_reach, :].fill(_NEVER)
        if day == 0:
            self._start(prices)
            return
        reach = self._reach[day]
        work, off = self._work[day, ..., :reach, :], self._off[day, ..., :reach, :]
        before, last = self._work[day - 1, ..., :reach, :], self._off[day - 1, ..., :reach, :]
        rested = last[-1] if day >= len(last) else np.minimum(last[-1], last[day - 1])
        weekend = self._weekend[day]
        for kind, price in enumerate(prices):
            if price == _NEVER:
                continue
            self._move(work[kind, 0], rested, kind, 1 if weekend else 0, price)
            allowed = self._before[kind]
            if self.worker.most_in_row > 1 and allowed:
                going = before[allowed[0], :-1]
                for other in allowed[1:]:
                    going = np.minimum(going, before[other, :-1])
                self._move(work[kind, 1:], going, kind, 1 if weekend == 1 else 0, price)
        np.copyto(off[0], self._may_stop(day, before))
        if len(off) > 1:
            np.minimum(off[1:], last[:-1], out=off[1:])
        np.minimum(off[-1], last[-1], out=off[-1])

    def _start(self, prices: _Array) -> None:
        self._off[0, 0, 0, 0, 0] = 0.0
        run = self.worker.run_before
        for kind, price in enumerate(prices):
            units, scarce = self._units[kind], int(kind == self.scarce)
            weekend = 1 if self._weekend[0] else 0
            fits = all(a < b for a, b in zip((weekend, units, scarce), self._shape, strict=True))
            if fits and run < self.worker.most_in_row:
                self._work[0, kind, run, weekend, units, scarce] = price

    def _may_stop(self, day: int, work: _Array) -> _Array:
        """Runs long enough to stop: the least, or since before the first day."""
        least, since_first = self.worker.least_in_row, day + self.worker.run_before
        found: _Array = work[:, least - 1 :].min(axis=(0, 1), initial=_NEVER)
        if since_first < least and since_first <= work.shape[1]:
            found = np.minimum(found, work[:, since_first - 1].min(axis=0))
        return found

    def _move(self, target: _Array, source: _Array, kind: int, weekend: int, price: float) -> None:
        units, scarce = self._units[kind], int(kind == self.scarce)
        w, m, c = target.shape[-3:]
        if weekend >= w or units >= m or scarce >= c:
            return
        part = target[..., weekend:, units:, scarce:]
        moved = source[..., : w - weekend, : m - units, : c - scarce] + price
        np.minimum(part, moved, out=part)

    def _best(self, prices: _Array) -> tuple[float, Line]:
        least = -(-self.worker.least_minutes // self.unit)
        work, off = self._work[-1][..., least:, :], self._off[-1][..., least:, :]
        cheapest = min(work.min(initial=_NEVER), off.min(initial=_NEVER))
        if cheapest == _NEVER:
            return _NEVER, ()
        if work.min(initial=_NEVER) <= off.min(initial=_NEVER):
            k, r, w, m, c = np.unravel_index(int(work.argmin()), work.shape)
            state = _State(int(k), int(r) + 1, int(w), int(m) + least, int(c))
        else:
            j, w, m, c = np.unravel_index(int(off.argmin()), off.shape)
            state = _State(-1, int(j) + 1, int(w), int(m) + least, int(c))
        return float(cheapest), self._walk_back(state, prices)

    def _walk_back(self, state: _State, prices: _Array) -> Line:
        cells: list[Cell] = []
        for day in range(self.problem.days - 1, 0, -1):
            if state.kind >= 0:
                cells.append((day, self.problem.kinds[state.kind].code))
            value = self._value(day, state)
            price = prices[day, state.kind] if state.kind >= 0 else 0.0
            state = next(
                each
                for each in self._came_from(day, state)
                if abs(self._value(day - 1, each) + price - value) < _CLOSE
            )
        if state.kind >= 0:
            cells.append((0, self.problem.kinds[state.kind].code))
        return tuple(reversed(cells))

    def _value(self, day: int, state: _State) -> float:
        at = (state.weekends, state.minutes, state.scarce)
        if state.kind >= 0:
            return float(self._work[(day, state.kind, state.run - 1, *at)])
        return float(self._off[(day, state.run - 1, *at)])

    def _came_from(self, day: int, state: _State) -> list[_State]:
        """States of the day before from which one step leads to `state`."""
        if state.kind < 0:
            return self._before_off(day, state)
        weekend = self._weekend[day]
        minutes = state.minutes - self._units[state.kind]
        scarce = state.scarce - int(state.kind == self.scarce)
        if state.run > 1:
            weekends = state.weekends - int(weekend == 1)
            kinds = [(kind, state.run - 1) for kind in self._before[state.kind]]
        else:
            weekends = state.weekends - int(weekend > 0)
            kinds = [(-1, len(self._off[0]))]
            kinds += [(-1, day)] if day < len(self._off[0]) else []
        if min(weekends, minutes, scarce) < 0:
            return []
        return [_State(kind, run, weekends, minutes, scarce) for kind, run in kinds]

    def _before_off(self, day: int, state: _State) -> list[_State]:
        at = (state.weekends, state.minutes, state.scarce)
        longest, least = len(self._off[0]), self.worker.least_in_row
        found = []
        if state.run > 1:
            found.append(_State(-1, state.run - 1, *at))
        if state.run == longest:
            found.append(_State(-1, longest, *at))
        if state.run == 1:
            runs = list(range(least, self.worker.most_in_row + 1))
            since_first = day + self.worker.run_before
            if since_first < least and since_first <= self.worker.most_in_row:
                runs.append(since_first)
            found += [_State(kind, run, *at) for kind in range(len(self._units)) for run in runs]
        return found
