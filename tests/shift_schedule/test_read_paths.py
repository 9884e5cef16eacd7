"""Everybody who reads the rota is told the same: the line, a person's own page, gaps, notices."""

from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from shift_schedule.coverage import gaps
from shift_schedule.notices import changes
from shift_schedule.on_shift import on_shift
from shift_schedule.plan import Duty
from shift_schedule.resolve import resolve, timetable
from shift_schedule.shift import Shift
from tests.shift_schedule.effort import instants
from tests.shift_schedule.oracle import who_is_on
from tests.shift_schedule.plans import PEOPLE, any_plan
from tests.shift_schedule.shifts import LANGUAGES, hour

_PLANS = instants(25, 2000)
_EACH = 50
_MOMENT = timedelta(microseconds=1)


def test_all_readers_agree_at_every_instant() -> None:
    chance = Random(111)
    for _ in range(_PLANS):
        plan = any_plan(chance)
        table, shifts = timetable(plan), resolve(plan).held[Duty.LINE]
        holes = gaps(shifts, hour(0), hour(100), LANGUAGES)
        for _ in range(_EACH):
            instant = hour(chance.randrange(0, 200) / 2)
            expected = who_is_on(plan, instant, Duty.LINE)

            own = {who for who in PEOPLE if table.of(who, instant, instant + _MOMENT)}
            unheard = {gap.language for gap in holes if gap.starts_at <= instant < gap.ends_at}
            assert on_shift(table, instant) == on_shift(shifts, instant) == expected
            assert own == set(expected)
            assert unheard == set(LANGUAGES) - frozenset[str]().union(*expected.values())


def test_a_next_shift_is_the_first_of_her_own_that_begins_later() -> None:
    chance = Random(112)
    for _ in range(_PLANS):
        plan = any_plan(chance)
        table, shifts = timetable(plan), resolve(plan).held[Duty.LINE]
        who, now = chance.choice(PEOPLE), hour(chance.uniform(0, 80))

        shift = table.next_shift(who, now)

        ahead = [
            each.starts_at for each in shifts if each.person_id == who and each.starts_at > now
        ]
        assert (shift and shift.starts_at) == min(ahead, default=None)


def test_whoever_is_told_of_no_change_has_the_same_hours_as_before() -> None:
    chance = Random(113)
    quiet = 0
    for _ in range(_PLANS):
        plan = any_plan(chance)
        changed = replace(plan, swaps=plan.swaps[:-1], leaves=plan.leaves[1:])
        before, after = (resolve(each).held[Duty.LINE] for each in (plan, changed))

        told = {each.person_id for each in changes(before, after, now=hour(-500))}

        for who in set(PEOPLE) - told:
            quiet += 1
            assert _hours(before, who) == _hours(after, who)
    assert quiet > _PLANS


def _hours(shifts: tuple[Shift, ...], who: str) -> list[tuple[datetime, datetime]]:
    return sorted((each.starts_at, each.ends_at) for each in shifts if each.person_id == who)
