"""Looking for contacts and cases: her own at once, everybody's for a reason, and all of it on record."""

import re
from html import unescape
from typing import Any

import pytest

from tests.helpline.console.desk import Answer, Desk, at_a_desk, contact_of, talking
from tests.helpline.office import Office

FORM = {
    "call_type": "counselling",
    "categories": ["violence.bullying"],
    "child": {"age": 11, "region": "ulytau"},
}
REASON = "the quarter's review of bullying"
NOTE = "a violet kaleidoscope"


@pytest.fixture
def contact_id(office: Office, counsellor: Desk) -> str:
    talking(office, counsellor)
    contact = contact_of(counsellor)
    body = {"version": contact["version"], "form": FORM, "note": NOTE}
    path = f"/api/contacts/{contact['id']}"
    assert counsellor.send("POST", f"{path}/complete", body).status_code == 200
    return str(contact["id"])


@pytest.fixture
def colleague(office: Office, contact_id: str) -> Desk:
    """Free to talk only now: the call before was the other's."""
    assert contact_id
    return at_a_desk(office, "colleague")


def _look(desk: Desk, what: str = "contacts", **body: Any) -> Answer:
    return desk.send("POST", f"/api/search/{what}", body)


def _ids(answer: Answer) -> list[str]:
    assert answer.status_code == 200, answer.text
    return [row["id"] for row in answer.json["rows"]]


def _acts(office: Office) -> list[tuple[str, str, str | None]]:
    return [(entry.act, entry.thing, entry.reason) for entry in office.entries()]


@pytest.mark.parametrize(
    ("sought", "is_found"),
    [
        ({}, True),
        ({"category": "violence"}, True),
        ({"category": "violence.bullying", "region": "ulytau", "age_band": "10_12"}, True),
        ({"category": "mental_health"}, False),
        ({"region": "abai"}, False),
        ({"state": "complete"}, True),
        ({"state": "draft"}, False),
        ({"flagged": True}, False),
        ({"overdue": True}, False),
        ({"since": "2000-01-01T00:00:00Z"}, True),
        ({"until": "2000-01-01T00:00:00Z"}, False),
    ],
)
def test_a_contact_is_found_by_its_codes_and_not_by_others(
    counsellor: Desk, contact_id: str, sought: dict[str, Any], *, is_found: bool
) -> None:
    assert _ids(_look(counsellor, **sought)) == ([contact_id] if is_found else [])


def test_a_search_shows_codes_and_never_a_note_and_is_on_record(
    office: Office, counsellor: Desk, contact_id: str
) -> None:
    answer = _look(counsellor)

    assert answer.json["rows"][0]["form"] == FORM
    assert answer.json["rows"][0]["note"] is None
    assert NOTE not in answer.text
    assert _acts(office)[:2] == [
        ("contact.read", contact_id, None),
        ("records.searched", "contacts", None),
    ]


def test_a_colleague_finds_nothing_of_it_whatever_she_asks_for(
    colleague: Desk, contact_id: str, counsellor: Desk
) -> None:
    asked = {"whose": "all", "reason": REASON}
    for sought in ({}, asked, {"owner_id": counsellor.id}, {"reference": contact_id}):
        assert _ids(_look(colleague, **sought)) == []


def test_a_supervisor_finds_it_for_a_reason_that_is_on_record(
    office: Office, supervisor: Desk, contact_id: str
) -> None:
    mine = _look(supervisor)
    unreasoned = _look(supervisor, whose="all", reason=" ")
    found = _look(supervisor, whose="all", reason=REASON, category="violence")

    assert _ids(mine) == []
    assert unreasoned.status_code == 422
    assert [each["field"] for each in unreasoned.json["errors"]] == ["reason"]
    assert _ids(found) == [contact_id]
    assert _acts(office)[:2] == [
        ("contact.read", contact_id, REASON),
        ("records.searched", "contacts", REASON),
    ]


def test_a_number_is_no_reason_that_could_stand_on_record(supervisor: Desk) -> None:
    answer = _look(supervisor, whose="all", reason="asked about +7 701 555 01 01 today")

    assert answer.status_code == 422


def test_a_case_is_found_by_its_name_its_state_and_what_is_in_it(
    counsellor: Desk, supervisor: Desk, contact_id: str
) -> None:
    case = counsellor.send("POST", "/api/cases", {"contact_id": contact_id}).json

    for sought in (
        {"reference": case["label"].upper()[:6]},
        {"reference": case["id"][:8], "state": "open"},
        {"region": "ulytau"},
        {"state": "complete"},
    ):
        assert _ids(_look(counsellor, "cases", **sought)) == [case["id"]], sought
    for sought in ({"state": "closed"}, {"region": "abai"}, {"flagged": True}):
        assert _ids(_look(counsellor, "cases", **sought)) == [], sought
    assert _ids(_look(supervisor, "cases")) == []
    assert _ids(_look(supervisor, "cases", whose="all", reason=REASON)) == [case["id"]]


@pytest.mark.parametrize(
    ("sought", "field"),
    [
        ({"category": "gossip"}, "category"),
        ({"region": "atlantis"}, "region"),
        ({"age_band": "old"}, "age_band"),
        ({"state": "burnt"}, "state"),
        ({"since": "soon"}, "since"),
        ({"flagged": "yes"}, "flagged"),
        ({"limit": 0}, "limit"),
        ({"after": "x"}, "after"),
        ({"after": "2026-01-01T00:00:00Z~'"}, "after"),
        ({"reference": "\x00"}, "reference"),
        ({"whose": "theirs"}, "whose"),
    ],
)
def test_what_cannot_be_looked_for_is_named(
    supervisor: Desk, sought: dict[str, Any], field: str
) -> None:
    answer = _look(supervisor, **sought)

    assert answer.status_code == 422
    assert [each["field"] for each in answer.json["errors"]] == [field]


def test_the_page_says_that_notes_are_not_searched_and_puts_nothing_in_the_address(
    counsellor: Desk, contact_id: str
) -> None:
    page = counsellor.get("/search").text
    answer = counsellor.post("/search", {"what": "contacts", "region": "ulytau"})

    assert "Notes are encrypted and are not searched." in page
    assert 'method="post" action="/search"' in page
    assert (answer.status_code, answer.location) == (200, None)
    assert f"/contacts/{contact_id}" in answer.text
    assert re.search('value="ulytau" selected', answer.text)


def test_the_page_asks_a_supervisor_why_and_keeps_what_she_chose(
    supervisor: Desk, contact_id: str
) -> None:
    wrong = supervisor.post("/search", {"whose": "all", "region": "ulytau"})
    right = supervisor.post("/search", {"whose": "all", "region": "ulytau", "reason": REASON})

    assert wrong.status_code == 422
    assert 'href="#reason"' in wrong.text
    assert re.search('value="ulytau" selected', wrong.text)
    assert f"/contacts/{contact_id}" in right.text
    assert 'name="whose"' not in supervisor.get("/search").text.split("reference")[0]


def test_a_page_that_is_full_leads_to_the_older_ones(office: Office, counsellor: Desk) -> None:
    for number in range(52):
        body = {"id": f"{number:032x}", "happened_at": office.parts.clock.now().isoformat()}
        body |= {"channel": "paper"}
        assert counsellor.send("POST", "/api/contacts", body).status_code == 201
    first = counsellor.post("/search", {"what": "contacts"}).text
    after = unescape(re.findall('name="after" value="([^"]+)"', first)[0])

    second = counsellor.post("/search", {"what": "contacts", "after": after}).text

    ids = re.findall("/contacts/([0-9a-f]{32})", first + second)
    assert len(re.findall("/contacts/[0-9a-f]{32}", first)) == 50
    assert sorted(ids) == [f"{number:032x}" for number in range(52)]
    assert 'name="after"' not in second


def test_a_colleagues_contact_in_a_case_of_hers_leads_to_the_case(
    office: Office, counsellor: Desk, colleague: Desk, contact_id: str
) -> None:
    case = counsellor.send("POST", "/api/cases", {"contact_id": contact_id}).json
    counsellor.send("POST", f"/api/cases/{case['id']}/hand-over", {"person_id": colleague.id})
    colleague.send("POST", f"/api/cases/{case['id']}/answer", {"takes": True})

    page = colleague.post("/search", {"what": "contacts"}).text

    assert f"/cases/{case['id']}" in page
    assert f"/contacts/{contact_id}" not in page
