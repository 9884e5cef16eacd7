"""Who is on shift at an instant, and the next change."""

from datetime import datetime
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shift_schedule.on_shift import next_change, on_shift
from shift_schedule.shift import Shift
from tests.shift_schedule.shifts import a_shift, any_instant, any_rota, hour


@pytest.mark.parametrize(
    ("at", "people"),
    [(-1, []), (0, ["ana"]), (7.5, ["ana", "bek"]), (8, ["bek"]), (16, [])],
    ids=["before all", "first start", "handover", "one ends", "last end"],
)
def test_whoever_has_begun_and_not_ended_is_on_shift(at: float, people: list[str]) -> None:
    rota = [a_shift(0, 8, who="ana"), a_shift(7, 16, who="bek")]

    on = on_shift(rota, hour(at))

    assert sorted(on) == people


def test_where_two_shifts_of_a_person_meet_the_later_one_gives_the_languages() -> None:
    rota = [a_shift(0, 8, speaks="kk"), a_shift(8, 16, speaks="ru en")]

    on = on_shift(rota, hour(8))

    assert on == {"ana": frozenset({"ru", "en"})}


def test_overlapping_shifts_of_a_person_give_the_languages_of_both() -> None:
    rota = [a_shift(0, 8, speaks="kk"), a_shift(7, 16, speaks="ru")]

    on = on_shift(rota, hour(7))

    assert on == {"ana": frozenset({"kk", "ru"})}


@given(any_rota, any_instant)
def test_on_shift_agrees_with_each_shift_at_every_instant(
    rota: list[Shift], instant: datetime
) -> None:
    on = on_shift(rota, instant)

    pairs = {(person, language) for person, languages in on.items() for language in languages}
    assert pairs == {
        (shift.person_id, language)
        for shift in rota
        if shift.covers(instant)
        for language in shift.languages
    }


@given(any_rota, any_instant, st.randoms(use_true_random=False))
def test_the_order_of_the_shifts_never_matters(
    rota: list[Shift], instant: datetime, order: Random
) -> None:
    shuffled = [*rota]
    order.shuffle(shuffled)

    assert on_shift(shuffled, instant) == on_shift(rota, instant)
    assert next_change(shuffled, instant) == next_change(rota, instant)


@pytest.mark.parametrize(
    ("at", "change"),
    [(-1, 0), (0, 7), (7, 8), (7.5, 8), (8, 16), (16, None)],
    ids=["first start", "at a start", "at another", "between", "at an end", "nothing more"],
)
def test_the_next_change_is_the_first_edge_that_is_still_to_come(
    at: float, change: float | None
) -> None:
    rota = [a_shift(0, 8, who="ana"), a_shift(7, 16, who="bek")]

    assert next_change(rota, hour(at)) == (None if change is None else hour(change))


@given(any_rota, any_instant)
def test_nobody_comes_or_goes_before_the_next_change(rota: list[Shift], instant: datetime) -> None:
    until = next_change(rota, instant) or hour(25)

    halves = [hour(half / 2) for half in range(-2, 51) if instant <= hour(half / 2) < until]
    assert all(on_shift(rota, each) == on_shift(rota, instant) for each in halves)


def test_an_empty_rota_has_nobody_and_no_change() -> None:
    assert on_shift([], hour(0)) == {}
    assert next_change([], hour(0)) is None
