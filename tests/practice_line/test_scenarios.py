"""Scenarios written from the carrier's documentation, acted out on virtual time.

Each file is a group. A scenario says what is set up, who does what when, and what must be seen.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.practice_line.acting import Stage
from tests.practice_line.comparing import differences

FOLDER = Path(__file__).parent / "scenarios"


def scenarios() -> dict[str, dict[str, Any]]:
    """By `group: name`."""
    return {
        f"{file.stem}: {each['name']}": each
        for file in sorted(FOLDER.glob("*.json"))
        for each in json.loads(file.read_text("utf-8"))
    }


_SCENARIOS = scenarios()


@pytest.mark.parametrize("said", _SCENARIOS.values(), ids=_SCENARIOS.keys())
def test_the_practice_line_does_what_the_documentation_says(said: dict[str, Any]) -> None:
    stage = Stage(said)

    stage.play()

    assert differences(stage, said["expect"]) == []


def test_every_scenario_has_a_name_and_a_source_of_its_own() -> None:
    written = [
        each for file in FOLDER.glob("*.json") for each in json.loads(file.read_text("utf-8"))
    ]

    assert len(_SCENARIOS) == len(written)
    assert len(written) >= 55
    assert [each["name"] for each in written if not each.get("source")] == []
