"""The door of the figures, attacked by linear programmes: no hidden count within fewer than eight."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpline.reports.door import Shown, rounded, with_totals
from tests.helpline.reports.attack import narrowest, publish

_TABLES = st.integers(1, 5).flatmap(
    lambda width: st.lists(
        st.lists(
            st.one_of(st.just(0), st.integers(0, 9), st.integers(0, 400)),
            min_size=width,
            max_size=width,
        ),
        min_size=1,
        max_size=6,
    )
)


@settings(max_examples=150, deadline=None)
@given(_TABLES)
def test_no_hidden_count_can_be_found_within_fewer_than_eight(counts: list[list[int]]) -> None:
    """S8."""
    assert narrowest(publish(counts)) >= 8


@settings(max_examples=200, deadline=None)
@given(_TABLES)
def test_small_counts_are_hidden_and_what_is_shown_is_rounded(counts: list[list[int]]) -> None:
    for true_row, shown_row in zip(with_totals(counts), publish(counts), strict=True):
        for count, cell in zip(true_row, shown_row, strict=True):
            if 1 <= count <= 7:
                assert cell is None
            assert cell in (None, rounded(count))


def test_hiding_only_the_small_ones_would_be_found_out() -> None:
    """The attack works: without the second hiding it finds a count to the child."""
    shown: Shown = [[None, 100, 105], [50, 50, 100], [55, 150, 205]]
    exact = [[3, 100, 103], [50, 50, 100], [53, 150, 203]]

    assert narrowest(shown) < 24
    assert narrowest(publish([row[:-1] for row in exact[:-1]])) >= 8


@pytest.mark.parametrize("counts", [[[3]], [[0, 3], [0, 0]], [[1, 1], [1, 1]], [[7, 0, 0, 0]]])
def test_tables_of_a_few_children_show_nothing_but_noughts(counts: list[list[int]]) -> None:
    shown = publish(counts)

    assert {cell for row in shown for cell in row} <= {None, 0}
    assert narrowest(shown) >= 8


def test_tables_as_large_as_they_get_are_safe() -> None:
    """Like a quarter of the telephone line by region: mostly noughts and counts of a few."""
    chance = random.Random(111)
    for _ in range(6):
        counts = [
            [int(chance.expovariate(1 / 6)) if chance.random() < 0.6 else 0 for _ in range(4)]
            for _ in range(21)
        ]

        assert narrowest(publish(counts)) >= 8


def test_a_table_without_small_counts_hides_nothing() -> None:
    shown = publish([[100, 203], [0, 57]])

    assert shown == [[100, 205, 305], [0, 55, 55], [100, 260, 360]]
