"""Scenarios written from the carrier's documentation, acted out on virtual time.

Each file is a group. A scenario says what is set up, who does what when, and what must be seen.
"""

import json
from collections.abc import Iterator
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


_KEYS = {
    "scenario": "name source config faults telephones sounds answers acts lasts_s expect",
    "act": "at place from browser params press speak by hang_up faults rest form as_user gets",
    "gets": "status code body",
    "answer": "verbs body type status headers cookies after_s sound_s nobody",
    "expect": "requests played together calls errors warnings",
    "request": "at ask with without headers without_headers again_of",
}


def _parts(said: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each part of a scenario and which kind it is."""
    yield "scenario", said
    yield "expect", said["expect"]
    yield from (("act", act) for act in said["acts"])
    yield from (("gets", act["gets"]) for act in said["acts"] if "gets" in act)
    yield from (("request", each) for each in said["expect"]["requests"])
    for answer in said["answers"].values():
        replies = answer if isinstance(answer, list) else [answer]
        yield from (("answer", each) for each in replies if isinstance(each, dict))


def test_no_scenario_says_anything_that_nobody_reads() -> None:
    unread = {
        f"{name}: {kind} {sorted(extra)}"
        for name, said in _SCENARIOS.items()
        for kind, part in _parts(said)
        if (extra := part.keys() - _KEYS[kind].split())
    }

    assert unread == set()


def test_every_word_that_a_scenario_may_say_is_explained() -> None:
    explained = (FOLDER / "README.md").read_text("utf-8")

    words = {word for words in _KEYS.values() for word in words.split()} - {"expect"}
    assert sorted(word for word in words if f"`{word}`" not in explained) == []
