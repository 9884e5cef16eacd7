"""The tables that leave: which, over which fixed window, and what they count."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from helpline.cases.form import CALL_TYPES, REGIONS, taxonomy
from helpline.cases.statistics import AGE_BANDS, UNKNOWN, StatisticsRow
from helpline.reports.door import Shown, publish
from helpline.reports.outcomes import OUTCOMES, outcomes_of
from helpline.reports.ports import StatisticsBook

KINDS = ("monthly", "quarterly", "yearly", "ombudsman")
TOPICS = ("violence", "mind", "family", "other")  # four broad ones: regions have few calls
GENDERS = ("girl", "boy", "other_unknown")
CHANNELS = ("line", "elsewhere")
_BROAD = {
    "violence": "violence",
    "missing_children": "violence",
    "mental_health": "mind",
    "family_relationships": "family",
    "peer_relationships": "family",
}
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
    months = months_of(kind, period)
    if max(months) >= this_month:
        raise NoSuchReport
    rows = list(book.rows(months))
    return Report(kind=kind, period=period, tables=tuple(make(rows) for make in _TABLES[kind]))


Count = Callable[[StatisticsRow], Iterable[tuple[str, str]]]


def _table(
    name: str,
    sides: tuple[tuple[str, tuple[str, ...]], tuple[str, tuple[str, ...]]],
    rows: list[StatisticsRow],
    count: Count,
) -> Table:
    (row_kind, row_codes), (column_kind, column_codes) = sides
    counted = Counter(pair for row in rows for pair in count(row))
    cells = [[counted[one, other] for other in column_codes] for one in row_codes]
    return Table(
        name=name,
        row_kind=row_kind,
        rows=row_codes,
        column_kind=column_kind,
        columns=column_codes,
        cells=publish(cells),
    )


_CATEGORIES = tuple(each["code"] for each in taxonomy()["categories"])
_REASONS = tuple(sub["code"] for each in taxonomy()["categories"] for sub in each["subcategories"])
_GENDER = ("report_gender", GENDERS)


def _gender(row: StatisticsRow) -> str:
    return row.gender if row.gender in ("girl", "boy") else "other_unknown"


def _categories(rows: list[StatisticsRow]) -> Table:
    """A contact counts once in each category it was about."""
    return _table(
        "categories",
        (("category", _CATEGORIES), _GENDER),
        rows,
        lambda row: {(code.partition(".")[0], _gender(row)) for code in row.categories},
    )


def _reasons(rows: list[StatisticsRow]) -> Table:
    return _table(
        "reasons",
        (("category", _REASONS), _GENDER),
        rows,
        lambda row: {(code, _gender(row)) for code in row.categories},
    )


def _topics(rows: list[StatisticsRow]) -> Table:
    return _table(
        "regions",
        (("region", (*REGIONS, UNKNOWN)), ("topic", TOPICS)),
        rows,
        lambda row: {
            (row.region, _BROAD.get(code.partition(".")[0], "other")) for code in row.categories
        },
    )


def _ages(rows: list[StatisticsRow]) -> Table:
    about = [row for row in rows if row.categories]
    return _table(
        "ages",
        (("age_band", AGE_BANDS), _GENDER),
        about,
        lambda row: [(row.age_band, _gender(row))],
    )


def _types(rows: list[StatisticsRow]) -> Table:
    return _table(
        "types",
        (("call_type", (*CALL_TYPES, UNKNOWN)), ("report_channel", CHANNELS)),
        rows,
        lambda row: [(row.call_type, "line" if row.channel == "voice" else "elsewhere")],
    )


def _outcomes(rows: list[StatisticsRow]) -> Table:
    """A contact counts once in each outcome it had.

    What was done is not shown beside it: what one of the two hides could be worked out from the other.
    """
    return _table(
        "outcomes",
        (("outcome", OUTCOMES), _GENDER),
        rows,
        lambda row: {(code, _gender(row)) for code in outcomes_of(row)},
    )


_TABLES: Mapping[str, tuple[Callable[[list[StatisticsRow]], Table], ...]] = {
    "monthly": (_types, _categories),
    "quarterly": (_topics,),
    "yearly": (_types, _ages, _reasons, _outcomes),
    "ombudsman": (_types, _ages, _categories, _topics),
}
