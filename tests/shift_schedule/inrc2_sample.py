"""A sample of the second nurse rostering competition's kind, with numbers of our own.

A is held to a contract, B to none. D is a day shift, N a night shift after which no day shift may
follow, - is off.
"""

from collections.abc import Iterable
from dataclasses import replace

from tests.shift_schedule.inrc2_model import (
    Assignment,
    Bounds,
    Contract,
    History,
    Nurse,
    Past,
    Period,
    Plan,
    Scenario,
    ShiftType,
    Week,
)

SHIFTS = {"D": "Day", "N": "Night"}
CONTRACT = Contract(
    name="Full",
    total=Bounds(4, 6),
    in_row=Bounds(3, 5),
    off_in_row=Bounds(2, 3),
    most_weekends=1,
    whole_weekends=True,
)
LOOSE = Contract(
    name="Loose",
    total=Bounds(0, 99),
    in_row=Bounds(0, 99),
    off_in_row=Bounds(0, 99),
    most_weekends=99,
    whole_weekends=False,
)
SCENARIO = Scenario(
    name="sample",
    weeks=1,
    skills=("Lead", "Basic"),
    shift_types=(
        ShiftType(name="Day", in_row=Bounds(2, 4), not_next=frozenset()),
        ShiftType(name="Night", in_row=Bounds(2, 3), not_next=frozenset({"Day"})),
    ),
    nurses=(
        Nurse(name="A", contract=CONTRACT, skills=frozenset({"Lead", "Basic"})),
        Nurse(name="B", contract=LOOSE, skills=frozenset({"Basic"})),
    ),
)
RESTED = Past(nurse="A", total=0, weekends=0, last=None, in_row_of_last=0, in_row=0, off_in_row=2)
QUIET = "DDDD---"  # costs nothing after two days off
NO_NEEDS = Week(scenario="sample", needs={}, off=())

# The scenario above in the public text form, with a history, a week and a plan.
SCENARIO_TEXT = """\
SCENARIO = sample

WEEKS = 1

SKILLS = 2
Lead
Basic

SHIFT_TYPES = 2
Day (2,4)
Night (2,3)

FORBIDDEN_SHIFT_TYPES_SUCCESSIONS
Day 0
Night 1 Day

CONTRACTS = 2
Full (4,6) (3,5) (2,3) 1 1
Loose (0,99) (0,99) (0,99) 99 0

NURSES = 2
A Full 2 Lead Basic
B Loose 1 Basic
"""
HISTORY_TEXT = "HISTORY\n0 sample\n\nNURSE_HISTORY\nA 3 1 Night 2 4 0\nB 0 0 None 0 0 2\n"
WEEK_TEXT = """\
WEEK_DATA
sample

REQUIREMENTS
Day Basic (1,1) (0,2) (0,0) (0,0) (0,0) (0,0) (0,1)
Night Lead (0,0) (0,0) (0,0) (0,0) (0,0) (0,0) (0,0)

SHIFT_OFF_REQUESTS = 2
A Any Tue
B Night Sun
"""
PLAN_TEXT = "SOLUTION\n0 sample\n\nASSIGNMENTS = 2\nA Mon Day Basic\nA Tue Day Lead\n"


def period(
    line: str,
    past: Past = RESTED,
    *,
    first: Week = NO_NEEDS,
    more: Iterable[Assignment] = (),
    weeks: int = 0,
    week: int = 0,
) -> Period:
    """The plan in which A works `line`, a letter a day, and the first week of which has `more`."""
    parts = [line[at : at + 7] for at in range(0, len(line), 7)]
    plans = [
        Plan(
            scenario="sample",
            week=week + number,
            assignments=(
                *(duty("A", day, SHIFTS[at]) for day, at in enumerate(part) if at in SHIFTS),
                *(more if number == 0 else ()),
            ),
        )
        for number, part in enumerate(parts)
    ]
    return Period(
        scenario=replace(SCENARIO, weeks=weeks or week + len(parts)),
        history=History(scenario="sample", week=week, pasts=(past, replace(RESTED, nurse="B"))),
        weeks=(first, *[NO_NEEDS] * (len(parts) - 1)),
        plans=tuple(plans),
    )


def duty(nurse: str, day: int, shift: str, skill: str = "Basic") -> Assignment:
    return Assignment(nurse=nurse, day=day, shift=shift, skill=skill)
