"""Shift design comes first: which starts and lengths there shall be, and the reader is told."""

from datetime import UTC, date, datetime, timedelta

import pytest

from helpline.rota.making.choose_kinds import Chosen, choose_kinds
from helpline.rota.making.make_roster import can_solve
from helpline.rota.making.month import Asked, Month, rows_of
from helpline.rota.making.month_problem import problem_of
from shift_schedule.need import Need
from shift_schedule.shift import Shift
from tests.helpline.rota.making.a_month import (
    ALMATY,
    DAY,
    EVENING,
    FIRST,
    LATE,
    NIGHT,
    a_month,
    by_the_hour,
    flat,
    person,
)

_PEOPLE = [person(f"p{n}", overtime_consent=True) for n in range(20)]
_HALF = timedelta(minutes=30)


def chosen(month: Month, *, propose: bool = False) -> Chosen:
    return choose_kinds(month, problem_of(month).workers, propose=propose, seconds=10)


def codes(found: Chosen) -> list[str]:
    return [each.code for each in found.kinds]


def evening_only(days: int) -> list[Need]:
    """Two people from four in the afternoon until midnight."""
    return [
        need if need.starts_at.astimezone(ALMATY).hour >= 16 else _without(need)
        for need in flat(days, 2, {})
    ]


def _without(need: Need) -> Need:
    return Need(starts_at=need.starts_at, ends_at=need.ends_at, total=0, by_language={})


def test_the_solvers_are_here() -> None:
    assert can_solve()


def test_of_the_houses_kinds_only_those_are_taken_that_the_need_asks_for() -> None:
    month = a_month(_PEOPLE, flat(14, 2, {}), days=14, types=(DAY, EVENING, NIGHT, LATE))

    found = chosen(month)

    assert codes(found) == ["D", "N"]
    assert found.said["left_out"] == ["P", "L"]
    assert (found.said["short_hours"], found.said["proven"]) == (0, True)
    assert {each["code"]: (each["starts"], each["ends"]) for each in found.said["kinds"]} == {
        "D": ("08:00", "20:00"),
        "N": ("20:00", "08:00"),
    }
    assert all(each["heads"] >= 14 for each in found.said["kinds"])


def test_other_kinds_are_proposed_only_when_somebody_asks_for_them() -> None:
    month = a_month(_PEOPLE, evening_only(7), days=7, types=(DAY, NIGHT))

    own, proposed = chosen(month), chosen(month, propose=True)

    assert codes(own) == ["D", "N"]
    assert codes(proposed) == ["16:00+8"]
    assert proposed.said["left_out"] == ["D", "N"]


def test_one_more_kind_that_is_proposed_leaves_fewer_hours_open() -> None:
    few = [person(f"p{n}") for n in range(24)]
    month = a_month(few, by_the_hour(14, times=1.3), days=14, types=(DAY, EVENING, NIGHT))

    own, proposed = chosen(month), chosen(month, propose=True)

    assert proposed.said["short_hours"] < own.said["short_hours"]
    others = set(proposed.kinds) - {DAY, EVENING, NIGHT}
    assert others
    assert all(each.starts.hour >= 6 and each.ends.hour not in range(1, 6) for each in others)
    assert sum(bool(each["heads"]) for each in proposed.said["kinds"]) <= 5


def test_the_hardest_week_counts_and_not_the_first() -> None:
    needs = [_without(each) for each in flat(7, 2, {})] + evening_only(14)[7 * 48 :]
    month = a_month(_PEOPLE, needs, days=14, types=(DAY, NIGHT, LATE))

    assert codes(chosen(month)) == ["L"]


def test_what_is_published_or_wished_for_stays_a_kind() -> None:
    month = a_month(
        _PEOPLE,
        flat(7, 2, {}),
        days=7,
        types=(DAY, EVENING, NIGHT, LATE),
        asked=[
            Asked(person_id="p1", day=FIRST, code="P", works=True),
            Asked(person_id="p1", day=FIRST, code="L", works=False),
        ],
    )
    now = datetime(2026, 2, 1, tzinfo=UTC)
    published = rows_of(month, {("p2", 1): "L"}, roster_id="old", now=now)

    wished = chosen(month)
    kept = chosen(a_month(_PEOPLE, month.needs, days=7, types=month.types, published=published))

    assert codes(wished) == ["D", "P", "N"]
    assert codes(kept) == ["D", "N", "L"]


def test_where_there_are_too_few_people_every_needed_hour_still_has_a_kind() -> None:
    month = a_month(_PEOPLE[:1], flat(7, 2, {}), days=7, types=(DAY, EVENING, NIGHT, LATE))

    found = chosen(month)

    assert {"D", "N"} <= set(codes(found))
    assert found.said["short_hours"] > 200


def test_where_nobody_is_needed_the_kinds_stay_as_they_are_and_this_is_said() -> None:
    found = chosen(a_month(_PEOPLE, flat(7, 0, {}), days=7))

    assert codes(found) == ["D", "N"]
    assert found.said["designed"] is False


@pytest.mark.parametrize("hour", [8.0, 20.0])
def test_hours_of_another_duty_in_these_days_count_against_the_norm(hour: float) -> None:
    start = datetime(2026, 3, 10, tzinfo=ALMATY) + timedelta(hours=hour)
    other = Shift(
        id="other",
        person_id="p0",
        starts_at=start.astimezone(UTC),
        ends_at=start.astimezone(UTC) + 24 * _HALF,
        languages=frozenset({"kk"}),
    )
    with_it = problem_of(a_month(_PEOPLE[:1], [], days=28, around=[other]))
    without = problem_of(a_month(_PEOPLE[:1], [], days=28))

    assert date(2026, 3, 10) >= FIRST
    assert without.workers[0].most_minutes - with_it.workers[0].most_minutes == 12 * 60
