"""The one door for figures: counts of 1 to 7 are hidden, the rest rounded, and enough more is hidden.

A hidden count could be found from the totals. So the door asks, as an attacker would, how low and how
high each hidden count could be, given everything that is shown; where that is narrower than 8, another
cell is hidden too. A table with its totals is a flow: from the rows to the columns and back by the
total. In a flow the reach of one cell is found exactly by pushing more or less through it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

SMALL = range(1, 8)
ROUNDED_TO = 5
NARROWEST = 8
_SLACK = ROUNDED_TO // 2
_ENDLESS = 10**9

Cells = Sequence[Sequence[int]]
Shown = list[list[int | None]]


def with_totals(counts: Cells) -> list[list[int]]:
    """One more column, and one more row: the sums of the true counts."""
    rows = [[*row, sum(row)] for row in counts]
    width = len(counts[0]) if counts else 0
    return [*rows, [sum(row[place] for row in rows) for place in range(width + 1)]]


def hidden_in(counts: Cells) -> "set[Place]":
    """The small counts, and those that would give one away within the table itself."""
    table = with_totals(counts)
    hidden = {place for place in _places(table) if _at(table, place) in SMALL}
    while (narrow := _first_narrow(table, hidden)) is not None:
        hidden.add(_sacrifice(table, hidden, narrow))
    return hidden


def show(counts: Cells, hidden: "set[Place]") -> Shown:
    return [
        [None if (i, j) in hidden else rounded(count) for j, count in enumerate(row)]
        for i, row in enumerate(with_totals(counts))
    ]


def rounded(count: int) -> int:
    return ROUNDED_TO * ((count + _SLACK) // ROUNDED_TO)


def bounds(shown: int | None) -> tuple[int, int]:
    """What somebody who knows the rules knows of a count from what is shown of it."""
    if shown is None:
        return 1, _ENDLESS
    if shown == 0:
        return 0, 0
    return max(SMALL.stop, shown - _SLACK), shown + _SLACK


Place = tuple[int, int]


def _places(table: Cells) -> Iterator[Place]:
    return ((i, j) for i, row in enumerate(table) for j in range(len(row)))


def _at(table: Cells, place: Place) -> int:
    return table[place[0]][place[1]]


def _first_narrow(table: Cells, hidden: set[Place]) -> Place | None:
    flow = _Flow.of(table, hidden)
    return next((place for place in sorted(hidden) if flow.reach(place) < NARROWEST), None)


def _sacrifice(table: Cells, hidden: set[Place], narrow: Place) -> Place:
    """The smallest count that is still shown, in the row or the column of the narrow one if there is any."""
    shown = [place for place in _places(table) if place not in hidden and _at(table, place)]
    near = [place for place in shown if place[0] == narrow[0] or place[1] == narrow[1]]
    return min(near or shown, key=lambda place: (_at(table, place), place))


@dataclass(frozen=True, slots=True)
class _Flow:
    """An arc a cell, from its row to its column; the totals lead from and to one node, row and column last."""

    ends: dict[Place, tuple[str, str]]
    more: dict[Place, int]  # how much could be added to an arc, and taken from it
    less: dict[Place, int]
    ways: dict[str, list[tuple[Place, str, bool]]]  # from each node: over which arc, where to

    @classmethod
    def of(cls, table: Cells, hidden: set[Place]) -> "_Flow":
        last_row, last_column = len(table) - 1, len(table[0]) - 1
        flow = cls({}, {}, {}, {})
        for i, j in _places(table):
            count = table[i][j]
            low, high = bounds(None if (i, j) in hidden else rounded(count))
            start = "in" if j == last_column else f"row {i}"
            end = f"row {i}" if j == last_column else f"column {j}"
            if i == last_row:
                start, end = ("out", "in") if j == last_column else (f"column {j}", "out")
            flow.ends[i, j] = (start, end)
            flow.ways.setdefault(start, []).append(((i, j), end, True))
            flow.ways.setdefault(end, []).append(((i, j), start, False))
            flow.more[i, j], flow.less[i, j] = high - count, count - low
        return flow

    def reach(self, place: Place) -> int:
        """How wide the interval of a cell is, as far as it matters: at most twice the narrowest allowed."""
        start, end = self.ends[place]
        up = self._push(end, start, without=place, at_most=min(NARROWEST, self.more[place]))
        down = self._push(start, end, without=place, at_most=min(NARROWEST, self.less[place]))
        return up + down

    def _push(self, source: str, target: str, *, without: Place, at_most: int) -> int:
        more, less = dict(self.more), dict(self.less)
        pushed = 0
        while pushed < at_most:
            path = self._path(source, target, without, more, less)
            if path is None:
                break
            room = min((more if forward else less)[arc] for arc, forward in path)
            step = min(room, at_most - pushed)
            for arc, forward in path:
                more[arc] += -step if forward else step
                less[arc] += step if forward else -step
            pushed += step
        return pushed

    def _path(
        self,
        source: str,
        target: str,
        without: Place,
        more: dict[Place, int],
        less: dict[Place, int],
    ) -> list[tuple[Place, bool]] | None:
        """The arcs of a shortest way on which something can still be pushed, or None."""
        came: dict[str, list[tuple[Place, bool]]] = {source: []}
        ahead = [source]
        while ahead and target not in came:
            node = ahead.pop(0)
            for arc, there, forward in self.ways[node]:
                room = (more if forward else less)[arc]
                if arc != without and there not in came and room > 0:
                    came[there] = [*came[node], (arc, forward)]
                    ahead.append(there)
        return came.get(target)
