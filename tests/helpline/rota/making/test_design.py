"""Shift design: few kinds, little shortage, no hours to spare."""

from datetime import time, timedelta

import pytest

from helpline.rota.making.design import Wanted, candidates_of, design
from shift_schedule.need import Need
from tests.helpline.rota.making.a_month import ALMATY, FIRST, by_the_hour, flat

_HOUR = timedelta(hours=1)
_KINDS = candidates_of(
    starts=[time(hour) for hour in range(0, 24, 2)],
    lengths=[8 * _HOUR, 12 * _HOUR],
    unpaid_break=timedelta(),
)


def wanted(needs: list[Need], most_kinds: int, hours_there: float = 9999) -> Wanted:
    days = [FIRST + timedelta(days=n) for n in range(3)]
    return Wanted(
        needs=needs, days=days, zone=ALMATY, most_kinds=most_kinds, hours_there=hours_there
    )


def test_a_kind_is_named_by_its_start_and_length() -> None:
    assert [kind.code for kind in _KINDS[:3]] == ["00:00+8", "00:00+12", "02:00+8"]
    assert _KINDS[-1].length == 12 * _HOUR


def test_an_even_need_is_covered_without_an_hour_too_much() -> None:
    found = design(wanted(flat(3, 2, {}), 3), _KINDS, seconds=20)

    assert (found.short_hours, found.planned_hours, found.proven) == (0, 3 * 24 * 2, True)
    assert len(found.types) == 2


def test_one_more_kind_of_shift_covers_a_peak_with_fewer_hours() -> None:
    needs = by_the_hour(1)

    two, four = (design(wanted(needs, most), _KINDS, seconds=20) for most in (2, 4))

    assert two.short_hours == four.short_hours == 0
    assert four.planned_hours < two.planned_hours
    assert len(four.types) <= 4


def test_with_too_few_hours_the_rest_stays_short_and_is_said() -> None:
    found = design(wanted(flat(3, 2, {}), 3, hours_there=100), _KINDS, seconds=20)

    assert found.planned_hours <= 100
    assert found.short_hours == pytest.approx(144 - found.planned_hours)


def test_a_design_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="needs needs"):
        design(wanted([], 3), _KINDS, seconds=1)
