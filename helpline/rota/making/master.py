"""The master program of column generation: which whole line each person works, over those known so far.

Needs the extra `roster` (HiGHS and NumPy).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import highspy
import numpy as np
import numpy.typing as npt

from helpline.rota.making.limits import other_limits
from helpline.rota.making.pricing import Line
from helpline.rota.making.problem import Assigned, Problem
from helpline.rota.making.quiet import quiet

_Array = npt.NDArray[np.float64]
_CHOSEN = 0.5


@dataclass(frozen=True, slots=True)
class Column:
    """A line of the person with that number, and what her wishes cost in it."""

    person: int
    line: Line
    cost: int


@dataclass(slots=True)
class Master:
    """The linear program over the columns so far, kept warm from round to round."""

    problem: Problem
    columns: list[Column] = field(default_factory=list)
    bound: float = -math.inf
    _highs: highspy.Highs = field(init=False)
    _limits: list[tuple[int, str, int]] = field(init=False)
    _first_column: int = field(init=False)
    _kinds: dict[str, int] = field(init=False)
    _wishes: list[_Array] = field(init=False)
    _helps: list[_Array] = field(init=False)
    _spent: list[int] = field(init=False)
    _known: set[tuple[int, Line]] = field(init=False)
    _fixed: dict[int, int] = field(init=False)

    def __post_init__(self) -> None:
        problem = self.problem
        self._known, self._fixed = set(), {}
        self._kinds = {kind.code: number for number, kind in enumerate(problem.kinds)}
        self._limits = [
            (number, code, most)
            for number, worker in enumerate(problem.workers)
            for code, most in sorted(other_limits(problem, worker).items())
        ]
        self._weigh_wishes()
        self._helps = self._helps_in()
        with quiet():  # the solver greets on standard output, where a figure in JSON may be due
            highs = highspy.Highs()
        highs.setOptionValue("output_flag", False)
        # One scheduler serves the whole process, with the threads of whoever was first to use it.
        highspy.Highs.resetGlobalScheduler(True)
        highs.setOptionValue("threads", 1)
        for _ in problem.workers:
            highs.addRow(1.0, 1.0, 0, [], [])
        for cover in problem.covers:
            highs.addRow(float(cover.need), float(cover.need), 0, [], [])
        for _, _, most in self._limits:
            highs.addRow(-highspy.kHighsInf, float(most), 0, [], [])
        people = len(problem.workers)
        for number, cover in enumerate(problem.covers):
            highs.addCol(float(cover.under), 0, cover.need, 1, [people + number], [1.0])
            highs.addCol(float(cover.over), 0, people, 1, [people + number], [-1.0])
        self._first_column = highs.getNumCol()
        self._highs = highs

    def _weigh_wishes(self) -> None:
        """By person, day and kind: what working it costs; and what all her wishes to work cost."""
        problem = self.problem
        place = {worker.id: number for number, worker in enumerate(problem.workers)}
        kinds = self._kinds
        shape = (problem.days, len(problem.kinds))
        self._wishes = [np.zeros(shape) for _ in problem.workers]
        self._spent = [0] * len(problem.workers)
        for wish in problem.wishes:
            number = place[wish.person_id]
            cost = -wish.cost if wish.works else wish.cost
            self._wishes[number][wish.cell[0], kinds[wish.cell[1]]] += cost
            self._spent[number] += wish.cost if wish.works else 0

    def _helps_in(self) -> list[_Array]:
        """By person: covers by cells, 1 where working the cell counts; alike people share one."""
        problem = self.problem
        shared: dict[tuple[bool, ...], _Array] = {}
        found = []
        for worker in problem.workers:
            counts = tuple(c.people is None or worker.id in c.people for c in problem.covers)
            if counts not in shared:
                masks = [self._mask(n, on=on) for n, on in enumerate(counts)]
                cells = problem.days * len(problem.kinds)
                shared[counts] = np.array(masks).reshape(len(counts), cells)
            found.append(shared[counts])
        return found

    def _mask(self, number: int, *, on: bool) -> _Array:
        mask = np.zeros((self.problem.days, len(self.problem.kinds)))
        for day, code in self.problem.covers[number].cells if on else ():
            mask[day, self._kinds[code]] = 1.0
        return mask.ravel()

    def add(self, person: int, line: Line) -> bool:
        """False when the column is known already."""
        if (person, line) in self._known:
            return False
        self._known.add((person, line))
        kinds = self._kinds
        wishes = sum(int(self._wishes[person][day, kinds[code]]) for day, code in line)
        column = Column(person, line, self._spent[person] + wishes)
        rows, values = self._rows_of(column)
        self._highs.addCol(float(column.cost), 0, 1, len(rows), rows, values)
        self.columns.append(column)
        if person in self._fixed:
            self._highs.changeColBounds(self._highs.getNumCol() - 1, 0.0, 0.0)
        return True

    def _rows_of(self, column: Column) -> tuple[list[int], list[float]]:
        problem, cells = self.problem, set(column.line)
        who, people = problem.workers[column.person].id, len(problem.workers)
        rows, values = [column.person], [1.0]
        for number, cover in enumerate(problem.covers):
            if cover.people is None or who in cover.people:
                there = len(cells & cover.cells)
                if there:
                    rows.append(people + number)
                    values.append(float(there))
        for number, (person, code, _) in enumerate(self._limits):
            times = sum(each == code for _, each in column.line) if person == column.person else 0
            if times:
                rows.append(people + len(problem.covers) + number)
                values.append(float(times))
        return rows, values

    def reduced_cost(self, person: int, line: Line, duals: _Array) -> float:
        """What the program would gain by that line, below zero when it would."""
        priced, kinds = self.prices(person, duals), self._kinds
        value = sum(priced[day, kinds[code]] for day, code in line)
        return float(value + self._spent[person] - duals[person])

    def solve(self) -> tuple[float, _Array, _Array]:
        """Cost of the linear program, its duals by row, and the value of each column."""
        self._highs.run()
        solution = self._highs.getSolution()
        values = np.array(solution.col_value)[self._first_column :]
        return float(self._highs.getObjectiveValue()), np.array(solution.row_dual), values

    def prices(self, person: int, duals: _Array) -> _Array:
        """What each cell costs the person under `duals` of covers and limits: less where she helps."""
        people, covers = len(self.problem.workers), len(self.problem.covers)
        inside = duals[people : people + covers] @ self._helps[person]
        found: _Array = self._wishes[person] - inside.reshape(self._wishes[person].shape)
        for number, (owner, code, _) in enumerate(self._limits):
            if owner == person:
                found[:, self._kinds[code]] -= duals[people + covers + number]
        return found

    def worth(self, duals: _Array) -> float:
        """Lagrange's constant: what needs and limits are worth at those duals, and wishes' base cost."""
        people, covers = len(self.problem.workers), self.problem.covers
        needs = [cover.need for cover in covers] + [most for _, _, most in self._limits]
        return float(np.dot(duals[people:], needs)) + sum(self._spent)

    def clamped(self, duals: _Array) -> _Array:
        """Duals inside what shortage and surplus cost: outside them the bound would be lost."""
        people, covers = len(self.problem.workers), self.problem.covers
        found = duals.copy()
        for number, cover in enumerate(covers):
            found[people + number] = min(max(found[people + number], -cover.over), cover.under)
        limits = people + len(covers)
        found[limits:] = np.minimum(found[limits:], 0.0)
        return found

    def value(self, number: int, duals: _Array) -> float:
        """A column's cost under the prices of `duals`, without the base cost of its person's wishes."""
        column = self.columns[number]
        priced = self.prices(column.person, duals)
        return float(sum(priced[day, self._kinds[code]] for day, code in column.line))

    def fix(self, number: int) -> None:
        """That column is its person's line from now on."""
        column = self.columns[number]
        self._fixed[column.person] = number
        for other, each in enumerate(self.columns):
            if each.person == column.person:
                value = 1.0 if other == number else 0.0
                self._highs.changeColBounds(
                    self._first_column + other, value, 1.0 if value else 0.0
                )

    def release(self) -> None:
        for number in range(len(self.columns)):
            self._highs.changeColBounds(self._first_column + number, 0.0, 1.0)
        self._fixed.clear()

    @property
    def limits(self) -> int:
        return len(self._limits)

    @property
    def fixed(self) -> dict[int, int]:
        return self._fixed

    def choose(self, seconds: float, start: Sequence[int] = ()) -> list[int] | None:
        """The cheapest whole choice among the columns, found in that time; None when none was."""
        highs, first = self._highs, self._first_column
        numbers = list(range(first, highs.getNumCol()))
        whole, parts = highspy.HighsVarType.kInteger, highspy.HighsVarType.kContinuous
        highs.changeColsIntegrality(len(numbers), numbers, [whole] * len(numbers))
        highs.setOptionValue("time_limit", highs.getRunTime() + seconds)
        if start:
            chosen = [first + number for number in start]
            unchosen = sorted(set(numbers) - set(chosen))
            whole_values = [1.0] * len(chosen) + [0.0] * len(unchosen)
            highs.setSolution(len(numbers), chosen + unchosen, whole_values)
        highs.run()
        values = np.array(highs.getSolution().col_value)[first:]
        feasible = (
            highs.getInfo().primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
        )
        highs.setOptionValue("time_limit", highspy.kHighsInf)
        highs.changeColsIntegrality(len(numbers), numbers, [parts] * len(numbers))
        return [int(n) for n in np.flatnonzero(values > _CHOSEN)] if feasible else None

    def assigned(self, chosen: Sequence[int]) -> Assigned:
        return {
            (self.problem.workers[self.columns[n].person].id, day): code
            for n in chosen
            for day, code in self.columns[n].line
        }
