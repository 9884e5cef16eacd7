"""The auditor's page: everything that was done, filtered and page by page, and never what was said."""

import pytest

from helpline.people.ports import Role
from tests.helpline.console.desk import Desk, contact_of, signed_in, talking
from tests.helpline.office import Office

NOTE = "what was said"
WHY = "The follow-up of yesterday"


@pytest.fixture
def auditor(office: Office) -> Desk:
    return signed_in(office, office.person("auditor", Role.AUDITOR))


@pytest.fixture
def read_contact(office: Office, counsellor: Desk, supervisor: Desk) -> str:
    """A contact that the counsellor wrote and the supervisor read."""
    talking(office, counsellor)
    contact = contact_of(counsellor)
    body = {"version": contact["version"], "form": {"call_type": "test"}, "note": NOTE}
    counsellor.send("PUT", f"/api/contacts/{contact['id']}", body)
    supervisor.post(f"/contacts/{contact['id']}", {"reason": WHY})
    return str(contact["id"])


def test_the_page_tells_who_read_which_contact_and_when_and_never_what_was_said(
    auditor: Desk, supervisor: Desk, read_contact: str
) -> None:
    page = auditor.get("/audit").text

    assert read_contact in page
    assert "Sample supervisor" in page
    assert "read a contact" in page
    assert WHY in page
    assert NOTE not in page


def test_looking_at_the_log_is_in_the_log(auditor: Desk, office: Office) -> None:
    auditor.get("/audit")
    auditor.get("/api/audit")

    newest = [(row.actor_id, row.act, row.thing) for row in office.entries()[:2]]
    assert newest == [(auditor.id, "audit.read", "api"), (auditor.id, "audit.read", "page")]


def test_each_filter_narrows_what_is_shown(
    auditor: Desk, supervisor: Desk, counsellor: Desk, read_contact: str
) -> None:
    def found(query: str) -> list[tuple[str, str, str]]:
        rows = auditor.get(f"/api/audit?{query}").json["rows"]
        return [(row["actor_id"], row["act"], row["thing"]) for row in rows]

    assert found(f"act=contact.read&thing={read_contact}") == [
        (supervisor.id, "contact.read", read_contact)
    ]
    assert {who for who, _, _ in found(f"actor={counsellor.id}")} == {counsellor.id}
    assert found("to=2000-01-02T00:00:00Z") == []
    assert len(found("from=2000-01-02T00:00:00Z")) > 3
    today = auditor.get("/audit?act=contact.read&from=2100-01-01").text
    assert "No entry fits." in today


def test_paging_goes_back_number_by_number_without_a_gap(auditor: Desk, read_contact: str) -> None:
    whole = [row["number"] for row in auditor.get("/api/audit?limit=200").json["rows"]]
    paged, query = [], f"before={whole[0] + 1}&limit=2"

    while query:
        answer = auditor.get(f"/api/audit?{query}").json
        paged += [row["number"] for row in answer["rows"]]
        query = f"before={answer['older']}&limit=2" if answer["older"] else ""

    assert paged == whole


@pytest.mark.parametrize(
    "query", ["before=x", "before=99999999999", "before=-1", "thing=a%0D%0Ab", "act=%00", "limit=0"]
)
def test_a_filter_that_makes_no_sense_is_refused_by_name(auditor: Desk, query: str) -> None:
    answer = auditor.get(f"/api/audit?{query}")

    assert answer.status_code == 422
    assert answer.json["errors"][0]["field"] == query.partition("=")[0]


@pytest.mark.parametrize("query", ["from=x", "to=0001-01-01", "from=9999-12-31"])
def test_a_day_that_is_none_is_refused_on_the_page(auditor: Desk, query: str) -> None:
    assert auditor.get(f"/audit?{query}").status_code == 422


def test_every_change_over_the_web_has_its_entry_before_it_is_made(
    office: Office, supervisor: Desk, counsellor: Desk
) -> None:
    supervisor.send("DELETE", f"/api/shifts/{'0' * 32}")
    counsellor.send("POST", "/api/duty", {"state": "break"})

    entries = [(row.actor_id, row.act, row.thing) for row in reversed(office.entries())]
    assert entries == [
        (supervisor.id, "api_line.take_off_rota", "0" * 32),
        (counsellor.id, "api_desk.duty", "-"),
    ]


def test_a_refused_page_is_on_record_with_who_wanted_it(office: Office, counsellor: Desk) -> None:
    counsellor.get("/audit")

    (entry,) = office.entries()
    assert (entry.actor_id, entry.act, entry.thing) == (
        counsellor.id,
        "access.refused",
        "audit.audit",
    )


def test_what_cannot_be_put_on_record_is_not_done_but_a_call_goes_on(
    office: Office, supervisor: Desk, counsellor: Desk
) -> None:
    call_id = talking(office, counsellor)
    with office.parts.database.writing() as connection:
        connection.exec_driver_sql("ALTER TABLE audit RENAME TO away")

    held = counsellor.send("POST", f"/api/calls/{call_id}/hold")
    planned = supervisor.send("DELETE", f"/api/shifts/{'0' * 32}")

    assert (held.status_code, held.json["call"]["on_hold"]) == (200, True)
    assert planned.status_code == 500
