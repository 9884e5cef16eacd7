"""Each rule of the second nurse rostering competition tripped alone, and the borders of a period.

The expected costs are worked out by hand beside each line.
"""

from dataclasses import replace
from itertools import takewhile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.shift_schedule.inrc2_model import ANY, Bounds, Need, Past, Period, Request, Week
from tests.shift_schedule.inrc2_sample import QUIET, RESTED, SHIFTS, duty, period
from tests.shift_schedule.inrc2_score import Charge, charges, score


def _week(needs: dict[Need, Bounds], *off: Request) -> Week:
    return Week(scenario="sample", needs=needs, off=off)


def _costs(judged: Period) -> dict[str, int]:
    found = score(judged)
    return {rule: cost for rule, cost in [*found.hard.items(), *found.soft.items()] if cost}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (QUIET, {}),
        ("DDNNN--", {}),
        ("DDD--NN", {}),  # two days at the end may yet become three
        ("DNNN---", {"S2": 15}),  # one day shift where two are the least
        ("DDDDD--", {"S2": 15}),  # five day shifts where four are the most
        ("DD--DDD", {"S2": 30}),  # two days worked where three are the least
        ("-DDDNNN", {"S2": 30}),  # six days worked where five are the most
        ("DDD-NNN", {"S3": 30}),  # one day off where two are the least
        ("--DDDNN", {"S3": 30}),  # with the two before, four days off where three are the most
        ("-DDDNN-", {"S5": 30}),  # Saturday without Sunday
        ("-DDD---", {"S6": 20}),  # three days worked where four are the least
        ("DDNDD--", {"H3": 1, "S2": 15}),  # day after night; and one night where two are the least
    ],
)
def test_a_week_costs_what_its_rules_say(line: str, expected: dict[str, int]) -> None:
    assert _costs(period(line)) == expected


@pytest.mark.parametrize(
    ("past", "line", "expected"),
    [
        # 1 night came over and ends: one short
        (replace(RESTED, last="Night", in_row_of_last=1, in_row=3), "---DDDD", {"S2": 15}),
        # 3 came over: of 7 day shifts the last 3 are past 4, of 7 days the last 2 past 5: 45 + 60
        (replace(RESTED, last="Day", in_row_of_last=3, in_row=3), QUIET, {"S2": 105}),
        # 6 came over, too long already: only the new day is charged, 15 + 30
        (replace(RESTED, last="Day", in_row_of_last=6, in_row=6), "D---DDD", {"S2": 45}),
        # 6 came over and no new day: nothing
        (replace(RESTED, last="Day", in_row_of_last=6, in_row=6), "---DDDD", {}),
        # the shift changes: 2 nights began anew, the days go on
        (replace(RESTED, last="Day", in_row_of_last=2, in_row=3), "NN---DD", {}),
        (replace(RESTED, last="Night", in_row_of_last=2, in_row=3), "DD---DD", {"H3": 1}),
        (replace(RESTED, off_in_row=1), QUIET, {"S3": 30}),
        (replace(RESTED, off_in_row=5), QUIET, {}),
        # 5 came over, too long already, and one more
        (replace(RESTED, off_in_row=5), "-DDD--D", {"S3": 30, "S5": 30}),
        (replace(RESTED, total=3), QUIET, {"S6": 20}),  # 3 + 4 where 6 are the most
        (replace(RESTED, weekends=1), "DDD--NN", {"S7": 30}),  # the second weekend of one
    ],
)
def test_what_came_over_counts_and_is_not_charged_again(
    past: Past, line: str, expected: dict[str, int]
) -> None:
    assert _costs(period(line, past)) == expected


def test_a_run_goes_on_over_the_end_of_a_week() -> None:
    # Four nights in a row: 15. Nine days worked where six are the most: 60. Two weekends of one: 30.
    assert _costs(period("DDD--NNNN---DD")) == {"S2": 15, "S6": 60, "S7": 30}


def test_totals_are_charged_when_the_period_is_over() -> None:
    over = replace(RESTED, total=20, weekends=5)

    assert _costs(period("DDD--NN", over, weeks=2)) == {}
    # 25 - 6 = 19 days too many at 20, 6 - 1 = 5 weekends too many at 30
    assert _costs(period("DDD--NN", over, weeks=2, week=1)) == {"S6": 380, "S7": 150}


def test_a_weekend_may_be_split_when_the_contract_lets_it() -> None:
    assert _costs(period(QUIET, more=[duty("B", 4, "Day"), duty("B", 5, "Day")])) == {}


@pytest.mark.parametrize(
    ("bounds", "expected"),
    [
        (Bounds(1, 1), {}),
        (Bounds(0, 0), {}),  # more than the optimum costs nothing
        (Bounds(1, 2), {"S1": 30}),
        (Bounds(0, 3), {"S1": 60}),
        (Bounds(3, 4), {"H2": 2, "S1": 90}),
    ],
)
def test_everybody_missing_from_the_cover_counts(bounds: Bounds, expected: dict[str, int]) -> None:
    assert _costs(period(QUIET, first=_week({(0, "Day", "Basic"): bounds}))) == expected


def test_a_duty_covers_its_own_day_shift_and_skill_only() -> None:
    one = Bounds(0, 1)
    others: dict[Need, Bounds] = {
        (4, "Day", "Basic"): one,
        (0, "Night", "Basic"): one,
        (0, "Day", "Lead"): one,
    }

    assert _costs(period(QUIET, first=_week(others))) == {"S1": 90}


@pytest.mark.parametrize(
    ("day", "shift", "expected"),
    [
        (0, "Day", {"S4": 10}),
        (3, ANY, {"S4": 10}),
        (0, "Night", {}),  # another shift than the one worked
        (4, ANY, {}),  # a day off
    ],
)
def test_a_request_gone_against_costs_ten(day: int, shift: str, expected: dict[str, int]) -> None:
    request = Request(nurse="A", day=day, shift=shift)

    assert _costs(period(QUIET, first=_week({}, request))) == expected


def test_a_second_shift_of_a_day_is_counted_and_the_first_is_judged() -> None:
    twice = period(
        QUIET, more=[duty("A", 0, "Night")], first=_week({(0, "Night", "Basic"): Bounds(1, 1)})
    )

    assert _costs(twice) == {"H1": 1}


def test_a_duty_of_a_skill_one_does_not_have_is_counted() -> None:
    leads = [duty("B", day, "Day", "Lead") for day in (0, 1)]

    assert _costs(period(QUIET, more=leads)) == {"H4": 2}


def test_a_charge_names_the_nurse_the_day_and_what_it_is_about() -> None:
    short = [*charges(period("DNNN---"))]

    assert short == [Charge(rule="S2", cost=15, day=1, nurse="A", about="Day")]


_LINES = st.text("DN-", min_size=14, max_size=14)


@given(_LINES, st.text("DN-", min_size=0, max_size=9))
def test_two_weeks_cost_what_they_cost_one_after_the_other(line: str, before: str) -> None:
    past = _after(before)
    between = replace(_after(before + line[:7]), weekends=int(line[5:7] != "--"))
    whole = score(period(line, past))
    first = score(period(line[:7], past, weeks=2))
    second = score(period(line[7:], between, week=1))

    assert whole.soft == {rule: first.soft[rule] + second.soft[rule] for rule in whole.soft}
    assert whole.hard == {rule: first.hard[rule] + second.hard[rule] for rule in whole.hard}


def _after(line: str) -> Past:
    """What A brings along from `line`, no weekend among it."""
    back = line[::-1] or "-"
    same = len([*takewhile(lambda at: at == back[0], back)])
    return Past(
        nurse="A",
        total=len(line) - line.count("-"),
        weekends=0,
        last=SHIFTS.get(back[0]),
        in_row_of_last=same if back[0] in SHIFTS else 0,
        in_row=len([*takewhile(lambda at: at != "-", back)]),
        off_in_row=same if back[0] == "-" else 0,
    )
