"""What is counted of the contacts: for each table its rows, its columns, and where a contact belongs."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from helpline.cases.form import CALL_TYPES, REGIONS, taxonomy
from helpline.cases.statistics import AGE_BANDS, UNKNOWN, StatisticsRow
from helpline.reports.links import Codes
from helpline.reports.outcomes import OUTCOMES, outcomes_of

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
_CATEGORIES = tuple(each["code"] for each in taxonomy()["categories"])
_REASONS = tuple(sub["code"] for each in taxonomy()["categories"] for sub in each["subcategories"])
CODES = Codes(
    categories=_CATEGORIES,
    reasons=_REASONS,
    topics=TOPICS,
    genders=GENDERS,
    topic_of={code: _BROAD.get(code, "other") for code in _CATEGORIES},
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """`places` gives the row and the column of each cell in which a contact counts."""

    row_kind: str
    rows: tuple[str, ...]
    column_kind: str
    columns: tuple[str, ...]
    places: Callable[[StatisticsRow], Iterable[tuple[str, str]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """True counts, without totals."""

    name: str
    counts: tuple[tuple[int, ...], ...]

    @classmethod
    def sum_of(cls, name: str, parts: Sequence["Counter[tuple[str, str]]"]) -> "Counted":
        sides = TABLES[name]
        counts = tuple(
            tuple(sum(part[row, column] for part in parts) for column in sides.columns)
            for row in sides.rows
        )
        return cls(name=name, counts=counts)


def count(
    rows: Iterable[StatisticsRow],
) -> Mapping[tuple[str, str], "Counter[tuple[str, str]]"]:
    """By table and month."""
    counted: defaultdict[tuple[str, str], Counter[tuple[str, str]]] = defaultdict(Counter)
    for row in rows:
        for name, sides in TABLES.items():
            counted[name, row.month].update(sides.places(row))
    return counted


def _gender(row: StatisticsRow) -> str:
    return row.gender if row.gender in ("girl", "boy") else "other_unknown"


def _category(code: str) -> str:
    return code.partition(".")[0]


def _types(row: StatisticsRow) -> Iterable[tuple[str, str]]:
    return [(row.call_type, "line" if row.channel == "voice" else "elsewhere")]


def _ages(row: StatisticsRow) -> Iterable[tuple[str, str]]:
    """Only of those that were about something."""
    return [(row.age_band, _gender(row))] if row.categories else []


def _categories(row: StatisticsRow) -> Iterable[tuple[str, str]]:
    """A contact counts once in each category it was about."""
    return {(_category(code), _gender(row)) for code in row.categories}


def _reasons(row: StatisticsRow) -> Iterable[tuple[str, str]]:
    return {(code, _gender(row)) for code in row.categories}


def _topics(row: StatisticsRow) -> Iterable[tuple[str, str]]:
    return {(row.region, CODES.topic_of.get(_category(code), "other")) for code in row.categories}


def _outcomes(row: StatisticsRow) -> Iterable[tuple[str, str]]:
    """A contact counts once in each outcome it had."""
    return {(code, _gender(row)) for code in outcomes_of(row)}


def _by_gender(
    kind: str, rows: tuple[str, ...], places: Callable[[StatisticsRow], Iterable[tuple[str, str]]]
) -> Sides:
    return Sides(
        row_kind=kind, rows=rows, column_kind="report_gender", columns=GENDERS, places=places
    )


TABLES: Mapping[str, Sides] = {
    "types": Sides(
        row_kind="call_type",
        rows=(*CALL_TYPES, UNKNOWN),
        column_kind="report_channel",
        columns=CHANNELS,
        places=_types,
    ),
    "categories": _by_gender("category", _CATEGORIES, _categories),
    "regions": Sides(
        row_kind="region",
        rows=(*REGIONS, UNKNOWN),
        column_kind="topic",
        columns=TOPICS,
        places=_topics,
    ),
    "ages": _by_gender("age_band", AGE_BANDS, _ages),
    "reasons": _by_gender("category", _REASONS, _reasons),
    # What was done is not shown beside it: what one of the two hides could be worked out from the other.
    "outcomes": _by_gender("outcome", OUTCOMES, _outcomes),
}
