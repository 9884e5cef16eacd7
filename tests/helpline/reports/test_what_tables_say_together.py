"""Each thing that tables say about each other, and what somebody knows who has read them all."""

from hypothesis import given, settings
from hypothesis import strategies as st

from helpline.reports.door import NARROWEST, Place, _Flow, show, with_totals
from helpline.reports.knowledge import Knowledge
from helpline.reports.links import Cell, Codes, Key, Link, links, months_in
from helpline.reports.release import release

CODES = Codes(
    categories=("a", "b", "c"),
    reasons=("a.1", "a.2", "b.1"),
    topics=("x", "y"),
    genders=("girl",),
    topic_of={"a": "x", "b": "x", "c": "y"},
)
ENDLESS = 10**9
NO_CODES = Codes(categories=(), reasons=(), topics=(), genders=(), topic_of={})


def is_sum(whole: Cell, *parts: Cell) -> Link:
    return Link(((whole, -1), *((part, 1) for part in parts)))


def at_most(cell: Cell, *others: Cell) -> Link:
    return Link(((cell, -1), *((other, 1) for other in others)), 0, ENDLESS)


def between(sizes: dict[Key, tuple[int, int]]) -> set[Link]:
    """What is said over and above the totals of each table."""
    apart = {link for key, size in sizes.items() for link in links({key: size}, NO_CODES)}
    return set(links(sizes, CODES)) - apart


def test_a_window_has_its_months() -> None:
    assert months_in("2026-Q1") == ["2026-01", "2026-02", "2026-03"]
    assert months_in("2026-Q4") == ["2026-10", "2026-11", "2026-12"]
    year = months_in("2026")
    assert (year[0], year[8], year[-1], len(year)) == ("2026-01", "2026-09", "2026-12", 12)


def test_a_table_is_the_sum_of_its_rows_and_of_its_columns() -> None:
    key = ("2026-01", "sample")

    assert list(links({key: (2, 1)}, CODES)) == [
        is_sum((key, 0, -1), (key, 0, 0)),
        is_sum((key, 1, -1), (key, 1, 0)),
        is_sum((key, -1, -1), (key, -1, 0)),
        is_sum((key, -1, 0), (key, 0, 0), (key, 1, 0)),
    ]


def test_a_year_is_the_sum_of_its_own_parts_cell_by_cell() -> None:
    year, one, two = (("2026", "sample"), ("2026-01", "sample"), ("2026-02", "sample"))
    others = {("2025-12", "sample"): (1, 1), ("2026-01", "another"): (1, 1)}
    sizes = {year: (1, 1), one: (1, 1), two: (1, 1), **others}

    assert between(sizes) == {
        is_sum((year, row, column), (one, row, column), (two, row, column))
        for row in (0, -1)
        for column in (0, -1)
    }
    assert between({year: (1, 1), **others}) == set()


def test_a_topic_lies_between_each_of_its_categories_and_all_of_them() -> None:
    regions = ("2026-Q1", "regions")
    months = [(month, "categories") for month in months_in("2026-Q1")]
    sizes = {regions: (1, 2), **dict.fromkeys(months, (3, 1))}
    x, y = (regions, -1, 0), (regions, -1, 1)
    a, b, c = ([(key, row, -1) for key in months] for row in range(3))

    def no_less(whole: Cell, cells: list[Cell]) -> Link:
        return Link(((whole, 1), *((cell, -1) for cell in cells)), 0, ENDLESS)

    wanted = {at_most(x, *a, *b), no_less(x, a), no_less(x, b), at_most(y, *c), no_less(y, c)}
    assert between(sizes) == wanted
    del sizes[months[1]]
    assert between(sizes) == set()


def test_whoever_has_an_age_is_about_something() -> None:
    ages, categories = ("2026", "ages"), ("2026", "categories")

    assert between({ages: (1, 1), categories: (2, 1)}) == {
        link
        for column in (0, -1)
        for link in (
            at_most((ages, -1, column), (categories, 0, column), (categories, 1, column)),
            at_most((categories, 0, column), (ages, -1, column)),
            at_most((categories, 1, column), (ages, -1, column)),
        )
    }


def test_a_category_lies_between_each_of_its_reasons_and_all_of_them() -> None:
    reasons, categories = ("2026", "reasons"), ("2026", "categories")
    wanted = set()
    for column in (0, -1):
        a, b, c = ((categories, row, column) for row in range(3))
        one, two, three = ((reasons, row, column) for row in range(3))
        wanted |= {at_most(a, one, two), at_most(one, a), at_most(two, a)}
        wanted |= {at_most(b, three), at_most(three, b), at_most(c)}

    assert between({reasons: (3, 1), categories: (3, 1)}) == wanted


def test_nothing_is_counted_more_often_than_there_are_contacts() -> None:
    types, outcomes, ages = (("2026", name) for name in ("types", "outcomes", "ages"))
    everybody = (types, -1, -1)

    assert between({types: (1, 1), outcomes: (2, 1)}) == {
        at_most((outcomes, 0, -1), everybody),
        at_most((outcomes, 1, -1), everybody),
    }
    assert between({types: (1, 1), ages: (1, 1)}) == {at_most((ages, -1, -1), everybody)}


COUNTS = st.lists(st.lists(st.integers(0, 30), min_size=2, max_size=2), min_size=2, max_size=3)


@settings(max_examples=150, deadline=None)
@given(counts=COUNTS, drawn=st.data())
def test_of_one_table_as_much_is_known_as_can_be_pushed_through_it(
    counts: list[list[int]], drawn: st.DataObject
) -> None:
    """The linear programme and the flow were written apart."""
    table = with_totals(counts)
    could: list[Place] = [(i, j) for i, row in enumerate(table) for j in range(3) if row[j] > 0]
    hidden = set(drawn.draw(st.lists(st.sampled_from(could), unique=True))) if could else set()
    hidden |= {(i, j) for i, j in could if table[i][j] < NARROWEST}
    key, rows = ("2026-01", "sample"), len(counts)
    knowledge = Knowledge({key: show(counts, hidden)}, list(links({key: (rows, 2)}, NO_CODES)))

    narrow = {(each.cell[1] % (rows + 1), each.cell[2] % 3) for each in knowledge.narrow()}

    flow = _Flow.of(table, hidden)
    assert narrow == {place for place in hidden if flow.reach(place) < NARROWEST}


def test_what_gives_a_count_away_is_named_and_hiding_it_helps() -> None:
    key = ("2026-01", "sample")
    knowledge = Knowledge(
        {key: [[None, 0, 15], [0, 20, 20], [15, 20, 35]]}, list(links({key: (2, 2)}, NO_CODES))
    )

    (found,) = knowledge.narrow()
    assert found.cell == (key, 0, 0)
    assert {(key, 0, -1), (key, -1, 0)} & set(found.by)

    knowledge.hide([(key, 0, -1), (key, -1, 0)])
    assert list(knowledge.narrow()) == []


@settings(max_examples=60, deadline=None)
@given(months=st.lists(COUNTS.filter(lambda counts: len(counts) == 2), min_size=1, max_size=3))
def test_whatever_is_let_out_later_gives_nothing_away_and_takes_nothing_back(
    months: list[list[list[int]]],
) -> None:
    counts = {(f"2026-{number:02}", "sample"): each for number, each in enumerate(months, 1)}
    year = [[sum(each[i][j] for each in months) for j in range(2)] for i in range(2)]
    both = counts | {("2026", "sample"): year}

    shown = release(both, NO_CODES)

    assert {key: shown[key] for key in counts} == release(counts, NO_CODES)
    assert shown == release(both, NO_CODES)
    knowledge = Knowledge(shown, list(links(dict.fromkeys(both, (2, 2)), NO_CODES)))
    known = [_true(both, each.cell) for each in knowledge.narrow()]
    # What many share may be hidden for the sake of another, and be known from earlier tables all the same.
    assert [count for count in known if count < NARROWEST] == []
    for key, table in shown.items():
        true = with_totals(both[key])
        places = [(i, j) for i in range(3) for j in range(3)]
        assert table == show(both[key], {(i, j) for i, j in places if table[i][j] is None})
        for i, j in places:
            assert true[i][j] == 0 or true[i][j] >= NARROWEST or table[i][j] is None
            assert true[i][j] > 0 or table[i][j] == 0


def _true(counts: dict[Key, list[list[int]]], cell: Cell) -> int:
    key, row, column = cell
    return with_totals(counts[key])[row][column]
