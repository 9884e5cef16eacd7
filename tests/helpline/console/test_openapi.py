"""The description of the JSON API: the whole of it, nothing else, and true."""

import re
from typing import Any

import pytest
from openapi_schema_validator import OAS31Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from tests.helpline.console.desk import Answer, Desk, ringing, rules
from tests.helpline.office import Office
from tests.helpline.training_day import rings, ticket_of


@pytest.fixture
def described(counsellor: Desk) -> dict[str, Any]:
    answer: dict[str, Any] = counsellor.get("/api/openapi.json").json
    return answer


def _faults(described: dict[str, Any], method: str, path: str, answer: Answer) -> list[str]:
    """Where an answer is not what is described."""
    responses = described["paths"][path][method]["responses"]
    if str(answer.status_code) not in responses:
        return [f"{method} {path}: {answer.status_code} is not described"]
    kinds = responses[str(answer.status_code)].get("content", {})
    if not kinds:
        return [] if answer.data == b"" else [f"{method} {path}: has a body"]
    whole = {**kinds[answer.mimetype]["schema"], "components": described["components"]}
    return [f"{path}: {each.message}" for each in OAS31Validator(whole).iter_errors(answer.json)]


def test_it_is_valid_openapi(described: dict[str, Any]) -> None:
    assert described["openapi"].startswith("3.1")
    assert list(OpenAPIV31SpecValidator(described).iter_errors()) == []


def test_every_route_of_the_api_is_described_and_nothing_else(
    office: Office, described: dict[str, Any]
) -> None:
    real = {
        (method.lower(), re.sub(r"<(\w+)>", r"{\1}", str(rule.rule)))
        for rule, method in rules(office)
        if str(rule.rule).startswith("/api/")
    }

    told = {(method, path) for path, each in described["paths"].items() for method in each}

    assert told == real


def test_only_the_way_in_is_described_as_open(described: dict[str, Any]) -> None:
    unsigned = {
        (method, path)
        for path, each in described["paths"].items()
        for method, operation in each.items()
        if operation.get("security") == []
    }

    assert unsigned == {("post", "/api/session")}


def test_nobody_who_is_signed_out_reads_it(nobody: Desk) -> None:
    assert nobody.get("/api/openapi.json").status_code == 401


def test_what_a_counsellor_gets_through_a_whole_call_is_what_is_described(
    office: Office, counsellor: Desk, described: dict[str, Any]
) -> None:
    call_id, offer_id = ringing(office)
    contact = {"version": 0, "form": {}}
    steps: list[tuple[str, str, str, Any]] = [
        ("get", "/api/session", "", None),
        ("get", "/api/console", "", None),
        ("post", "/api/offers/{offer_id}/accept", offer_id, {}),
        ("post", "/api/offers/{offer_id}/decline", offer_id, {}),
        ("post", "/api/calls/{call_id}/hold", call_id, None),
        ("post", "/api/calls/{call_id}/mute", call_id, {"muted": True}),
        ("post", "/api/calls/{call_id}/hang-up", call_id, None),
        ("post", "/api/duty", "", {"state": "break", "reason": "tea"}),
        ("post", "/api/duty", "", {"state": "asleep"}),
        ("post", "/api/wrap-up/done", "", None),
        ("get", "/api/softphone-token", "", None),
        ("put", "/api/contacts/{contact_id}", "0" * 32, contact),
        ("get", "/api/contacts", "", None),
        ("get", "/api/shifts", "", None),
        ("get", "/api/on-shift", "", None),
        ("get", "/api/line", "", None),
        ("delete", "/api/session", "", None),
        ("get", "/api/console", "", None),
    ]

    faults = []
    for method, path, thing, body in steps:
        answer = counsellor.send(method.upper(), re.sub(r"\{\w+\}", thing, path), body)
        faults += _faults(described, method, path, answer)

    assert faults == []


def test_what_a_supervisor_gets_is_what_is_described(
    office: Office, counsellor: Desk, supervisor: Desk, described: dict[str, Any]
) -> None:
    ringing(office)
    shift = {
        "person_id": counsellor.id,
        "starts_at": "2100-03-01T08:00:00+05:00",
        "ends_at": "2100-03-01T20:00:00+05:00",
        "languages": ["kk"],
    }
    later = shift | {"ends_at": "2100-03-01T21:00:00+05:00"}
    steps: list[tuple[str, str, Any]] = [
        ("get", "/api/line", None),
        ("get", "/api/calls", None),
        ("post", "/api/shifts", shift),
        ("post", "/api/shifts", later),
        ("post", "/api/shifts", {}),
        ("get", "/api/shifts", None),
        ("get", "/api/console", None),
    ]

    answers = [(each, supervisor.send(each[0].upper(), each[1], each[2])) for each in steps]

    assert [answer.status_code for _, answer in answers] == [200, 200, 201, 409, 422, 200, 403]
    faults = [_faults(described, method, path, answer) for (method, path, _), answer in answers]
    assert [each for each in faults if each] == []


def test_what_training_answers_is_what_is_described(
    office: Office, counsellor: Desk, supervisor: Desk, described: dict[str, Any]
) -> None:
    wanted = {"counsellor_id": counsellor.id, "language": "kk"}
    session = supervisor.send("POST", "/api/training", wanted).json
    leg = {"SipHeader_X-Training": ticket_of(office, session["id"])}
    rings(office, "CA1", **leg)
    steps: list[tuple[str, str, str, Any, int]] = [
        ("get", "/api/training", "", None, 200),
        ("get", "/api/line", "", None, 200),
        ("get", "/api/calls", "", None, 200),
        ("post", "/api/training", "", wanted, 201),
        ("post", "/api/training", "", wanted | {"language": "ru"}, 409),
        ("post", "/api/training", "", {}, 422),
        ("get", "/api/training/scripts", "", None, 200),
        ("post", "/api/training/{training_id}/callers", session["id"], {"script": "sample"}, 201),
        ("post", "/api/training/{training_id}/callers", session["id"], {"script": "x"}, 422),
        ("post", "/api/training/{training_id}/callers", "0" * 32, {"script": "sample"}, 404),
        ("post", "/api/training/{training_id}/end", session["id"], None, 204),
        ("post", "/api/training/{training_id}/end", session["id"], None, 404),
    ]

    faults = _faults(described, "get", "/api/console", counsellor.get("/api/console"))
    for method, path, thing, body, status in steps:
        answer = supervisor.send(method.upper(), re.sub(r"\{\w+\}", thing, path), body)
        assert answer.status_code == status, (method, path, body)
        faults += _faults(described, method, path, answer)

    assert faults == []
