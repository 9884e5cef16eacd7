"""Somebody else's contact is read for a written reason, which stands on record."""

from typing import Any

import pytest

from tests.helpline.console.desk import Desk, contact_of, talking
from tests.helpline.office import Office

NOTE = "what was said"
WHY = "The follow-up of yesterday"


@pytest.fixture
def contact(office: Office, counsellor: Desk) -> dict[str, Any]:
    """Of a talk that is going on, with a note in it."""
    talking(office, counsellor)
    found = contact_of(counsellor)
    body = {"version": found["version"], "form": {"call_type": "test"}, "note": NOTE}
    assert counsellor.send("PUT", f"/api/contacts/{found['id']}", body).status_code == 200
    return found


def test_a_supervisor_is_asked_why_and_sees_nothing_before_she_has_said_it(
    office: Office, counsellor: Desk, supervisor: Desk, contact: dict[str, Any]
) -> None:
    api, page = f"/api/contacts/{contact['id']}", f"/contacts/{contact['id']}"
    before = len(office.entries())

    bare = supervisor.get(api)
    asked = supervisor.get(page)
    empty = supervisor.send("POST", f"{api}/read", {})
    short = supervisor.send("POST", f"{api}/read", {"reason": "because"})
    number = supervisor.post(page, {"reason": "Her number is +7 700 555 01 23"})

    assert (bare.status_code, bare.json["type"]) == (403, "/problems/reason-needed")
    assert "Why do you read this contact?" in asked.text
    assert empty.status_code == 403
    assert (short.status_code, short.json["errors"][0]["field"]) == (422, "reason")
    assert number.status_code == 422
    assert "Leave out telephone numbers" in number.text
    assert NOTE not in bare.text + asked.text + empty.text + short.text + number.text
    assert len(office.entries()) == before
    read = supervisor.send("POST", f"{api}/read", {"reason": WHY})
    assert read.json["note"] == NOTE
    assert NOTE in supervisor.post(page, {"reason": WHY}).text


def test_in_the_list_of_a_supervisor_a_note_is_withheld_and_not_empty(
    counsellor: Desk, supervisor: Desk, contact: dict[str, Any]
) -> None:

    (own,) = counsellor.get("/api/contacts").json["rows"]
    (listed,) = supervisor.get("/api/contacts").json["rows"]

    assert own["note"] == NOTE
    assert listed == own | {"note": None}


def test_a_contact_that_is_not_there_is_not_there_whatever_the_reason(supervisor: Desk) -> None:
    assert supervisor.get("/contacts/unknown").status_code == 404
    assert supervisor.post("/contacts/unknown", {"reason": WHY}).status_code == 404
    answer = supervisor.send("POST", "/api/contacts/unknown/read", {"reason": WHY})
    assert answer.status_code == 404
