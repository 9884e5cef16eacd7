"""Late after three minutes, absent after five; each said once."""

from datetime import datetime, timedelta
from itertools import pairwise
from random import Random

import pytest

from shift_schedule.attendance import Missed, Missing, Patience, missing, next_due
from tests.shift_schedule.shifts import a_shift, hour

_SHIFT = a_shift(8, 16)
_MINUTE = timedelta(minutes=1)
_PATIENCE = Patience()


def said(since: datetime, now: datetime, arrived: datetime | None = None) -> list[Missing]:
    arrivals = {} if arrived is None else {_SHIFT.id: arrived}
    return missing([_SHIFT], arrivals, since=since, now=now, patience=_PATIENCE)


@pytest.mark.parametrize(
    ("since", "now", "kinds"),
    [
        (0, 2.9, []),
        (0, 3, [Missed.LATE]),
        (3, 4.9, []),
        (3, 5, [Missed.NO_SHOW]),
        (0, 60, [Missed.LATE, Missed.NO_SHOW]),
        (5, 60, []),
    ],
)
def test_the_senior_hears_at_three_minutes_and_the_backup_is_called_at_five(
    since: float, now: float, kinds: list[Missed]
) -> None:
    found = said(hour(8) + since * _MINUTE, hour(8) + now * _MINUTE)

    assert [each.kind for each in found] == kinds


@pytest.mark.parametrize(
    ("arrived", "kinds"),
    [
        (-10, []),
        (3, []),
        (3.5, [Missed.LATE]),
        (5, [Missed.LATE]),
        (6, [Missed.LATE, Missed.NO_SHOW]),
    ],
    ids=["early", "in the last moment", "late", "at the fifth minute", "after the call"],
)
def test_whoever_has_come_by_then_is_not_missed(arrived: float, kinds: list[Missed]) -> None:
    found = said(hour(8), hour(9), hour(8) + arrived * _MINUTE)

    assert [each.kind for each in found] == kinds


def test_nobody_is_missed_in_a_shift_that_is_over_before_it_is_due() -> None:
    short = a_shift(8, 8 + 4 / 60)

    found = missing([short], {}, since=hour(7), now=hour(9), patience=_PATIENCE)

    assert [each.kind for each in found] == [Missed.LATE]


def test_a_hundred_absences_are_a_hundred_alarms_however_the_windows_fall() -> None:
    chance = Random(111)
    shifts = [a_shift(n / 4, n / 4 + 8, who=f"p{n}") for n in range(100)]
    windows = sorted({hour(-1), hour(60), *(hour(chance.uniform(-1, 40)) for _ in range(300))})

    told = [
        each.key
        for since, now in pairwise(windows)
        for each in missing(shifts, {}, since=since, now=now, patience=_PATIENCE)
    ]

    assert len(told) == len(set(told)) == 200
    assert sum(key[1] is Missed.NO_SHOW for key in told) == 100


def test_the_next_instant_to_look_is_known() -> None:
    assert next_due([_SHIFT], hour(8), _PATIENCE) == hour(8) + 3 * _MINUTE
    assert next_due([_SHIFT], hour(8) + 3 * _MINUTE, _PATIENCE) == hour(8) + 5 * _MINUTE
    assert next_due([_SHIFT], hour(9), _PATIENCE) is None
