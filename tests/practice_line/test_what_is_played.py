"""The table of what the practice line plays names only scenarios and tests that exist."""

import ast
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.practice_line.test_scenarios import scenarios

_HERE = Path(__file__).parent
_RECORD = _HERE.parents[1] / "helpline" / "decisions" / "0009-what-the-practice-line-plays.md"
_QUEUES = range(20, 27)  # which are not played
_ROW = re.compile(r"^\| (\d+|\+) \|(.+)\|(.+)\|(.+)\|$", re.MULTILINE)


@dataclass(frozen=True)
class Row:
    """`number` is empty for what goes beyond the numbered list."""

    number: str
    shown_by: list[str]
    left_out: str


def _rows() -> list[Row]:
    found = _ROW.findall(_RECORD.read_text("utf-8"))
    return [
        Row(number.strip("+"), re.findall(r"`([^`]+)`", shown_by), left_out.strip())
        for number, _, shown_by, left_out in found
    ]


@cache
def _tests_in(file: str) -> frozenset[str]:
    path = _HERE / file
    if not path.is_file():
        return frozenset()
    nodes = ast.walk(ast.parse(path.read_text("utf-8")))
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    return frozenset(node.name for node in nodes if isinstance(node, functions))


def _exists(name: str) -> bool:
    file, mark, test = name.partition("::")
    return test in _tests_in(file) if mark else name in scenarios()


def test_every_number_but_those_of_queues_is_in_the_table_once() -> None:
    numbers = [int(row.number) for row in _rows() if row.number]

    assert numbers == [number for number in range(1, 65) if number not in _QUEUES]


def test_every_row_is_shown_by_something_and_all_that_is_named_exists() -> None:
    rows = _rows()

    assert [row for row in rows if not row.shown_by] == []
    assert [name for row in rows for name in row.shown_by if not _exists(name)] == []


def test_what_is_left_out_is_said_in_every_row() -> None:
    assert [row for row in _rows() if not row.left_out] == []


def test_every_scenario_is_in_the_table() -> None:
    named = {name for row in _rows() for name in row.shown_by}

    assert sorted(set(scenarios()) - named) == []
