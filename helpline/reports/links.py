"""What the tables of one year say about each other, which everybody knows who reads more than one.

A link is a sum of counts between two limits. A table is the sum of its rows and columns; a year is the
sum of its months and a quarter of its own three; a topic is no rarer than any category in it, and no
more frequent than all of them; and nothing is counted more often than there are contacts.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

Key = tuple[str, str]  # the window, such as 2026-Q1, and the table's name
Cell = tuple[Key, int, int]  # row and column; -1 is the total
_ENDLESS = 10**9


@dataclass(frozen=True, slots=True)
class Link:
    """`low` <= the sum of the cells, each times its factor <= `high`."""

    cells: tuple[tuple[Cell, int], ...]
    low: int = 0
    high: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Codes:
    """The rows of the tables that are linked, and which category belongs to which topic."""

    categories: Sequence[str]
    reasons: Sequence[str]
    topics: Sequence[str]
    genders: Sequence[str]
    topic_of: Mapping[str, str]

    def in_topic(self, topic: int) -> list[int]:
        wanted = self.topics[topic]
        return [row for row, code in enumerate(self.categories) if self.topic_of[code] == wanted]

    def in_category(self, category: int) -> list[int]:
        wanted = self.categories[category]
        return [row for row, code in enumerate(self.reasons) if code.partition(".")[0] == wanted]


def links(sizes: Mapping[Key, tuple[int, int]], codes: Codes) -> Iterator[Link]:
    """`sizes` are rows and columns without totals, of every table that is shown."""
    for key, size in sizes.items():
        yield from _totals(key, *size)
    yield from _wholes(sizes)
    for window in dict.fromkeys(window for window, _ in sizes):
        yield from _topics(window, sizes, codes)
        yield from _ages(window, sizes, codes)
        yield from _reasons(window, sizes, codes)
        yield from _contacts(window, sizes)


def months_in(window: str) -> list[str]:
    """Of a quarter such as 2026-Q1, or of a year."""
    year, _, quarter = window.partition("-Q")
    first = 3 * int(quarter) - 2 if quarter else 1
    return [f"{year}-{number:02}" for number in range(first, first + (3 if quarter else 12))]


def _is_sum(whole: Cell, parts: Iterable[Cell]) -> Link:
    return Link(((whole, -1), *((part, 1) for part in parts)))


def _at_most(cell: Cell, others: Iterable[Cell]) -> Link:
    return Link(((cell, -1), *((other, 1) for other in others)), 0, _ENDLESS)


def _totals(key: Key, rows: int, columns: int) -> Iterator[Link]:
    for row in (*range(rows), -1):
        yield _is_sum((key, row, -1), [(key, row, column) for column in range(columns)])
    for column in range(columns):
        yield _is_sum((key, -1, column), [(key, row, column) for row in range(rows)])


def _wholes(sizes: Mapping[Key, tuple[int, int]]) -> Iterator[Link]:
    """A year's table is the sum of the same table of its months, or of its quarters."""
    for (window, name), (rows, columns) in sizes.items():
        if "-" in window:
            continue
        parts = [key for key in sizes if key[1] == name and key[0].startswith(window + "-")]
        for row in (*range(rows), -1):
            for column in (*range(columns), -1) if parts else ():
                yield _is_sum(((window, name), row, column), [(key, row, column) for key in parts])


def _topics(window: str, sizes: Mapping[Key, tuple[int, int]], codes: Codes) -> Iterator[Link]:
    """Over all regions; against the categories of the same months."""
    months = [(month, "categories") for month in months_in(window)]
    if (window, "regions") not in sizes or not all(key in sizes for key in months):
        return
    for topic in range(len(codes.topics)):
        whole: Cell = ((window, "regions"), -1, topic)
        parts = {row: [(key, row, -1) for key in months] for row in codes.in_topic(topic)}
        yield _at_most(whole, [cell for each in parts.values() for cell in each])
        for cells in parts.values():
            yield Link(((whole, 1), *((cell, -1) for cell in cells)), 0, _ENDLESS)


def _ages(window: str, sizes: Mapping[Key, tuple[int, int]], codes: Codes) -> Iterator[Link]:
    """Whoever has an age band is about something: once in that table, at least once in the others."""
    if (window, "ages") not in sizes:
        return
    for column in (*range(len(codes.genders)), -1):
        people: Cell = ((window, "ages"), -1, column)
        for name in ("categories", "reasons", "outcomes"):
            rows = sizes.get((window, name), (0, 0))[0]
            cells: list[Cell] = [((window, name), row, column) for row in range(rows)]
            if cells:
                yield _at_most(people, cells)
            yield from (_at_most(cell, [people]) for cell in cells)


def _reasons(window: str, sizes: Mapping[Key, tuple[int, int]], codes: Codes) -> Iterator[Link]:
    if not {(window, "reasons"), (window, "categories")} <= sizes.keys():
        return
    for row in range(len(codes.categories)):
        for column in (*range(len(codes.genders)), -1):
            whole: Cell = ((window, "categories"), row, column)
            parts: list[Cell] = [
                ((window, "reasons"), reason, column) for reason in codes.in_category(row)
            ]
            yield _at_most(whole, parts)
            yield from (_at_most(part, [whole]) for part in parts)


def _contacts(window: str, sizes: Mapping[Key, tuple[int, int]]) -> Iterator[Link]:
    """Each contact is in the table of types once: nothing is counted more often than that."""
    if (window, "types") not in sizes:
        return
    everybody: Cell = ((window, "types"), -1, -1)
    for name in ("categories", "reasons", "outcomes"):
        rows = sizes.get((window, name), (0, 0))[0]
        yield from (_at_most(((window, name), row, -1), [everybody]) for row in range(rows))
    if (window, "ages") in sizes:
        yield _at_most(((window, "ages"), -1, -1), [everybody])
