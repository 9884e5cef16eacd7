"""The JSON form of the competition's files says the same as the text form; wrong keys are named."""

import json

import pytest

from tests.shift_schedule.inrc2_format import read_history, read_plan, read_scenario, read_week
from tests.shift_schedule.inrc2_model import WEEKDAYS, FormatError
from tests.shift_schedule.inrc2_sample import HISTORY_TEXT, PLAN_TEXT, SCENARIO_TEXT, WEEK_TEXT


def _run(**of: int) -> dict[str, int]:
    """The JSON words of bounds: `Assignments=4` is the least, `Assignments_most=6` the most."""
    return {
        f"{'maximum' if key.endswith('_most') else 'minimum'}NumberOf{key.removesuffix('_most')}": n
        for key, n in of.items()
    }


_SCENARIO = {
    "id": "sample",
    "numberOfWeeks": 1,
    "skills": ["Lead", "Basic"],
    "shiftTypes": [
        {"id": "Day", **_run(ConsecutiveAssignments=2, ConsecutiveAssignments_most=4)},
        {"id": "Night", **_run(ConsecutiveAssignments=2, ConsecutiveAssignments_most=3)},
    ],
    "forbiddenShiftTypeSuccessions": [
        {"precedingShiftType": "Day", "succeedingShiftTypes": []},
        {"precedingShiftType": "Night", "succeedingShiftTypes": ["Day"]},
    ],
    "contracts": [
        {
            "id": name,
            **_run(Assignments=least[0], Assignments_most=most[0]),
            **_run(ConsecutiveWorkingDays=least[1], ConsecutiveWorkingDays_most=most[1]),
            **_run(ConsecutiveDaysOff=least[2], ConsecutiveDaysOff_most=most[2]),
            **_run(WorkingWeekends_most=weekends),
            "completeWeekends": whole,
        }
        for name, least, most, weekends, whole in (
            ("Full", (4, 3, 2), (6, 5, 3), 1, 1),
            ("Loose", (0, 0, 0), (99, 99, 99), 99, 0),
        )
    ],
    "nurses": [
        {"id": "A", "contract": "Full", "skills": ["Lead", "Basic"]},
        {"id": "B", "contract": "Loose", "skills": ["Basic"]},
    ],
}
_HISTORY = {
    "scenario": "sample",
    "week": 0,
    "nurseHistory": [
        {
            "nurse": nurse,
            "numberOfAssignments": total,
            "numberOfWorkingWeekends": weekends,
            "lastAssignedShiftType": last,
            "numberOfConsecutiveAssignments": same,
            "numberOfConsecutiveWorkingDays": days,
            "numberOfConsecutiveDaysOff": off,
        }
        for nurse, total, weekends, last, same, days, off in (
            ("A", 3, 1, "Night", 2, 4, 0),
            ("B", 0, 0, "None", 0, 0, 2),
        )
    ],
}
_WEEK = {
    "scenario": "sample",
    "requirements": [
        {
            "shiftType": shift,
            "skill": skill,
            **{
                f"requirementOn{day}": {"minimum": least, "optimal": most}
                for day, (least, most) in zip(WEEKDAYS, bounds, strict=True)
            },
        }
        for shift, skill, bounds in (
            ("Day", "Basic", [(1, 1), (0, 2), *[(0, 0)] * 4, (0, 1)]),
            ("Night", "Lead", [(0, 0)] * 7),
        )
    ],
    "shiftOffRequests": [
        {"nurse": "A", "shiftType": "Any", "day": "Tuesday"},
        {"nurse": "B", "shiftType": "Night", "day": "Sunday"},
    ],
}
_PLAN = {
    "scenario": "sample",
    "week": 0,
    "assignments": [
        {"nurse": "A", "day": "Mon", "shiftType": "Day", "skill": "Basic"},
        {"nurse": "A", "day": "Tue", "shiftType": "Day", "skill": "Lead"},
    ],
}


def test_the_json_form_says_the_same() -> None:
    assert read_scenario(json.dumps(_SCENARIO)) == read_scenario(SCENARIO_TEXT)
    assert read_history(json.dumps(_HISTORY)) == read_history(HISTORY_TEXT)
    assert read_week(json.dumps(_WEEK)) == read_week(WEEK_TEXT)
    assert read_plan(json.dumps(_PLAN)) == read_plan(PLAN_TEXT)


def test_wrong_json_is_refused_by_key() -> None:
    with pytest.raises(FormatError, match="not JSON"):
        read_plan("{")
    with pytest.raises(FormatError, match="'week' is missing or not of the kind int"):
        read_plan(json.dumps(_PLAN | {"week": "0"}))
    with pytest.raises(FormatError, match="'week' is below zero"):
        read_plan(json.dumps(_PLAN | {"week": -1}))
    with pytest.raises(FormatError, match="a JSON object wanted"):
        read_plan(json.dumps(_PLAN | {"assignments": [1]}))
    with pytest.raises(FormatError, match="no such contract: Full"):
        read_scenario(json.dumps(_SCENARIO | {"contracts": []}))
