"""Contacts beyond the call of the moment: from paper, on behalf of others, rescued when stuck."""

import uuid
from datetime import timedelta
from typing import Any

import pytest

from helpline.people.ports import Role
from tests.helpline.console.desk import Desk, at_a_desk, contact_of, signed_in, talking
from tests.helpline.office import Office


def _paper(office: Office, desk: Desk, **words: str) -> dict[str, str]:
    yesterday = office.parts.clock.now() - timedelta(days=1)
    day = yesterday.astimezone(office.parts.config.zone).date().isoformat()
    return {
        "id": uuid.uuid4().hex,
        "channel": "paper",
        "owner_id": desk.id,
        "date": day,
        "time": "10:30",
    } | words


def test_a_contact_on_paper_is_added_once_however_often_the_form_is_sent(
    office: Office, counsellor: Desk
) -> None:
    form = _paper(office, counsellor)

    answers = [counsellor.post("/contacts", form) for _ in range(2)]

    assert [answer.location for answer in answers] == [f"/contacts/{form['id']}/write"] * 2
    rows = counsellor.get("/api/contacts").json["rows"]
    assert [(row["id"], row["channel"], row["call_id"]) for row in rows] == [
        (form["id"], "paper", None)
    ]
    assert [entry.act for entry in office.entries()][-1] == "contact.added"


def test_written_on_behalf_of_a_colleague_both_are_kept(office: Office, counsellor: Desk) -> None:
    colleague = at_a_desk(office, "colleague")
    form = _paper(office, counsellor, owner_id=colleague.id)
    counsellor.post("/contacts", form)
    path = f"/api/contacts/{form['id']}"

    body = {"version": 0, "form": {"call_type": "test"}, "note": "a sample note"}
    done = counsellor.send("POST", f"{path}/complete", body)

    assert done.status_code == 200
    assert (done.json["owner_id"], done.json["recorded_by"]) == (colleague.id, counsellor.id)
    assert colleague.get(path).json["note"] == counsellor.get(path).json["note"]
    page = colleague.get(f"/contacts/{form['id']}").text
    assert "Written down by" in page
    assert "Sample counsellor" in page


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({"channel": "pigeon"}, "channel"),
        ({"owner_id": "0" * 32}, "owner_id"),
        ({"date": "tomorrow"}, "date"),
        ({"date": "2100-01-01"}, "happened_at"),
        ({"date": "2020-01-01"}, "happened_at"),
        ({"id": "../x"}, "id"),
    ],
)
def test_what_is_wrong_on_the_paper_form_is_named_and_nothing_is_added(
    office: Office, counsellor: Desk, words: dict[str, str], field: str
) -> None:
    answer = counsellor.post("/contacts", _paper(office, counsellor, **words))

    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert counsellor.get("/api/contacts").json["rows"] == []


def test_the_same_by_json(office: Office, counsellor: Desk) -> None:
    at = office.parts.clock.now().isoformat()

    answer = counsellor.send("POST", "/api/contacts", {"channel": "post", "happened_at": at})
    wrong = counsellor.send("POST", "/api/contacts", {"channel": "voice", "happened_at": at})

    assert (answer.status_code, answer.json["recorded_by"]) == (201, counsellor.id)
    assert (wrong.status_code, wrong.json["errors"][0]["field"]) == (422, "channel")


def test_a_supervisor_finishes_a_stuck_contact_and_the_counsellor_stays_its_owner(
    office: Office, counsellor: Desk, supervisor: Desk
) -> None:
    talking(office, counsellor)
    contact = contact_of(counsellor)
    path = f"/api/contacts/{contact['id']}"
    body = {"version": contact["version"], "form": {"call_type": "test"}, "note": "hers"}
    counsellor.send("PUT", path, body)
    assert supervisor.send("PUT", path, body).status_code == 404

    taken = supervisor.post(f"/contacts/{contact['id']}/rescue", {"reason": "counsellor_gone"})
    page = supervisor.get(taken.location)
    version = supervisor.get(path).json["version"]
    done = supervisor.send("POST", f"{path}/complete", body | {"version": version})

    assert (taken.status_code, page.status_code, done.status_code) == (303, 200, 200)
    assert (done.json["owner_id"], done.json["recorded_by"]) == (counsellor.id, supervisor.id)
    rescued = [entry for entry in office.entries() if entry.act == "contact.rescued"]
    assert [(entry.thing, entry.reason) for entry in rescued] == [
        (contact["id"], "counsellor_gone")
    ]


def test_the_counsellors_open_page_learns_that_it_was_rescued(
    office: Office, counsellor: Desk, supervisor: Desk
) -> None:
    talking(office, counsellor)
    contact = contact_of(counsellor)
    path = f"/api/contacts/{contact['id']}"
    supervisor.send("POST", f"{path}/rescue", {"reason": "too_long_open"})

    late = counsellor.send("PUT", path, {"version": contact["version"], "form": {}, "note": "x"})

    assert (late.status_code, late.json["type"]) == (409, "/problems/stale-contact")


@pytest.mark.parametrize("reason", ["", "because"])
def test_nothing_is_rescued_without_a_reason_or_twice_complete(
    office: Office, counsellor: Desk, supervisor: Desk, reason: str
) -> None:
    talking(office, counsellor)
    contact: dict[str, Any] = contact_of(counsellor)
    path = f"/api/contacts/{contact['id']}"
    assert supervisor.send("POST", f"{path}/rescue", {"reason": reason}).status_code == 422
    body = {"version": contact["version"], "form": {"call_type": "test"}}
    assert counsellor.send("POST", f"{path}/complete", body).status_code == 200

    answer = supervisor.send("POST", f"{path}/rescue", {"reason": "too_long_open"})

    assert answer.status_code == 409
    assert counsellor.get(path).json["recorded_by"] == counsellor.id


def test_an_analyst_adds_nothing(office: Office) -> None:
    analyst = signed_in(office, office.person("analyst", Role.ANALYST))

    assert analyst.get("/contacts/new").status_code == 403
    assert analyst.post("/contacts", {}).status_code == 403
