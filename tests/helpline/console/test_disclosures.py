"""Emergency disclosure takes two people, one way, for one day, and every step is on record."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from helpline.people.ports import Role
from helpline.store.tables.disclosures import disclosures
from tests.helpline.console.desk import Desk, contact_of, signed_in, talking
from tests.helpline.office import Office

NOTE = "what was said"


@pytest.fixture
def officer(office: Office) -> Desk:
    return signed_in(office, office.person("officer", Role.DUTY_OFFICER))


@pytest.fixture
def contact_id(office: Office, counsellor: Desk) -> str:
    talking(office, counsellor)
    contact = contact_of(counsellor)
    body = {"version": contact["version"], "form": {"call_type": "test"}, "note": NOTE}
    counsellor.send("PUT", f"/api/contacts/{contact['id']}", body)
    return str(contact["id"])


def ask(desk: Desk, contact_id: str) -> str:
    body = {"contact_id": contact_id, "reason": "life_in_danger"}
    answer = desk.send("POST", "/api/disclosures", body)
    assert answer.status_code == 201
    return str(answer.json["id"])


def test_what_a_supervisor_allows_the_officer_who_asked_may_read(
    office: Office, officer: Desk, supervisor: Desk, contact_id: str
) -> None:
    request_id = ask(officer, contact_id)
    path = f"/api/disclosures/{request_id}"
    assert officer.get(path).status_code == 404

    assert supervisor.send("POST", f"{path}/approve").status_code == 204

    assert officer.get(path).json["note"] == NOTE
    assert NOTE in officer.get(f"/disclosures/{request_id}").text
    acts = [(row.actor_id, row.act, row.thing) for row in reversed(office.entries())][1:]
    assert acts == [
        (officer.id, "disclosure.asked", contact_id),
        (supervisor.id, "disclosure.approved", contact_id),
        (officer.id, "disclosure.read", contact_id),
        (officer.id, "disclosure.read", contact_id),
    ]


def test_nobody_decides_her_own_request_whatever_her_roles(
    office: Office, officer: Desk, contact_id: str
) -> None:
    request_id = ask(officer, contact_id)
    both = frozenset({Role.DUTY_OFFICER, Role.SUPERVISOR})
    office.parts.people.set_roles(officer.id, both, office.parts.clock.now())
    assert officer.person is not None
    officer = signed_in(office, officer.person)

    answer = officer.send("POST", f"/api/disclosures/{request_id}/approve")

    assert answer.status_code == 403
    assert officer.get(f"/api/disclosures/{request_id}").status_code == 404
    assert office.entries()[0].act == "access.refused"


def test_the_database_itself_asks_for_two_people(
    office: Office, officer: Desk, contact_id: str
) -> None:
    ask(officer, contact_id)

    alone = sa.update(disclosures).values(decided_by=officer.id, approved=True)
    with (
        pytest.raises(sa.exc.IntegrityError),
        office.parts.database.writing() as connection,
    ):
        connection.execute(alone)


def test_the_first_decision_stands(officer: Desk, supervisor: Desk, contact_id: str) -> None:
    request_id = ask(officer, contact_id)
    path = f"/api/disclosures/{request_id}"

    assert supervisor.send("POST", f"{path}/refuse").status_code == 204
    assert supervisor.send("POST", f"{path}/approve").status_code == 409
    assert officer.get(path).status_code == 404


def test_what_was_allowed_is_somebody_elses_nothing_and_over_after_a_day(
    office: Office, officer: Desk, supervisor: Desk, contact_id: str
) -> None:
    request_id = ask(officer, contact_id)
    other = signed_in(office, office.person("other", Role.DUTY_OFFICER))
    supervisor.send("POST", f"/api/disclosures/{request_id}/approve")
    assert other.get(f"/api/disclosures/{request_id}").status_code == 404
    assert other.get("/api/disclosures").json["rows"] == []

    earlier = office.parts.clock.now() - timedelta(hours=24)
    with office.parts.database.writing() as connection:
        connection.execute(sa.update(disclosures).values(decided_at=earlier))

    assert officer.get(f"/api/disclosures/{request_id}").status_code == 404


def test_a_request_that_nobody_answered_in_a_day_is_too_old(
    office: Office, officer: Desk, supervisor: Desk, contact_id: str
) -> None:
    request_id = ask(officer, contact_id)
    earlier = office.parts.clock.now() - timedelta(hours=24)
    with office.parts.database.writing() as connection:
        connection.execute(sa.update(disclosures).values(asked_at=earlier))

    assert supervisor.send("POST", f"/api/disclosures/{request_id}/approve").status_code == 409


def test_on_the_page_it_is_asked_allowed_and_read(
    officer: Desk, supervisor: Desk, contact_id: str
) -> None:
    wrong = officer.post("/disclosures", {"contact_id": "none", "reason": "life_in_danger"})
    asked = officer.post("/disclosures", {"contact_id": contact_id, "reason": "court_order"})
    (row,) = supervisor.get("/api/disclosures").json["rows"]
    shown = supervisor.get("/disclosures").text
    allowed = supervisor.post(f"/disclosures/{row['id']}/approve", {})

    assert (wrong.status_code, asked.status_code, allowed.status_code) == (422, 303, 303)
    assert 'value="none"' in wrong.text
    assert f"/disclosures/{row['id']}/refuse" in shown
    assert NOTE not in shown
    assert f'href="/disclosures/{row["id"]}"' in officer.get("/disclosures").text
    assert supervisor.post(f"/disclosures/{row['id']}/refuse", {}).status_code == 409


def test_a_reason_is_one_of_the_list(officer: Desk, contact_id: str) -> None:
    body = {"contact_id": contact_id, "reason": "curiosity"}

    assert officer.send("POST", "/api/disclosures", body).status_code == 422
    assert (
        officer.send(
            "POST", "/api/disclosures", body | {"reason": "court_order", "contact_id": "x"}
        ).status_code
        == 404
    )
