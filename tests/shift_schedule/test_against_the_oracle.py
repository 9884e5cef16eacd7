"""The segment table gives what the slow, plain reading of the rows gives, at every instant."""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from shift_schedule.on_shift import next_change, on_shift
from shift_schedule.plan import Duty, Plan, as_known
from shift_schedule.resolve import resolve, timetable
from shift_schedule.timetable import Timetable
from tests.shift_schedule.effort import instants
from tests.shift_schedule.oracle import held, who_is_on
from tests.shift_schedule.plans import any_plan
from tests.shift_schedule.shifts import hour

_MOMENT = timedelta(microseconds=1)
_PLANS = instants(60, 2000)
_EACH = instants(120, 500)


def _edges(plan: Plan) -> list[datetime]:
    shifts = [(row.starts_at, row.ends_at) for row in plan.shifts]
    leaves = [(row.starts_at, row.ends_at) for row in plan.leaves]
    return [edge for both in shifts + leaves for edge in both]


def _asked(plan: Plan, chance: Random) -> list[datetime]:
    """Random instants, and the moments just before, at and after the edges."""
    near = [edge + chance.choice((-1, 0, 1)) * _MOMENT for edge in _edges(plan)]
    far = [hour(chance.uniform(-5, 105)) for _ in range(_EACH)]
    return [*near, *far]


@pytest.mark.parametrize("duty", [Duty.LINE, Duty.ON_CALL])
def test_the_table_and_the_oracle_agree_at_every_instant(duty: Duty) -> None:
    chance = Random(111)
    asked = different = 0
    for _ in range(_PLANS):
        plan = any_plan(chance)
        table = timetable(plan, duty)
        for instant in _asked(plan, chance):
            asked += 1
            different += on_shift(table, instant) != who_is_on(plan, instant, duty)

    assert asked > _PLANS * _EACH
    assert different == 0


def test_the_table_changes_exactly_where_the_shifts_do() -> None:
    chance = Random(112)
    for _ in range(_PLANS):
        shifts = resolve(any_plan(chance)).held[Duty.LINE]
        table = Timetable(shifts)
        for _ in range(10):
            instant = hour(chance.randrange(-8, 200) / 2)
            assert next_change(table, instant) == next_change(shifts, instant)


def test_every_open_or_absent_stretch_is_listed_and_nothing_else() -> None:
    chance = Random(113)
    for _ in range(_PLANS // 2):
        plan = any_plan(chance)
        resolved = resolve(plan)
        taken = {(each.id, duty) for duty in Duty for each in resolved.held[duty]}
        for row, _person, _languages in held(plan):
            pieces = [each for each in resolved.open if each.shift_id == row.id]
            pieces_held = [each for each in resolved.held[row.duty] if each.id == row.id]
            spent = sum((each.ends_at - each.starts_at for each in pieces), timedelta())
            spent += sum((each.ends_at - each.starts_at for each in pieces_held), timedelta())
            assert spent == row.ends_at - row.starts_at
            taken.discard((row.id, row.duty))
        assert taken == set()


def test_the_past_is_read_by_the_same_code_from_what_was_known_then() -> None:
    chance = Random(114)
    for _ in range(_PLANS):
        plan = any_plan(chance)
        known = as_known(plan, hour(1000))
        instant = hour(chance.uniform(0, 90)).astimezone(UTC)
        assert resolve(known).held == resolve(plan).held
        early = as_known(plan, hour(-301))
        assert on_shift(Timetable(resolve(early).held[Duty.LINE]), instant) == {}


def test_the_order_of_the_rows_never_matters_to_who_is_on() -> None:
    chance = Random(115)
    for _ in range(_PLANS):
        plan = any_plan(chance)
        rows = (plan.rosters, plan.shifts, plan.leaves, plan.swaps)
        shuffled = [chance.sample(list(group), len(group)) for group in rows]
        rosters, shifts, leaves, swaps = (tuple(group) for group in shuffled)
        other = Plan(rosters=rosters, shifts=shifts, leaves=leaves, swaps=swaps)  # type: ignore[arg-type]

        assert resolve(other) == resolve(plan)
