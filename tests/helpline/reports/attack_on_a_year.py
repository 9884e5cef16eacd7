"""An attacker with every report of a year: all tables in one linear programme, in her own words.

She knows how contacts are counted: once in a month, in one region, under one gender, once in each
category of theirs. So a year is the sum of its months; a region's quarter and the year's regions speak
of the same contacts as the months' categories; and two reports that hold one table hold it twice.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

import highspy
import numpy as np

from helpline.reports.counting import CODES
from helpline.reports.door import bounds
from helpline.reports.tables import Report

Cell = tuple[str, str, str, str]  # window, table, row, column; "all" is a total
ALL = "all"
_MUCH = 1e6


class Attack:
    def __init__(self, reports: Iterable[Report]) -> None:
        self.known: dict[Cell, tuple[float, float]] = {}
        self.hidden: list[Cell] = []
        self.sides: dict[tuple[str, str], tuple[list[str], list[str]]] = {}
        for report in reports:
            self._read(report)
        self.solver = highspy.Highs()
        self.solver.setOptionValue("output_flag", False)
        self.solver.setOptionValue("simplex_strategy", 4)
        self.place = {cell: number for number, cell in enumerate(self.known)}
        for low, high in self.known.values():
            self.solver.addVar(low, high)
        for terms, exact in self._facts():
            places = np.array([self.place[cell] for cell, _ in terms], dtype=np.int32)
            factors = np.array([factor for _, factor in terms], dtype=float)
            self.solver.addRow(0.0, 0.0 if exact else _MUCH * 99, len(places), places, factors)
        self.low = dict.fromkeys(self.hidden, _MUCH)
        self.high = dict.fromkeys(self.hidden, 0.0)

    def _read(self, report: Report) -> None:
        for table in report.tables:
            rows, columns = [*table.rows, ALL], [*table.columns, ALL]
            self.sides[report.period, table.name] = (rows, columns)
            for row, counts in zip(rows, table.cells, strict=True):
                for column, shown in zip(columns, counts, strict=True):
                    cell = (report.period, table.name, row, column)
                    low, high = bounds(shown)
                    before = self.known.get(cell, (0.0, _MUCH))
                    self.known[cell] = max(low, before[0]), min(high, before[1], _MUCH)
                    if shown is None and cell not in self.hidden:
                        self.hidden.append(cell)

    def narrowest(self) -> float:
        """The narrowest interval of any hidden count; infinite for none."""
        for cell in self.hidden:
            for sign in (1.0, -1.0):
                if self.high[cell] - self.low[cell] < 8:
                    self._solve(cell, sign)
        return min((self.high[each] - self.low[each] for each in self.hidden), default=_MUCH)

    def _solve(self, cell: Cell, sign: float) -> None:
        self.solver.changeColCost(self.place[cell], sign)
        self.solver.run()
        assert self.solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
        value = self.solver.getSolution().col_value
        self.solver.changeColCost(self.place[cell], 0.0)
        for each in self.hidden:
            self.low[each] = min(self.low[each], value[self.place[each]])
            self.high[each] = max(self.high[each], value[self.place[each]])

    # --- what she knows: (terms, exactly nought or at least nought)

    def _facts(self) -> Iterator[tuple[list[tuple[Cell, int]], bool]]:
        for (window, name), (rows, columns) in self.sides.items():
            for row in rows:
                parts = [(window, name, row, each) for each in columns if each != ALL]
                yield _same((window, name, row, ALL), parts)
            for column in columns:
                parts = [(window, name, each, column) for each in rows if each != ALL]
                yield _same((window, name, ALL, column), parts)
            if "-" not in window:
                yield from self._parts_of_the_year(window, name)
        for window in {window for window, _ in self.sides}:
            yield from self._regions_and_categories(window)
            yield from self._within(window)

    def _parts_of_the_year(
        self, year: str, name: str
    ) -> Iterator[tuple[list[tuple[Cell, int]], bool]]:
        rows, columns = self.sides[year, name]
        parts = [
            each for each, other in self.sides if other == name and each.startswith(f"{year}-")
        ]
        if parts:
            for row in rows:
                for column in columns:
                    yield _same((year, name, row, column), [(p, name, row, column) for p in parts])

    def _regions_and_categories(self, window: str) -> Iterator[tuple[list[tuple[Cell, int]], bool]]:
        if (window, "regions") not in self.sides:
            return
        year, _, quarter = window.partition("-Q")
        numbers = range(3 * int(quarter) - 2, 3 * int(quarter) + 1) if quarter else range(1, 13)
        of_topic: defaultdict[str, list[Cell]] = defaultdict(list)
        for category, topic in CODES.topic_of.items():
            months = [(f"{year}-{n:02}", "categories", category, ALL) for n in numbers]
            of_topic[topic] += months
            yield _at_least([(window, "regions", ALL, topic)], months)
        for topic, parts in of_topic.items():
            yield _at_least(parts, [(window, "regions", ALL, topic)])

    def _within(self, window: str) -> Iterator[tuple[list[tuple[Cell, int]], bool]]:
        everybody = (window, "types", ALL, ALL)
        for name in ("categories", "reasons", "outcomes", "ages"):
            for row in self._rows(window, name):
                yield _at_least([everybody], [(window, name, row, ALL)])
        if (window, "ages") in self.sides:
            yield from self._people(window)
        if (window, "reasons") in self.sides:
            yield from self._reasons(window)

    def _rows(self, window: str, name: str) -> list[str]:
        rows, _ = self.sides.get((window, name), ([], []))
        return [each for each in rows if each != ALL]

    def _people(self, window: str) -> Iterator[tuple[list[tuple[Cell, int]], bool]]:
        for name in ("categories", "reasons", "outcomes"):
            for column in (*CODES.genders, ALL):
                people = (window, "ages", ALL, column)
                cells = [(window, name, row, column) for row in self._rows(window, name)]
                yield _at_least(cells, [people])
                yield from (_at_least([people], [cell]) for cell in cells)

    def _reasons(self, window: str) -> Iterator[tuple[list[tuple[Cell, int]], bool]]:
        for category in CODES.categories:
            for column in (*CODES.genders, ALL):
                whole = (window, "categories", category, column)
                parts = [
                    (window, "reasons", each, column)
                    for each in CODES.reasons
                    if each.startswith(f"{category}.")
                ]
                yield _at_least(parts, [whole])
                yield from (_at_least([whole], [part]) for part in parts)


def _same(whole: Cell, parts: Iterable[Cell]) -> tuple[list[tuple[Cell, int]], bool]:
    return [(whole, -1), *((part, 1) for part in parts)], True


def _at_least(more: Iterable[Cell], less: Iterable[Cell]) -> tuple[list[tuple[Cell, int]], bool]:
    return [*((each, 1) for each in more), *((each, -1) for each in less)], False
