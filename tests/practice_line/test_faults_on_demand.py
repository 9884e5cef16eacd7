"""Faults as a service: what there is to be seen, set and taken back, all in words."""

from typing import Any

import pytest

from tests.practice_line.conftest import OpenLine
from tests.practice_line.faulty import ask_for, knob, played
from tests.practice_line.scene import Scene


def test_every_knob_is_shown_with_its_value_and_its_meaning(scene: Scene) -> None:
    status, answer = scene.control("GET", "/faults")

    assert status == 200
    assert (answer["seed"], answer["played"]) == (1, 0)
    assert len(answer["knobs"]) > 25
    assert [name for name, each in answer["knobs"].items() if not each["meaning"]] == []
    assert knob(scene, "rest_error_status") == {
        "value": 500,
        "meaning": "the HTTP status they are refused with",
        "must_be": "a whole number from 400 to 599",
        "played": 0,
        "occasions": 0,
    }


def test_what_has_been_played_and_what_is_left_is_shown(scene: Scene) -> None:
    ask_for(scene, drop_callbacks=3, duplicate_callbacks="50%")

    for _ in range(2):
        scene.until_over(scene.call("<Hangup/>"))
    scene.until_noted("fault", 3)

    shown = knob(scene, "drop_callbacks")
    assert (shown["value"], shown["played"], shown["occasions"]) == (1, 2, 2)
    assert knob(scene, "duplicate_callbacks")["value"] == "50%"


def test_every_fault_that_is_played_is_in_the_journal_with_its_number(scene: Scene) -> None:
    ask_for(scene, wrong_signatures=1, drop_callbacks=1)

    scene.until_over(scene.call("<Hangup/>"))
    [_, *numbered] = scene.until_noted("fault", 3)

    told = [(each.fields["fault"], each.fields["name"]) for each in numbered]
    assert told == [(1, "wrong_signatures"), (2, "drop_callbacks")]


def test_everything_is_taken_back_at_once(scene: Scene) -> None:
    ask_for(scene, drop_callbacks=2, rest_lag_s=5, withheld_as="sip", seed=7)
    scene.until_over(scene.call("<Hangup/>"))

    status, answer = scene.control("DELETE", "/faults")

    assert status == 200
    assert answer["played"] == 0
    values = {name: each["value"] for name, each in answer["knobs"].items()}
    assert (values["drop_callbacks"], values["rest_lag_s"]) == (0, 0)
    assert (values["withheld_as"], values["seed"]) == ("in turn", 1)
    scene.call("<Hangup/>")
    scene.account.wait_for("/status")
    assert played(scene) == ["drop_callbacks"]


_OFTEN = "drop_callbacks must be a whole number from 0 to 100000, or a share such as 25%"
_SECONDS = "delay_callbacks_s must be a number of seconds from 0 to 100000"


@pytest.mark.parametrize(
    ("faults", "words"),
    [
        ({"drop_calls": 1}, "unknown faults: drop_calls"),
        ({'a "quoted" name': 1, "b": 2}, 'unknown faults: a "quoted" name, b'),
        ({"drop_callbacks": "many"}, _OFTEN),
        ({"drop_callbacks": None}, _OFTEN),
        ({"drop_callbacks": [1]}, _OFTEN),
        ({"drop_callbacks": True}, _OFTEN),
        ({"drop_callbacks": -1}, _OFTEN),
        ({"drop_callbacks": 1.5}, _OFTEN),
        ({"drop_callbacks": float("inf")}, _OFTEN),
        ({"drop_callbacks": "101%"}, _OFTEN),
        ({"drop_callbacks": "-1%"}, _OFTEN),
        ({"drop_callbacks": "%"}, _OFTEN),
        ({"drop_callbacks": "nan%"}, _OFTEN),
        ({"delay_callbacks_s": float("nan")}, _SECONDS),
        ({"delay_callbacks_s": "25%"}, _SECONDS),
        ({"rest_error_status": 200}, "rest_error_status must be a whole number from 400 to 599"),
        ({"callbacks_only": 3}, "callbacks_only must be a text of at most 200 characters"),
        ({"callbacks_only": "x" * 201}, "callbacks_only must be a text of at most 200 characters"),
        ({"drop_callbacks": "x", "delay_callbacks_s": "y"}, f"{_SECONDS}; {_OFTEN}"),
    ],
)
def test_a_fault_that_cannot_be_is_refused_and_none_of_the_others_is_set(
    scene: Scene, faults: dict[str, Any], words: str
) -> None:
    answer = scene.control("POST", "/faults", {"duplicate_callbacks": 3, **faults})

    assert answer == (400, {"error": words})
    assert scene.line.carrier.faults.duplicate_callbacks == 0


def test_a_choice_that_is_none_is_answered_with_those_there_are(scene: Scene) -> None:
    status, answer = scene.control("POST", "/faults", {"withheld_as": "whisper"})

    assert status == 400
    assert answer["error"].startswith("withheld_as must be one of: in turn, anonymous, unknown")


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Referer": "https://elsewhere.example/page"},
        {"Host": "elsewhere.example"},
        {"Host": "10.0.0.1"},
    ],
    ids=str,
)
@pytest.mark.parametrize("method", ["POST", "DELETE"])
def test_a_page_of_somebody_elses_sets_no_faults(
    scene: Scene, method: str, headers: dict[str, str]
) -> None:
    ask_for(scene, rest_errors=1)

    status, _ = scene.ask(method, "/faults", b'{"drop_callbacks": 1}', **headers)

    assert status == 403
    assert scene.line.carrier.faults.drop_callbacks == 0
    assert scene.line.carrier.faults.rest_errors == 1


@pytest.mark.parametrize("path", ["/faults", "/debugger", "/debugger.json"])
def test_another_name_for_this_machine_is_let_in_only_where_the_line_was_told_so(
    open_line: OpenLine, path: str
) -> None:
    closed, opened = open_line(), open_line(open_beyond_loopback=True)

    assert closed.ask("GET", path, Host="line.example")[0] == 403
    assert closed.ask("GET", path, Host="localhost:1")[0] == 200
    assert opened.ask("GET", path, Host="line.example")[0] == 200
