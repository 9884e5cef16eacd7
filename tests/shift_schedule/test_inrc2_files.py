"""The competition's files are read, wrong ones are refused by line, and the scores are printed."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.shift_schedule.inrc2_format import read_history, read_plan, read_scenario, read_week
from tests.shift_schedule.inrc2_model import Bounds, FormatError, Period, Request
from tests.shift_schedule.inrc2_sample import (
    HISTORY_TEXT,
    PLAN_TEXT,
    QUIET,
    RESTED,
    SCENARIO,
    SCENARIO_TEXT,
    WEEK_TEXT,
    period,
)
from tests.shift_schedule.score_inrc2 import main


def test_the_text_form_is_read_section_by_section() -> None:
    week = read_week(WEEK_TEXT)

    assert read_scenario(SCENARIO_TEXT) == SCENARIO
    assert read_history(HISTORY_TEXT).pasts == (
        replace(
            RESTED, total=3, weekends=1, last="Night", in_row_of_last=2, in_row=4, off_in_row=0
        ),
        replace(RESTED, nurse="B"),
    )
    assert week.needs[1, "Day", "Basic"] == Bounds(0, 2)
    assert len(week.needs) == 14
    assert week.off[1] == Request(nurse="B", day=6, shift="Night")
    assert [each.skill for each in read_plan(PLAN_TEXT).assignments] == ["Basic", "Lead"]


@pytest.mark.parametrize(
    ("said", "instead", "why"),
    [
        ("SCENARIO = ", "SCENARIO ", "line 1: 'SCENARIO = …' wanted"),
        ("WEEKS = 1", "WEEKS = one", "line 3: a whole number wanted, not 'one'"),
        ("Day (2,4)", "Day (4,2)", r"line 10: the bounds \(4,2\) hold nothing"),
        ("Day (2,4)", "Day 2-4", "line 10: .* wanted, not '2-4'"),
        ("Day (2,4)", "Day", "line 10: 2 words wanted, not 'Day'"),
        ("FORBIDDEN", "ALLOWED", "line 13: FORBIDDEN_SHIFT_TYPES_SUCCESSIONS wanted"),
        ("Night 1 Day", "Night 2 Day", "line 15: as many names wanted as are counted"),
        ("Night 1 Day", "Day 1 Night", "every shift type once"),
        ("Night 1 Day", "Night 1 Dusk", "no such shift type: Dusk"),
        ("A Full", "A Half", "line 22: no such contract: Half"),
        ("2 Lead Basic", "2 Lead Chief", "no such skill: Chief"),
        ("B Loose", "A Loose", "a nurse stands twice: A"),
        ("NURSES = 2", "NURSES = 3", "line 23: the file ends too early"),
        ("NURSES = 2", "NURSES = 1", "line 23: more lines than were counted"),
    ],
)
def test_a_wrong_scenario_is_refused_by_line(said: str, instead: str, why: str) -> None:
    with pytest.raises(FormatError, match=why):
        read_scenario(SCENARIO_TEXT.replace(said, instead, 1))


def test_other_wrong_files_are_refused_by_line() -> None:
    with pytest.raises(FormatError, match="line 6: 7 words wanted"):
        read_history(HISTORY_TEXT.replace("0 0 2", "0 0"))
    with pytest.raises(FormatError, match="line 6: Day Basic stands twice"):
        read_week(WEEK_TEXT.replace("Night Lead", "Day Basic"))
    with pytest.raises(FormatError, match="line 9: no such day: 'Tomorrow'"):
        read_week(WEEK_TEXT.replace("Tue", "Tomorrow"))
    with pytest.raises(FormatError, match=r"line 6: .*ends too early"):
        read_plan(PLAN_TEXT.replace("= 2", "= 3"))
    with pytest.raises(FormatError, match="the file ends too early"):
        read_plan("")


def test_files_that_do_not_belong_together_are_refused() -> None:
    good = period(QUIET)
    week, plan = good.weeks[0], good.plans[0]
    stranger = replace(plan.assignments[0], nurse="C")
    wrong: list[tuple[dict[str, object], str]] = [
        ({"weeks": (replace(week, scenario="other"),)}, "no such scenario: other"),
        ({"weeks": (week, week)}, "2 weeks, but 1 plans"),
        ({"weeks": (week, week), "plans": (plan, plan)}, "2 weeks, but the period of sample has 1"),
        ({"plans": (replace(plan, week=1),)}, "the plans must be of the weeks 0 to 0"),
        ({"plans": (replace(plan, assignments=(stranger,)),)}, "no such nurse: C"),
        ({"history": replace(good.history, pasts=())}, "must name every nurse once"),
        ({"weeks": (replace(week, needs={(0, "Dusk", "Basic"): Bounds(1, 1)}),)}, "type: Dusk"),
    ]

    for parts, why in wrong:
        whole = {name: getattr(good, name) for name in ("scenario", "history", "weeks", "plans")}
        with pytest.raises(FormatError, match=why):
            Period(**(whole | parts))


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    asked = []
    for name, text in (
        ("scenario", SCENARIO_TEXT),
        ("history", HISTORY_TEXT),
        ("weeks", WEEK_TEXT),
        ("solutions", PLAN_TEXT),
    ):
        (tmp_path / name).write_text(text, "utf-8")
        asked += [f"--{name}", str(tmp_path / name)]
    return asked


# A: two nights and four days came over; two day shifts follow on a night; then five days off.
# H3 1. S1: two day shifts of Basic missing on Tuesday and one on Sunday, 90. S2: six days worked, 30.
# S3: five days off where three are the most, 60. S4: Tuesday, 10. S6: 3 + 2 is within 4 to 6.
_SOFT = {"S1": 90, "S2": 30, "S3": 60, "S4": 10, "S5": 0, "S6": 0, "S7": 0}


def test_the_costs_are_printed_rule_by_rule(
    files: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(files) == 1

    lines = capsys.readouterr().out.splitlines()
    assert lines[2:6] == [
        "H3 forbidden succession: 1",
        "H4 required skill: 0",
        "S1 optimal cover: 90",
        "S2 consecutive assignments: 30",
    ]
    assert lines[-1] == "total: 190"


def test_the_printed_json_says_the_same_and_each_charge_when_asked(
    files: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    main([*files, "--json", "--each"])

    told = json.loads(capsys.readouterr().out)
    assert told["hard"] == {"H1": 0, "H2": 0, "H3": 1, "H4": 0}
    assert told["soft"] == _SOFT
    assert told["total"] == sum(_SOFT.values())
    assert sum(each["cost"] for each in told["charges"]) == 191


def test_a_file_that_cannot_be_read_is_named(
    files: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "weeks").write_text("WEEK_DATA\n", "utf-8")

    assert main(files) == 2
    assert f"{tmp_path / 'weeks'}: line 1: the file ends too early" in capsys.readouterr().err
