"""What the guard of every route does at its edges: whose site it is, what a cover says, what is on record."""

import pytest

from helpline.privacy.audit import Wanted
from tests.helpline.console.desk import Desk, ringing
from tests.helpline.office import PUBLIC_URL, Office

OURS, EVIL = PUBLIC_URL, "https://evil.example"


@pytest.mark.parametrize(
    ("origin", "site", "is_ours"),
    [
        (OURS, None, True),
        (OURS, "cross-site", True),  # the origin is the better witness
        (None, None, True),  # a program that is no browser names neither
        (None, "same-origin", True),
        (None, "none", True),
        (None, "same-site", False),
        (None, "cross-site", False),
        (EVIL, None, False),
        (EVIL, "same-origin", False),
        ("null", None, False),
    ],
)
def test_a_write_comes_from_our_own_site(
    counsellor: Desk, origin: str | None, site: str | None, is_ours: bool
) -> None:
    said = {"Origin": origin, "Sec-Fetch-Site": site, "X-CSRF-Token": counsellor.csrf}
    headers = {name: value for name, value in said.items() if value is not None}

    answer = counsellor.http.post("/api/session/cover", base_url=PUBLIC_URL, headers=headers)

    assert answer.status_code == (204 if is_ours else 403), answer.text


@pytest.mark.parametrize("token", ["", "made-up", "ы"])
def test_a_write_without_the_token_of_its_form_is_refused(counsellor: Desk, token: str) -> None:
    headers = {"Origin": OURS, "X-CSRF-Token": token.encode().decode("latin-1")}

    answer = counsellor.http.post("/api/session/cover", base_url=PUBLIC_URL, headers=headers)

    assert answer.status_code == 403
    assert "The page is out of date." in answer.text


def test_under_a_cover_scripts_are_told_so_and_people_are_led(counsellor: Desk) -> None:
    counsellor.send("POST", "/api/session/cover")

    script, page = counsellor.get("/api/contacts"), counsellor.get("/contacts")

    assert (script.status_code, script.json["type"]) == (403, "/problems/covered")
    assert (page.status_code, page.location) == (303, "/covered")


def test_without_a_session_scripts_are_told_so_and_people_are_led(nobody: Desk) -> None:
    script, page = nobody.get("/api/contacts"), nobody.get("/contacts")

    assert script.status_code == 401
    assert (page.status_code, page.location) == (302, "/login")


def test_what_is_done_about_a_call_is_on_record_once_it_is_done(
    office: Office, counsellor: Desk
) -> None:
    _, offer_id = ringing(office)

    counsellor.send("POST", f"/api/offers/{offer_id}/accept", {})

    (row,) = office.parts.audit_log.page(Wanted(actor_id=counsellor.id), limit=1)
    assert row.thing == offer_id
    assert "accept" in row.act


@pytest.mark.parametrize("wrong", ["a b", "x" * 81, "a'b", "ид"])
def test_what_can_be_no_id_reaches_no_database(counsellor: Desk, wrong: str) -> None:
    assert counsellor.get(f"/api/contacts/{wrong}").status_code == 404
