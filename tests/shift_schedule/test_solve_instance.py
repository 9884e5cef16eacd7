"""The public format is read line by line, and the printed figures are the evaluator's."""

import json
from pathlib import Path

import pytest

from helpline.rota.making.evaluate import cost
from helpline.rota.making.problem import Cover, Kind, Wish, Worker
from tests.shift_schedule.nrp_format import read_instance
from tests.shift_schedule.solve_instance import main

# A sample in the public format with numbers of our own.
_SAMPLE = """\
# A comment
SECTION_HORIZON
7

SECTION_SHIFTS
# ShiftID, Length in mins, Shifts which cannot follow this shift | separated
E,480,
L,540,E

SECTION_STAFF
A,E=7|L=2,2700,960,5,2,1,1
B,E=7|L=0,2400,0,4,1,2,1

SECTION_DAYS_OFF
A,0,6

SECTION_SHIFT_ON_REQUESTS
A,2,E,2

SECTION_SHIFT_OFF_REQUESTS
B,3,E,4

SECTION_COVER
0,E,1,100,1
2,L,1,50,3
"""


def test_every_section_becomes_its_part_of_the_problem() -> None:
    problem = read_instance(_SAMPLE)

    assert (problem.days, problem.weekends) == (7, ((5, 6),))
    assert problem.kinds == (
        Kind(code="E", minutes=480),
        Kind(code="L", minutes=540, not_before=frozenset({"E"})),
    )
    assert problem.workers[0] == Worker(
        id="A",
        most={"E": 7, "L": 2},
        most_minutes=2700,
        least_minutes=960,
        most_in_row=5,
        least_in_row=2,
        least_days_off=1,
        most_weekends=1,
        days_off=frozenset({0, 6}),
    )
    assert problem.covers[1] == Cover(
        name="2L", cells=frozenset({(2, "L")}), need=1, under=50, over=3
    )
    assert problem.wishes == (
        Wish(person_id="A", cell=(2, "E"), works=True, cost=2),
        Wish(person_id="B", cell=(3, "E"), works=False, cost=4),
    )


@pytest.fixture
def instance(tmp_path: Path) -> Path:
    path = tmp_path / "sample.txt"
    path.write_text(_SAMPLE, "utf-8")
    return path


def test_the_printed_json_is_what_the_evaluator_counts(
    instance: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = main([str(instance), "--seconds", "3", "--json"])

    told = json.loads(capsys.readouterr().out)
    roster = {
        (who, day): code
        for who, line in told["roster"].items()
        for day, code in enumerate(line)
        if code
    }
    assert told["cost"] == cost(read_instance(_SAMPLE), roster)
    assert told["bound"] <= told["cost"]
    assert answer == (1 if told["broken"] else 0)
    assert {len(line) for line in told["roster"].values()} == {7}


def test_without_json_a_line_for_each_person_and_one_for_the_figures(
    instance: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main([str(instance), "--seconds", "3"])

    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == ["A", "B", "cost"]
