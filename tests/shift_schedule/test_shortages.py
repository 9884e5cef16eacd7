"""Too few people: where, in which language, who is missing, and never about the past."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from random import Random

from shift_schedule.cover import Shortage, ShortageKind, shortages
from shift_schedule.need import Need
from shift_schedule.plan import Duty, LeaveKind, Plan
from shift_schedule.resolve import resolve
from tests.shift_schedule.oracle import who_is_on
from tests.shift_schedule.plans import a_leave, a_plan, a_row, a_swap, any_plan
from tests.shift_schedule.shifts import hour


def needed(
    start: float, end: float, total: int = 1, by_language: Mapping[str, int] | None = None
) -> list[Need]:
    return [
        Need(
            starts_at=hour(half / 2),
            ends_at=hour(half / 2 + 0.5),
            total=total,
            by_language=by_language or {},
        )
        for half in range(int(2 * start), int(2 * end))
    ]


def found(plan: Plan, needs: list[Need], *, now: float = -10) -> list[Shortage]:
    return shortages(resolve(plan), needs, now=hour(now))


def _short(each: Shortage) -> tuple[str | None, datetime, datetime, int, int]:
    return each.language, each.starts_at, each.ends_at, each.need, each.have


def test_a_rota_that_meets_the_need_has_no_shortage() -> None:
    assert found(a_plan(a_row(8, 16)), needed(8, 16, 1, {"kk": 1})) == []


def test_half_hours_with_the_same_numbers_are_one_stretch() -> None:
    (shortage,) = found(a_plan(a_row(8, 16)), needed(8, 20, 1))

    assert _short(shortage) == (None, hour(16), hour(20), 1, 0)
    assert shortage.kind is ShortageKind.GAP
    assert shortage.person_hours == 4


def test_a_change_of_need_or_of_people_makes_another_stretch() -> None:
    plan = a_plan(a_row(8, 12), a_row(8, 10, "bek"))

    shown = found(plan, needed(8, 12, 3) + needed(12, 13, 2))

    assert [_short(each) for each in shown] == [
        (None, hour(8), hour(10), 3, 2),
        (None, hour(10), hour(12), 3, 1),
        (None, hour(12), hour(13), 2, 0),
    ]
    assert [each.kind.value for each in shown] == ["under_staffed", "under_staffed", "gap"]


def test_a_shortage_is_exact_to_the_minute() -> None:
    (shortage,) = found(a_plan(a_row(8, 11.75)), needed(8, 12))

    assert (shortage.starts_at, shortage.ends_at) == (hour(11.75), hour(12))


def test_a_language_can_be_short_when_all_together_are_enough() -> None:
    plan = a_plan(a_row(8, 16), a_row(8, 16, "dana"), a_swap("ana-8", "ana", "bek"))

    (shortage,) = found(plan, needed(8, 16, 2, {"kk": 2, "ru": 2}))

    assert _short(shortage) == ("kk", hour(8), hour(16), 2, 1)


def test_it_says_who_is_missing_and_which_shifts_are_open() -> None:
    plan = a_plan(
        *(a_row(8, 16), a_row(8, 16, None, id_="open"), a_row(20, 24, None, id_="later")),
        *(a_leave(10, 12, kind=LeaveKind.SICK), a_row(8, 16, None, duty=Duty.ON_CALL, id_="call")),
    )

    shown = found(plan, needed(8, 16, 2))

    assert [[each.shift_id for each in shortage.missing] for shortage in shown] == [
        *(["open"], ["open", "ana-8"], ["open"]),
    ]
    assert shown[1].missing[1].absent_id == "ana"


def test_nothing_is_said_about_the_past_and_a_running_shortage_starts_now() -> None:
    (shortage,) = found(a_plan(), needed(8, 12), now=10.25)

    assert (shortage.starts_at, shortage.ends_at) == (hour(10.25), hour(12))
    assert found(a_plan(), needed(8, 12), now=12) == []


def test_the_time_left_runs_until_the_shortage_begins() -> None:
    (shortage,) = found(a_plan(), needed(8, 12))

    assert shortage.time_left(hour(5)) == timedelta(hours=3)
    assert shortage.time_left(hour(9)) == timedelta()


def test_shortages_are_exactly_where_the_oracle_counts_too_few() -> None:
    chance = Random(111)
    for _ in range(30):
        plan = any_plan(chance)
        wanted = {"kk": chance.randrange(3), "ru": chance.randrange(3)}
        total = chance.randrange(1, 4)
        shown = found(plan, needed(0, 90, total, wanted))
        for instant in (hour(chance.uniform(0, 90)) for _ in range(60)):
            on = who_is_on(plan, instant, Duty.LINE)
            have = {None: len(on)} | {w: sum(w in s for s in on.values()) for w in wanted}
            too_few = {w: n for w, n in have.items() if n < (total if w is None else wanted[w])}
            said = {e.language: e.have for e in shown if e.starts_at <= instant < e.ends_at}
            assert said == too_few
