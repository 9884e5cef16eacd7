"""Cases by JSON: what the pages do, for programs, each answer as it is described."""

import re
import uuid
from typing import Any

import pytest

from helpline.cases.directory import samples
from tests.helpline.console.desk import Answer, Desk, at_a_desk, contact_of, talking
from tests.helpline.console.test_openapi import _faults
from tests.helpline.office import Office

A_DAY = "2026-12-01"


@pytest.fixture
def described(counsellor: Desk) -> dict[str, Any]:
    answer: dict[str, Any] = counsellor.get("/api/openapi.json").json
    return answer


@pytest.fixture
def contact_id(office: Office, counsellor: Desk) -> str:
    talking(office, counsellor)
    return str(contact_of(counsellor)["id"])


@pytest.fixture
def case(counsellor: Desk, contact_id: str) -> dict[str, Any]:
    answer = counsellor.send("POST", "/api/cases", {"contact_id": contact_id})
    assert answer.status_code == 201
    opened: dict[str, Any] = answer.json
    return opened


def _ask(desk: Desk, case: dict[str, Any], what: str, **body: Any) -> Answer:
    return desk.send("POST", f"/api/cases/{case['id']}/{what}", body)


def _whole(desk: Desk, case: dict[str, Any]) -> Any:
    return desk.get(f"/api/cases/{case['id']}").json


def test_a_case_lives_by_json_from_its_first_contact_to_its_closing(
    office: Office, counsellor: Desk, supervisor: Desk, case: dict[str, Any], contact_id: str
) -> None:
    office.parts.services.replace_all(samples())
    service = samples()[0].code
    _ask(counsellor, case, "entries", kind="note", text="a sample note")
    due = _ask(counsellor, case, "entries", kind="follow_up", text="ask again", due_on=A_DAY)
    flag = _ask(counsellor, case, "flags", reason="danger")
    _ask(counsellor, case, "consents", consent="share_identity", given=True)
    made = _ask(counsellor, case, "referrals", service=service, with_identity=True)
    _ask(counsellor, case, f"referrals/{made.json['id']}/outcome", outcome="helped")
    assert [each.status_code for each in (due, flag, made)] == [201, 201, 201]
    for entry in (due, flag):
        assert _ask(counsellor, case, f"entries/{entry.json['id']}/finish").status_code == 204

    assert _ask(counsellor, case, "state", state="closing").status_code == 204
    assert _ask(counsellor, case, "approve").status_code == 403
    assert _ask(supervisor, case, "approve").status_code == 204

    whole = _whole(counsellor, case)
    assert whole["case"]["state"] == "closed"
    assert [each["id"] for each in whole["contacts"]] == [contact_id]
    kinds = [each["kind"] for each in whole["entries"]]
    assert sorted(kinds) == sorted(
        ["note", "follow_up", "flag", "consent", "referral", "referral", "state", "state"]
    )
    texts = {each["text"] for each in whole["entries"]}
    assert texts == {"a sample note", "ask again", None}
    closed = counsellor.get("/api/cases?view=closed").json["rows"]
    assert [each["id"] for each in closed] == [case["id"]]
    assert counsellor.get("/api/cases").json["rows"] == []


def test_what_is_sent_twice_with_one_key_is_one_line(
    counsellor: Desk, case: dict[str, Any]
) -> None:
    key, path = uuid.uuid4().hex, f"/api/cases/{case['id']}"
    for what, body in (
        ("entries", {"kind": "note", "text": "once"}),
        ("flags", {"reason": "quality"}),
        ("consents", {"consent": "call_back", "given": False}),
    ):
        first = counsellor.send("POST", f"{path}/{what}", body, key=key)
        again = counsellor.send("POST", f"{path}/{what}", body, key=key)
        assert (first.status_code, first.json) == (201, again.json)

    kinds = [each["kind"] for each in _whole(counsellor, case)["entries"]]
    assert sorted(kinds) == ["consent", "flag", "note"]


def test_a_contact_joins_the_case_of_a_label_and_leaves_it(
    counsellor: Desk, case: dict[str, Any], office: Office
) -> None:
    body = {"channel": "paper", "happened_at": office.parts.clock.now().isoformat()}
    other = counsellor.send("POST", "/api/contacts", body).json["id"]
    path = f"/api/contacts/{other}/case"

    assert counsellor.send("POST", path, {"label": "no-such-1"}).status_code == 404
    joined = counsellor.send("POST", path, {"label": case["label"]})

    assert (joined.status_code, joined.json["id"]) == (200, case["id"])
    assert len(_whole(counsellor, case)["contacts"]) == 2
    out = f"/api/cases/{case['id']}/contacts/{other}"
    assert counsellor.send("DELETE", out).status_code == 204
    assert len(_whole(counsellor, case)["contacts"]) == 1


def test_a_case_goes_to_another_who_takes_it(
    office: Office, counsellor: Desk, case: dict[str, Any]
) -> None:
    colleague = at_a_desk(office, "colleague")
    assert _ask(colleague, case, "answer", takes=True).status_code == 404
    assert _ask(counsellor, case, "hand-over", person_id="nobody").status_code == 422
    assert _ask(counsellor, case, "hand-over", person_id=colleague.id).status_code == 204
    assert _whole(colleague, case)["contacts"][0]["note"] is None

    assert _ask(colleague, case, "answer", takes=True).status_code == 204

    assert _whole(colleague, case)["case"]["owner_id"] == colleague.id
    assert counsellor.get(f"/api/cases/{case['id']}").status_code == 404


def test_nobody_else_does_anything_to_it(office: Office, case: dict[str, Any]) -> None:
    colleague = at_a_desk(office, "colleague")
    asked: dict[str, dict[str, Any]] = {
        "entries": {"kind": "note", "text": "x"},
        "entries/none/finish": {},
        "flags": {"reason": "danger"},
        "state": {"state": "closing"},
        "hand-over": {"person_id": colleague.id},
        "consents": {"consent": "call_back", "given": True},
        "referrals": {"service": "x"},
        "referrals/none/outcome": {"outcome": "helped"},
    }
    before = office.parts.cases.entries(case["id"])

    statuses = {
        what: _ask(colleague, case, what, **body).status_code for what, body in asked.items()
    }

    assert statuses == dict.fromkeys(asked, 404)
    assert colleague.get(f"/api/cases/{case['id']}").status_code == 404
    assert colleague.get("/api/cases").json["rows"] == []
    assert office.parts.cases.entries(case["id"]) == before


@pytest.mark.parametrize(
    ("what", "body", "field"),
    [
        ("entries", {"kind": "gossip", "text": "x"}, "kind"),
        ("entries", {"kind": "note", "text": " "}, "text"),
        ("entries", {"kind": "note", "text": "8 705 555 01 01"}, "text"),
        ("entries", {"kind": "follow_up", "text": "x"}, "due_on"),
        ("entries", {"kind": "follow_up", "text": "x", "due_on": "soon"}, "due_on"),
        ("flags", {"reason": "because"}, "reason"),
        ("state", {"state": "burnt"}, "state"),
        ("hand-over", {"person_id": 7}, "person_id"),
        ("answer", {"takes": "yes"}, "takes"),
        ("consents", {"consent": "all", "given": True}, "consent"),
        ("consents", {"consent": "call_back", "given": "no"}, "given"),
        ("referrals", {"service": "none"}, "service"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_written(
    counsellor: Desk, case: dict[str, Any], what: str, body: dict[str, Any], field: str
) -> None:
    answer = _ask(counsellor, case, what, **body)

    assert answer.status_code == 422
    assert [each["field"] for each in answer.json["errors"]] == [field]
    assert _whole(counsellor, case)["entries"] == []


def test_no_name_is_passed_on_without_a_yes(
    office: Office, counsellor: Desk, case: dict[str, Any]
) -> None:
    office.parts.services.replace_all(samples())
    service = samples()[0].code

    answer = _ask(counsellor, case, "referrals", service=service, with_identity=True)

    assert answer.status_code == 409


def test_what_cases_and_searches_answer_is_what_is_described(
    counsellor: Desk, supervisor: Desk, described: dict[str, Any], case: dict[str, Any]
) -> None:
    note = {"kind": "follow_up", "text": "x", "due_on": A_DAY}
    everybody = {"whose": "all", "reason": "to see what is described"}
    steps: list[tuple[str, str, Any, Desk]] = [
        ("post", "/api/cases/{case_id}/entries", note, counsellor),
        ("get", "/api/cases", None, counsellor),
        ("get", "/api/cases/{case_id}", None, counsellor),
        ("get", "/api/cases/{case_id}", None, supervisor),
        ("post", "/api/cases/{case_id}/flags", {"reason": "danger"}, counsellor),
        ("post", "/api/cases/{case_id}/state", {"state": "in_progress"}, counsellor),
        ("post", "/api/cases/{case_id}/approve", None, supervisor),
        ("post", "/api/search/contacts", {}, counsellor),
        ("post", "/api/search/cases", everybody, supervisor),
        ("post", "/api/search/cases", {"state": "burnt"}, supervisor),
    ]

    faults = []
    for method, path, body, desk in steps:
        answer = desk.send(method.upper(), re.sub(r"\{\w+\}", case["id"], path), body)
        faults += _faults(described, method, path, answer)

    assert faults == []
