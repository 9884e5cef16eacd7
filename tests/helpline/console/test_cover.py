"""The privacy screen: covered on the server, in every window, until the password is given."""

import re
from typing import Any

import pytest

from helpline.people.ports import Role
from helpline.privacy.audit import Wanted
from tests.helpline.console.desk import (
    PASSWORD,
    Desk,
    contact_of,
    ringing,
    rules,
    signed_in,
    talking,
)
from tests.helpline.office import Office

NOTE = "what was said"
OPEN = {"/covered", "/logout", "/cover"}  # to people
# To scripts: the call that rings or goes on, the way back and the way out.
CALL = re.compile(r"/api/(session|console|duty|softphone-token|wrap-up/|offers/|calls/<call_id>/)")


@pytest.fixture
def contact(office: Office, counsellor: Desk) -> dict[str, Any]:
    talking(office, counsellor)
    found = contact_of(counsellor)
    body = {"version": found["version"], "form": {"call_type": "test"}, "note": NOTE}
    counsellor.send("PUT", f"/api/contacts/{found['id']}", body)
    return contact_of(counsellor)


def test_a_covered_screen_opens_nothing_but_the_call_the_way_back_and_the_way_out(
    office: Office,
) -> None:
    found: dict[str, set[str]] = {"page": set(), "api": set()}
    for role in Role:
        desk = signed_in(office, office.person(role.value, role))
        desk.send("POST", "/api/session/cover")
        for rule, method in rules(office):
            path = str(rule.rule)
            guard: Any = office.http.application.view_functions[str(rule.endpoint)]
            if role not in getattr(guard, "guard", ()) or (path, method) in (
                ("/logout", "POST"),
                ("/api/session", "DELETE"),
            ):
                continue
            asked = re.sub(r"<\w+>", "0" * 32, path)
            answer = desk.send(method, asked, {}) if method != "GET" else desk.get(asked)
            kind = "api" if path.startswith("/api/") else "page"
            is_covered = answer.location == "/covered" or (
                answer.is_json and answer.json.get("type") == "/problems/covered"
            )
            if not is_covered:
                found[kind].add(path)

    assert found["page"] - OPEN == set()
    assert {path for path in found["api"] if not CALL.match(path)} == set()


def test_what_was_written_is_not_in_the_answers_while_the_screen_is_covered(
    counsellor: Desk, contact: dict[str, Any]
) -> None:
    before = counsellor.get("/api/console").json
    counsellor.send("POST", "/api/session/cover")

    covered = counsellor.get("/api/console")
    saved = counsellor.send("PUT", f"/api/contacts/{contact['id']}", {"version": 0})
    page = counsellor.get("/console", Accept="text/html")

    assert before["contact"]["note"] == NOTE
    assert (covered.json["contact"], covered.json["call"]) == (None, before["call"])
    assert NOTE not in covered.text + saved.text + page.text
    assert (page.status_code, page.location) == (303, "/covered")


def test_a_call_can_be_taken_held_and_ended_under_the_cover(
    office: Office, counsellor: Desk
) -> None:
    counsellor.send("POST", "/api/session/cover")
    _, offer_id = ringing(office)

    assert counsellor.get("/api/console").json["offer"]["id"] == offer_id
    taken = counsellor.send("POST", f"/api/offers/{offer_id}/accept", {})
    assert taken.status_code == 200


def test_only_the_password_shows_the_screen_again(
    office: Office, counsellor: Desk, contact: dict[str, Any]
) -> None:
    led = counsellor.post("/cover", {})
    wrong = counsellor.post("/covered", {"password": "x"})
    wrong_too = counsellor.send("POST", "/api/session/uncover", {"password": "x"})
    still = counsellor.get("/contacts")
    right = counsellor.post("/covered", {"password": PASSWORD})

    assert (led.status_code, led.location) == (303, "/covered")
    assert wrong.status_code == wrong_too.status_code == 422
    assert "The present password is not right." in wrong.text
    assert still.location == "/covered"
    assert (right.status_code, right.location) == (303, "/")
    assert NOTE in counsellor.get(f"/contacts/{contact['id']}").text
    assert counsellor.get("/covered").location == "/"


def test_passwords_are_tried_at_the_cover_as_seldom_as_at_the_door(counsellor: Desk) -> None:
    counsellor.send("POST", "/api/session/cover")
    words = {"password": "x"}

    tries = [counsellor.send("POST", "/api/session/uncover", words).status_code for _ in range(6)]
    right = counsellor.post("/covered", {"password": PASSWORD})

    assert tries == [422] * 5 + [429]
    assert right.status_code == 429
    assert "Too many tries." in right.text


def test_covering_and_uncovering_are_on_record(office: Office, counsellor: Desk) -> None:
    counsellor.send("POST", "/api/session/cover")
    counsellor.send("POST", "/api/session/uncover", {"password": PASSWORD})

    rows = office.parts.audit_log.page(Wanted(actor_id=counsellor.id), limit=2)
    assert [row.act for row in rows] == ["session.uncovered", "session.covered"]


def test_the_cover_is_of_one_session_and_gone_with_it(office: Office, counsellor: Desk) -> None:
    counsellor.send("POST", "/api/session/cover")
    assert counsellor.person is not None

    again = signed_in(office, counsellor.person)

    assert again.get("/console").status_code == 200
    assert counsellor.get("/covered").location == "/login"


def test_a_covered_page_names_nobody_and_leads_nowhere(counsellor: Desk) -> None:
    counsellor.post("/cover", {})

    page = counsellor.get("/covered").text

    assert "Sample counsellor" not in page
    assert 'href="/contacts"' not in page
