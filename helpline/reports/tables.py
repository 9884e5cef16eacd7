"""The tables that leave: which, over which fixed window, and what is shown of them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from helpline.reports.counting import CODES, TABLES, Counted, count
from helpline.reports.door import Shown
from helpline.reports.links import Key, months_in
from helpline.reports.ports import StatisticsBook

KINDS = ("monthly", "quarterly", "yearly", "ombudsman")
_MONTHLY, _QUARTERLY = ("types", "categories"), ("regions",)
_OF_KIND = {
    "monthly": _MONTHLY,
    "quarterly": _QUARTERLY,
    "yearly": ("types", "ages", "reasons", "outcomes"),
    "ombudsman": ("types", "ages", "categories", "regions"),
}
_YEARLY = tuple(dict.fromkeys((*_OF_KIND["yearly"], *_OF_KIND["ombudsman"])))
_PERIOD = {
    "monthly": re.compile(r"20[0-9]{2}-(?:0[1-9]|1[0-2])"),
    "quarterly": re.compile(r"20[0-9]{2}-Q[1-4]"),
    "yearly": re.compile(r"20[0-9]{2}"),
    "ombudsman": re.compile(r"20[0-9]{2}"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """`name` is a code of the catalogues; the last row and the last column are totals."""

    name: str
    row_kind: str
    rows: tuple[str, ...]
    column_kind: str
    columns: tuple[str, ...]
    cells: Shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    kind: str
    period: str
    tables: tuple[Table, ...]


class NoSuchReport(Exception):
    """Another kind, or a window that is not over yet: windows are fixed, so that two never differ by a day."""


def periods(kind: str, months: Iterable[str], this_month: str) -> list[str]:
    """The finished windows with figures in them, the newest first."""
    over = [month for month in months if _window_of(kind, month)[1] < this_month]
    return sorted({_window_of(kind, month)[0] for month in over}, reverse=True)


def _window_of(kind: str, month: str) -> tuple[str, str]:
    """The window a month lies in, and the last month of that."""
    year, number = month[:4], int(month[5:])
    if kind == "monthly":
        return month, month
    if kind == "quarterly":
        quarter = (number - 1) // 3 + 1
        return f"{year}-Q{quarter}", f"{year}-{3 * quarter:02}"
    return year, f"{year}-12"


def months_of(kind: str, period: str) -> frozenset[str]:
    """Raises NoSuchReport."""
    if kind not in _PERIOD or not _PERIOD[kind].fullmatch(period):
        raise NoSuchReport
    year = period[:4]
    every = [f"{year}-{number:02}" for number in range(1, 13)]
    return frozenset(month for month in every if _window_of(kind, month)[0] == period)


def report(book: StatisticsBook, kind: str, period: str, this_month: str) -> Report:
    """Raises NoSuchReport."""
    if max(months_of(kind, period)) >= this_month:
        raise NoSuchReport
    counted = dict(_counted(book, kind, period))
    released = _released(tuple((key, each.counts) for key, each in counted.items()))
    tables = [_table(counted[period, name], released[period, name]) for name in _OF_KIND[kind]]
    return Report(kind=kind, period=period, tables=tuple(tables))


def _table(counted: Counted, cells: Shown) -> Table:
    sides = TABLES[counted.name]
    return Table(
        name=counted.name,
        row_kind=sides.row_kind,
        rows=sides.rows,
        column_kind=sides.column_kind,
        columns=sides.columns,
        cells=cells,
    )


def _counted(book: StatisticsBook, kind: str, period: str) -> Iterator[tuple[Key, Counted]]:
    """Of this window, and before it of those that speak of the same contacts, as they end."""
    by_month = count(book.rows(months_of(kind, period)))
    for window, names in _windows(kind, period):
        months = [window] if kind == "monthly" else _months(window)
        for name in names:
            yield (window, name), Counted.sum_of(name, [by_month[name, each] for each in months])


def _months(window: str) -> list[str]:
    is_month = "-" in window and "-Q" not in window
    return [window] if is_month else months_in(window)


def _windows(kind: str, period: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    if kind == "monthly":
        yield period, _MONTHLY
        return
    for month in months_in(period):
        yield month, _MONTHLY
        quarter, is_last = divmod(int(month[5:]), 3)
        if not is_last:
            yield f"{month[:4]}-Q{quarter}", _QUARTERLY
    if kind != "quarterly":
        yield period, _YEARLY


@lru_cache(maxsize=32)
def _released(counts: tuple[tuple[Key, tuple[tuple[int, ...], ...]], ...]) -> Mapping[Key, Shown]:
    """Asked again for each page and each file; what has ended changes no more."""
    from helpline.reports.release import release  # noqa: PLC0415 -- the solver, for a report alone

    return release(dict(counts), CODES)
