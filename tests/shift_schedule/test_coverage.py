"""Stretches in which nobody answers in a language."""

from datetime import datetime
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from shift_schedule.coverage import Gap, gaps
from shift_schedule.on_shift import on_shift
from shift_schedule.shift import Shift
from tests.shift_schedule.shifts import LANGUAGES, a_shift, any_rota, hour


def a_gap(start: float, end: float, language: str = "kk") -> Gap:
    return Gap(language=language, starts_at=hour(start), ends_at=hour(end))


def test_an_empty_rota_is_one_gap_in_each_language() -> None:
    found = gaps([], hour(0), hour(24), ["kk", "ru"])

    assert found == [a_gap(0, 24, "kk"), a_gap(0, 24, "ru")]


def test_the_time_before_between_and_after_shifts_is_a_gap() -> None:
    rota = [a_shift(14, 20), a_shift(4, 10)]

    found = gaps(rota, hour(0), hour(24), ["kk"])

    assert found == [a_gap(0, 4), a_gap(10, 14), a_gap(20, 24)]


def test_shifts_that_meet_leave_no_gap() -> None:
    rota = [a_shift(0, 12, who="ana"), a_shift(12, 24, who="bek")]

    assert gaps(rota, hour(0), hour(24), ["kk"]) == []


def test_a_short_shift_inside_a_long_one_does_not_cut_its_cover() -> None:
    rota = [a_shift(0, 20, who="ana"), a_shift(4, 8, who="bek")]

    assert gaps(rota, hour(0), hour(24), ["kk"]) == [a_gap(20, 24)]


def test_a_shift_in_another_language_covers_nothing_in_this_one() -> None:
    rota = [a_shift(0, 24, speaks="ru")]

    assert gaps(rota, hour(0), hour(24), ["kk", "ru"]) == [a_gap(0, 24, "kk")]


def test_shifts_that_reach_over_the_edges_are_cut_to_the_stretch_asked_for() -> None:
    rota = [a_shift(0, 9), a_shift(15, 24), a_shift(20, 22, who="bek"), a_shift(-9, -1)]

    assert gaps(rota, hour(8), hour(16), ["kk"]) == [a_gap(9, 15)]


def test_a_stretch_without_length_has_no_gap() -> None:
    assert gaps([], hour(8), hour(8), ["kk"]) == []


@given(any_rota, st.integers(0, 24), st.integers(0, 24))
def test_an_instant_lies_in_a_gap_exactly_when_nobody_on_shift_speaks_the_language(
    rota: list[Shift], start: int, end: int
) -> None:
    found = gaps(rota, hour(start), hour(end), LANGUAGES)

    for instant in (hour(half / 2) for half in range(2 * start, 2 * end)):
        spoken = frozenset[str]().union(*on_shift(rota, instant).values())
        assert _in_gap(found, instant) == set(LANGUAGES) - spoken


def _in_gap(found: list[Gap], instant: datetime) -> set[str]:
    return {gap.language for gap in found if gap.starts_at <= instant < gap.ends_at}


@given(any_rota, st.randoms(use_true_random=False))
def test_the_order_of_the_shifts_does_not_matter_to_the_gaps(
    rota: list[Shift], order: Random
) -> None:
    shuffled = [*rota]
    order.shuffle(shuffled)

    asked = (hour(0), hour(24), LANGUAGES)
    assert gaps(shuffled, *asked) == gaps(rota, *asked)
