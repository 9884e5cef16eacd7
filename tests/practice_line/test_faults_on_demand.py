"""What goes wrong at a real carrier goes wrong here when it is asked to, and only as often."""

from typing import Any

import pytest
from twilio.request_validator import RequestValidator

from tests.practice_line.rooms import enter, told
from tests.practice_line.scene import TOKEN, Scene, refusal


def _ask_for(scene: Scene, **faults: Any) -> None:
    assert scene.control("POST", "/faults", faults) == (200, {"set": faults})


def _played(scene: Scene) -> list[str]:
    return [each.fields["name"] for each in scene.line.journal("fault") if "name" in each.fields]


def test_as_many_callbacks_are_dropped_as_was_asked(scene: Scene) -> None:
    _ask_for(scene, drop_callbacks=2)

    for _ in range(2):
        scene.until_over(scene.call("<Hangup/>"))
    third = scene.call("<Hangup/>")

    [asked] = scene.account.wait_for("/status")
    assert asked.params["CallSid"] == third
    assert _played(scene) == ["drop_callbacks"] * 2


def test_a_callback_comes_twice_with_the_same_number_and_as_a_request_of_its_own(
    scene: Scene,
) -> None:
    _ask_for(scene, duplicate_callbacks=1)

    scene.call("<Hangup/>")

    first, second = scene.account.wait_for("/status", 2)
    token = "I-Twilio-Idempotency-Token"
    assert first.params == second.params
    assert first.headers[token] != second.headers[token]
    assert _played(scene) == ["duplicate_callbacks"]


def test_a_callback_comes_late_and_after_the_next_one(scene: Scene) -> None:
    first = enter(scene)
    second = enter(scene)
    told(scene, 3)
    _ask_for(scene, delay_callbacks_s=0.5)
    scene.line.hang_up(second)
    _ask_for(scene, delay_callbacks_s=0)

    scene.line.hang_up(first)

    *_, leave, end, late = [asked.params for asked in scene.account.wait_for("/events", 6)]
    assert {leave["SequenceNumber"], end["SequenceNumber"]} == {"5", "6"}
    assert (late["SequenceNumber"], late["CallSid"]) == ("4", second)


def test_documents_do_not_wait_for_callbacks(scene: Scene) -> None:
    _ask_for(scene, delay_callbacks_s=30)
    scene.until_over(scene.call("<Hangup/>"))

    sid = scene.call("<Hangup/>")

    assert scene.until_over(sid) == "completed"
    assert scene.account.asked("/status") == []


def test_a_signature_is_wrong_when_it_shall_be_and_right_again_after(scene: Scene) -> None:
    _ask_for(scene, wrong_signatures=1)
    for _ in range(2):
        scene.until_over(scene.call("<Pause length='0'/>"))

    asked = scene.account.wait_for("/voice", 2)

    validator = RequestValidator(TOKEN)
    good = [
        validator.validate(each.url, each.params, each.headers["X-Twilio-Signature"])
        for each in asked + scene.account.wait_for("/status", 2)
    ]
    assert good.count(False) == 1
    assert not good[0]


def test_the_api_fails_as_it_shall_and_then_works_again(scene: Scene) -> None:
    calls = scene.client.calls
    _ask_for(scene, rest_errors=1)
    first = refusal(calls.list)
    _ask_for(scene, rest_errors=1, rest_error_status=429, rest_error_code=20429)
    second = refusal(calls.list)

    assert calls.list() == []

    assert (first, second) == ((500, 20500), (429, 20429))
    assert _played(scene) == ["rest_errors"] * 2


@pytest.mark.parametrize(
    ("faults", "words"),
    [
        ({"drop_calls": 1}, "unknown faults: drop_calls"),
        ({'a "quoted" name': 1, "b": 2}, 'unknown faults: a "quoted" name, b'),
        ({"drop_callbacks": "many"}, "a fault is a number"),
        ({"drop_callbacks": None}, "a fault is a number"),
        ({"drop_callbacks": [1]}, "a fault is a number"),
        ({"drop_callbacks": True}, "a fault is a number"),
        ({"drop_callbacks": -1}, "drop_callbacks must be a number from 0 to 100000"),
        ({"drop_callbacks": float("inf")}, "drop_callbacks must be a number from 0 to 100000"),
        (
            {"delay_callbacks_s": float("nan")},
            "delay_callbacks_s must be a number from 0 to 100000",
        ),
        ({"rest_error_status": 200}, "rest_error_status must be from 400 to 599"),
    ],
)
def test_a_fault_that_cannot_be_is_refused_and_none_of_the_others_is_set(
    scene: Scene, faults: dict[str, Any], words: str
) -> None:
    answer = scene.control("POST", "/faults", {"duplicate_callbacks": 3, **faults})

    assert answer == (400, {"error": words})
    assert scene.line.carrier.faults.duplicate_callbacks == 0
