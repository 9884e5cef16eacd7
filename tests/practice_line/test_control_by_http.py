"""Telephones without a person, by HTTP: what they can do, and how nonsense is answered."""

import json

import pytest

from tests.practice_line.scene import Scene, until

_CALLS = "/practice/calls"
_WAIT = "<Gather numDigits='1' timeout='100000' action='/keys'/>"


def test_a_call_is_placed_looked_at_given_keys_and_hung_up(scene: Scene) -> None:
    scene.account.says("/voice", _WAIT)
    scene.account.says("/keys", _WAIT)

    status, placed = scene.control("POST", _CALLS, {"from": "+77010000001"})
    sid = placed["call_sid"]
    until(lambda: scene.control("GET", f"{_CALLS}/{sid}")[1]["state"], "in-progress".__eq__)
    pressed, _ = scene.control("POST", f"{_CALLS}/{sid}/keys", {"digits": "2"})
    [asked] = scene.account.wait_for("/keys")
    hung_up, _ = scene.control("POST", f"{_CALLS}/{sid}/hang-up")
    again, _ = scene.control("POST", f"{_CALLS}/{sid}/hang-up")

    assert (status, pressed, hung_up, again) == (201, 200, 200, 200)
    assert (asked.params["From"], asked.params["Digits"]) == ("+77010000001", "2")
    assert scene.until_over(sid) == "completed"


def test_a_call_without_a_number_is_a_withheld_one(scene: Scene) -> None:
    scene.account.says("/voice", "<Hangup/>")

    scene.control("POST", _CALLS)

    [asked] = scene.account.wait_for("/voice")
    assert asked.params["From"] == "anonymous"


def test_a_browser_is_connected_with_its_parameters(scene: Scene) -> None:
    scene.account.says("/client", "<Hangup/>")

    status, _ = scene.control(
        "POST", "/practice/clients/person-7/connect", {"params": {"ticket": "t"}}
    )

    [asked] = scene.account.wait_for("/client")
    assert status == 201
    assert (asked.params["From"], asked.params["ticket"]) == ("client:person-7", "t")


def test_the_line_says_that_it_is_alive(scene: Scene) -> None:
    assert scene.control("GET", "/healthz") == (200, {"alive": True})


@pytest.mark.parametrize("path", ["", "/keys", "/hang-up"])
def test_a_call_that_nobody_knows_is_not_found(scene: Scene, path: str) -> None:
    method = "POST" if path else "GET"

    status, answer = scene.control(method, f"{_CALLS}/CA1{path}", {"digits": "1"})

    assert (status, answer) == (404, {"error": "no such call"})


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"\xff\xfe",
        b"from=+7701",
        b"[]",
        b"null",
        b'"text"',
        b"1",
        b"[" * 100_000,
        b'{"from": 7701}',
        b'{"from": null}',
        b'{"from": {"number": "1"}}',
        b'{"from": "\\ud800"}',
    ],
    ids=range(12),
)
def test_a_call_that_makes_no_sense_is_refused_in_words(scene: Scene, body: bytes) -> None:
    status, answer = scene.ask("POST", _CALLS, body, Content_Type="application/json")

    assert status == 400
    assert json.loads(answer)["error"]
    assert scene.client.calls.list() == []


def test_an_encoding_that_nobody_knows_is_refused_in_words(scene: Scene) -> None:
    kind = "application/json; charset=klingon"

    status, answer = scene.ask("POST", _CALLS, b"{}", Content_Type=kind)

    assert (status, json.loads(answer)) == (400, {"error": "JSON is expected"})


@pytest.mark.parametrize("digits", ["", "A", "1 2", "²", "１", 12, ["1"], None, {"1": "2"}])
def test_only_keys_that_a_telephone_has_can_be_pressed(scene: Scene, digits: object) -> None:
    sid = scene.call(_WAIT)

    status, answer = scene.control("POST", f"{_CALLS}/{sid}/keys", {"digits": digits})

    assert status == 400
    assert answer["error"].startswith("digits must be")


@pytest.mark.parametrize("params", ["a=b", ["a"], None, {"a": {"b": "c"}}, {"a": "\ud800"}])
def test_a_browsers_parameters_are_names_with_texts(scene: Scene, params: object) -> None:
    path = "/practice/clients/person-7/connect"

    status, answer = scene.control("POST", path, {"params": params})

    assert status == 400
    assert "must be" in answer["error"]


def test_the_api_answers_a_form_that_cannot_be_read_in_words(scene: Scene) -> None:
    scene.call(_WAIT)
    kind = "application/x-www-form-urlencoded; charset=klingon"
    path = f"/2010-04-01/Accounts/{scene.client.account_sid}/Calls.json"

    status, answer = scene.ask(
        "POST", path, b"To=%FF", Content_Type=kind, Authorization=scene.authorization
    )

    assert (status, json.loads(answer)["code"]) == (400, 20001)


def test_a_line_that_was_asked_for_nonsense_goes_on_serving(scene: Scene) -> None:
    for body in (b"{", b"[", b"\xff"):
        scene.ask("POST", _CALLS, body, Content_Type="application/json")

    assert scene.until_over(scene.call("<Hangup/>")) == "completed"
