"""Inviting, resetting, disabling and changing roles over the web, and one's own password."""

import re

import pytest

from helpline.people.ports import Role
from tests.helpline.console.desk import PASSWORD, Desk, at_a_desk, signed_in, visitor
from tests.helpline.office import PUBLIC_URL, Office

FORM = {"login": "dana", "name": "Sample Dana", "roles": "counsellor", "speaks": ["kk"]}
GOOD = "five small grey stones"


@pytest.fixture
def admin(office: Office) -> Desk:
    return signed_in(office, office.person("admin", Role.ADMIN))


def _word(page: str) -> str:
    found = re.search(rf"{PUBLIC_URL}/welcome#([\w-]+)", page)
    assert found is not None
    return found.group(1)


def _sign_in(office: Office, login: str, password: str) -> int:
    words = {"login": login, "password": password}
    return int(visitor(office).send("POST", "/api/session", words).status_code)


def test_an_invitation_leads_from_the_supervisors_page_to_a_first_sign_in(
    office: Office, supervisor: Desk, nobody: Desk
) -> None:
    shown = supervisor.post("/people", FORM)
    word = _word(shown.text)

    weak = nobody.post("/welcome", {"word": word, "password": "password123"})
    chosen = nobody.post("/welcome", {"word": word, "password": GOOD})
    again = nobody.post("/welcome", {"word": word, "password": GOOD})

    assert (weak.status_code, chosen.status_code, again.status_code) == (422, 303, 422)
    assert f'value="{word}"' in weak.text
    assert word not in again.text
    assert _sign_in(office, "dana", GOOD) == 200


def test_what_was_typed_stays_when_something_is_wrong(supervisor: Desk) -> None:
    answer = supervisor.post("/people", FORM | {"login": "Д"})
    taken = supervisor.post("/people", FORM | {"login": "supervisor"})
    above = supervisor.post("/people", FORM | {"roles": "admin"})

    assert answer.status_code == taken.status_code == above.status_code == 422
    assert 'value="Sample Dana"' in answer.text
    assert "This login is taken already." in taken.text
    assert "Only an admin gives this role." in above.text


def test_by_json_it_is_the_same(office: Office, admin: Desk, counsellor: Desk) -> None:
    body = FORM | {"roles": ["auditor"], "ui_language": "ru"}
    made = admin.send("POST", "/api/people", body)
    person_id = made.json["person"]["id"]
    listed = {row["login"]: row["roles"] for row in admin.get("/api/people").json["rows"]}

    assert (made.status_code, admin.send("POST", "/api/people", body).status_code) == (201, 409)
    assert listed["dana"] == ["auditor"]
    assert admin.send("PUT", f"/api/people/{person_id}/roles", {"roles": []}).status_code == 422
    path = f"/api/people/{counsellor.id}"
    assert admin.send("PUT", f"{path}/roles", {"roles": ["supervisor"]}).status_code == 204
    assert counsellor.get("/api/console").status_code == 401
    assert _word(admin.send("POST", f"{path}/reset").json["link"])
    assert admin.send("POST", f"{path}/disable").status_code == 204
    assert admin.send("POST", f"{path}/disable").status_code == 404


def test_a_supervisor_manages_no_supervisor_and_nobody_manages_herself(
    office: Office, supervisor: Desk, admin: Desk
) -> None:
    other = office.person("other", Role.SUPERVISOR)

    for desk, target in ((supervisor, other.id), (supervisor, supervisor.id), (admin, admin.id)):
        for verb in ("reset", "disable"):
            assert desk.post(f"/people/{target}/{verb}", {}).status_code == 404
            assert desk.send("POST", f"/api/people/{target}/{verb}").status_code == 404
    assert supervisor.post(f"/people/{other.id}/roles", {"roles": "auditor"}).status_code == 403


def test_whoever_is_reset_or_disabled_on_the_page_is_out_at_once(
    office: Office, supervisor: Desk, counsellor: Desk
) -> None:
    second = at_a_desk(office, "second")

    shown = supervisor.post(f"/people/{counsellor.id}/reset", {})
    gone = supervisor.post(f"/people/{second.id}/disable", {})

    assert (shown.status_code, gone.status_code) == (200, 303)
    assert counsellor.get("/api/session").status_code == 401
    assert second.get("/api/session").status_code == 401
    assert _sign_in(office, "counsellor", PASSWORD) == 401
    assert f"/people/{second.id}/reset" not in supervisor.get("/people").text


def test_whoever_is_disabled_is_let_in_again_on_the_page_and_by_json(
    office: Office, supervisor: Desk, admin: Desk, counsellor: Desk
) -> None:
    second = at_a_desk(office, "second")
    for gone in (counsellor, second):
        supervisor.post(f"/people/{gone.id}/disable", {})
    listed = supervisor.get("/api/people").json["disabled"]
    assert {row["id"] for row in listed} == {counsellor.id, second.id}
    assert f"/people/{second.id}/readmit" in supervisor.get("/people").text

    word = _word(supervisor.post(f"/people/{second.id}/readmit", {}).text)
    answer = admin.send("POST", f"/api/people/{counsellor.id}/readmit")

    assert _word(answer.json["link"]) != word
    assert _sign_in(office, "second", PASSWORD) == 401
    assert visitor(office).post("/welcome", {"word": word, "password": GOOD}).status_code == 303
    assert _sign_in(office, "second", GOOD) == 200
    assert admin.send("POST", f"/api/people/{counsellor.id}/readmit").status_code == 404
    assert supervisor.get("/api/people").json["disabled"] == []


def test_an_admin_gives_roles_on_the_page_and_at_least_one(admin: Desk, counsellor: Desk) -> None:
    path = f"/people/{counsellor.id}/roles"

    assert admin.post(path, {}).status_code == 422
    assert admin.post(path, {"roles": ["analyst", "auditor"]}).status_code == 303
    assert "data analyst" not in admin.get("/people").text
    assert admin.get("/people").text.count("analyst") > 1


def test_her_own_password_is_changed_and_every_browser_signs_in_anew(
    office: Office, counsellor: Desk
) -> None:
    wrong = counsellor.post("/account/password", {"present": "x", "password": GOOD})
    weak = counsellor.post("/account/password", {"present": PASSWORD, "password": "counsellor1"})
    right = counsellor.post("/account/password", {"present": PASSWORD, "password": GOOD})

    assert (wrong.status_code, weak.status_code, right.status_code) == (422, 422, 303)
    assert PASSWORD not in wrong.text + weak.text
    assert counsellor.get("/api/session").status_code == 401
    assert _sign_in(office, "counsellor", PASSWORD) == 401
    assert _sign_in(office, "counsellor", GOOD) == 200


def test_the_word_of_a_link_is_in_no_entry_of_the_log(office: Office, supervisor: Desk) -> None:
    word = _word(supervisor.post("/people", FORM).text)

    assert word not in str(office.entries())
    assert [row.act for row in office.entries()] == ["person.invited"]
