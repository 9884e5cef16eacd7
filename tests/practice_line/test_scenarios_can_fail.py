"""The judge of the scenarios: whatever is changed in an expectation is noticed."""

import copy
from typing import Any

import pytest

from tests.practice_line.acting import Stage
from tests.practice_line.comparing import differences

_SAID: dict[str, Any] = {
    "sounds": {"/a.wav": 3},
    "config": {"status_callback": "/status"},
    "answers": {
        "/voice": "<Play>/a.wav</Play><Dial><Conference waitUrl=''>help</Conference></Dial>"
    },
    "acts": [
        {"at": 0, "place": "child"},
        {"at": 5, "rest": "GET Calls/{child}", "gets": {"status": 200, "body": {"price": None}}},
        {"at": 9, "hang_up": "child"},
    ],
    "expect": {
        "requests": [
            {"at": 0, "ask": "POST /voice", "with": {"CallSid": "{child}"}},
            {"at": 9, "ask": "POST /status", "with": {"CallDuration": "9"}},
        ],
        "played": [["child", "/a.wav", 0, 3]],
        "together": [["child", "help", 3, 9]],
        "calls": {"child": ["completed", 9]},
    },
}


def _differences(said: dict[str, Any]) -> list[str]:
    stage = Stage(said)
    stage.play()
    return differences(stage, said["expect"])


def test_the_scenario_itself_is_right() -> None:
    assert _differences(_SAID) == []


@pytest.mark.parametrize(
    ("where", "value"),
    [
        (("expect", "requests", 0, "at"), 1),
        (("expect", "requests", 0, "ask"), "GET /voice"),
        (("expect", "requests", 0, "with", "CallSid"), "another"),
        (("expect", "requests", 0, "without"), ["CallSid"]),
        (("expect", "requests", 0, "headers"), {"Cookie": "a=1"}),
        (("expect", "requests", 0, "without_headers"), ["User-Agent"]),
        (("expect", "requests", 1, "again_of"), 1),
        (("expect", "requests", 1), {"at": 9, "ask": "POST /other"}),
        (("expect", "requests"), []),
        (("expect", "played", 0, 3), 4),
        (("expect", "played", 0, 1), "/b.wav"),
        (("expect", "played"), []),
        (("expect", "together", 0, 2), 2),
        (("expect", "together", 0, 1), "other"),
        (("expect", "calls", "child"), ["completed", 8]),
        (("expect", "calls", "child"), ["busy", 9]),
        (("expect", "errors"), [11200]),
        (("expect", "warnings"), [12200]),
        (("acts", 1, "gets", "status"), 404),
        (("acts", 1, "gets", "body"), {"status": "queued"}),
        (("answers", "/voice"), {"status": 500}),
        (("answers", "/voice"), "<Shout/>"),
    ],
    ids=str,
)
def test_whatever_is_changed_is_noticed(where: tuple[str | int, ...], value: object) -> None:
    changed = copy.deepcopy(_SAID)
    part: Any = changed
    for step in where[:-1]:
        part = part[step]
    part[where[-1]] = value

    assert _differences(changed) != []


def test_a_scenario_is_the_same_every_time() -> None:
    seen = []
    for _ in range(2):
        stage = Stage(_SAID)
        stage.play()
        seen.append(([each.__repr__() for each in stage.asked], stage.states, stage.names()))

    assert seen[0] == seen[1]
