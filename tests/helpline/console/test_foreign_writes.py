"""Writes from other sites, without the form token, and repeated."""

import re

import pytest

from tests.helpline.console.desk import (
    PASSWORD,
    PROBLEM,
    Desk,
    contact_of,
    ringing,
    rules,
    talking,
)
from tests.helpline.office import PUBLIC_URL, Office

WRITES = {"POST", "PUT", "PATCH", "DELETE"}
FOREIGN = [
    {"Origin": "https://evil.example"},
    {"Origin": "http://line.example"},
    {"Origin": "https://line.example.evil.example"},
    {"Origin": "https://line.example:8443"},
    {"Origin": "null"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
]
SECOND_STEP = {"/login/second", "/login/second/key", "/login/second/key/options"}
NEEDS_NO_TOKEN = {"/login", "/language", "/api/session", "/welcome", *SECOND_STEP}


def _writing(office: Office) -> list[tuple[str, str]]:
    """Every writing route of the console: (method, path)."""
    return [
        (method, _path(str(rule.rule)))
        for rule, method in rules(office)
        if method in WRITES and not str(rule.rule).startswith("/twilio/")
    ]


def _path(rule: str) -> str:
    return re.sub(r"<\w+>", "0" * 32, rule)


def _needs_a_token(method: str, path: str) -> bool:
    return path not in NEEDS_NO_TOKEN or (method, path) == ("DELETE", "/api/session")


def _statuses(office: Office, desks: list[Desk], headers: dict[str, str]) -> dict[str, set[int]]:
    """What each writing route answers to people of both roles."""
    return {
        f"{method} {path}": {
            desk.http.open(path, method=method, base_url=PUBLIC_URL, headers=headers).status_code
            for desk in desks
        }
        for method, path in _writing(office)
        if _needs_a_token(method, path) or "X-CSRF-Token" in headers
    }


@pytest.mark.parametrize("headers", FOREIGN, ids=lambda each: next(iter(each.values())))
def test_no_writing_route_listens_to_another_site(
    office: Office, counsellor: Desk, supervisor: Desk, headers: dict[str, str]
) -> None:
    found: dict[str, set[int]] = {}
    for desk in (counsellor, supervisor):
        answers = _statuses(office, [desk], headers | {"X-CSRF-Token": desk.csrf})
        found |= {route: status for route, status in answers.items() if status != {403}}

    assert found == {}
    assert counsellor.get("/api/session").status_code == 200


@pytest.mark.parametrize("token", [None, "", "0" * 64, "ü", "another's"])
def test_no_writing_route_works_without_the_token_of_the_session(
    office: Office, counsellor: Desk, supervisor: Desk, token: str | None
) -> None:
    for desk, other in ((counsellor, supervisor), (supervisor, counsellor)):
        sent = other.csrf if token == "another's" else token
        for method, path in _writing(office):
            if not _needs_a_token(method, path):
                continue
            headers = {"Origin": PUBLIC_URL}
            answer = desk.http.open(
                path,
                method=method,
                base_url=PUBLIC_URL,
                headers=headers,
                data=None if sent is None else {"csrf": sent},
            )
            assert answer.status_code == 403, (method, path)

    assert counsellor.get("/api/session").status_code == 200


def test_a_token_in_the_address_is_no_token(counsellor: Desk) -> None:
    path = f"/logout?csrf={counsellor.csrf}"

    answer = counsellor.http.post(path, base_url=PUBLIC_URL, headers={"Origin": PUBLIC_URL})

    assert answer.status_code == 403


def test_nobody_can_be_signed_in_from_another_site(office: Office, nobody: Desk) -> None:
    office.counsellor()
    words = {"login": "counsellor", "password": PASSWORD}

    form = nobody.post("/login", words, Origin="https://evil.example")
    json = nobody.http.post(
        "/api/session", json=words, base_url=PUBLIC_URL, headers={"Origin": "null"}
    )

    assert (form.status_code, json.status_code) == (403, 403)
    assert "Set-Cookie" not in form.headers
    assert "Set-Cookie" not in json.headers


@pytest.mark.parametrize("origin", ["https://evil.example", None])
def test_no_answer_invites_other_sites_to_read_it(counsellor: Desk, origin: str | None) -> None:
    headers = {} if origin is None else {"Origin": origin}

    answer = counsellor.get("/api/console", **headers)

    assert not [name for name in answer.headers if name[0].startswith("Access-Control")]
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_the_refusal_says_what_to_do_in_her_language(office: Office, counsellor: Desk) -> None:
    office.parts.people.set_ui_language(counsellor.id, "ru")
    counsellor.csrf = "old"

    answer = counsellor.send("POST", "/api/duty", {"state": "break"})

    assert (answer.status_code, answer.mimetype) == (403, PROBLEM)
    assert answer.json["detail"] == "Страница устарела. Загрузите её заново."


def test_the_same_key_again_accepts_once_and_answers_the_same_ticket(
    office: Office, counsellor: Desk
) -> None:
    _, offer_id = ringing(office)
    path = f"/api/offers/{offer_id}/accept"

    first = counsellor.send("POST", path, {}, key="one click")
    news = office.parts.streams.head(f"person:{counsellor.id}")
    second = counsellor.send("POST", path, {}, key="one click")

    assert (first.status_code, second.status_code) == (200, 200)
    assert second.json["ticket"] == first.json["ticket"]
    assert office.parts.streams.head(f"person:{counsellor.id}") == news


def test_a_late_repeat_of_a_command_does_not_undo_what_came_after_it(
    office: Office, counsellor: Desk
) -> None:
    path = f"/api/calls/{talking(office, counsellor)}"

    counsellor.send("POST", f"{path}/mute", {"muted": True}, key="mute")
    counsellor.send("POST", f"{path}/mute", {"muted": False}, key="unmute")
    repeated = counsellor.send("POST", f"{path}/mute", {"muted": True}, key="mute")

    assert repeated.status_code == 200
    assert repeated.json["call"]["muted"] is False


def test_a_repeated_hang_up_is_done_and_not_too_late(office: Office, counsellor: Desk) -> None:
    path = f"/api/calls/{talking(office, counsellor)}/hang-up"

    first = counsellor.send("POST", path, key="over")
    second = counsellor.send("POST", path, key="over")
    third = counsellor.send("POST", path, key="another click")

    assert (first.status_code, second.status_code, third.status_code) == (200, 200, 409)
    assert third.json["type"] == "/problems/too-late"


def test_the_same_key_of_another_person_or_on_another_route_is_another_event(
    office: Office, counsellor: Desk
) -> None:
    path = f"/api/calls/{talking(office, counsellor)}"

    held = counsellor.send("POST", f"{path}/hold", key="same")
    resumed = counsellor.send("POST", f"{path}/resume", key="same")

    assert held.json["call"]["on_hold"] is True
    assert resumed.json["call"]["on_hold"] is False


def test_the_same_shift_asked_again_is_one_shift(office: Office, supervisor: Desk) -> None:
    person = office.counsellor()
    body = {
        "person_id": person.id,
        "starts_at": "2100-03-01T08:00:00+05:00",
        "ends_at": "2100-03-01T20:00:00+05:00",
        "languages": ["ru", "kk"],
    }

    first = supervisor.send("POST", "/api/shifts", body, key="one")
    second = supervisor.send("POST", "/api/shifts", body, key="one")

    assert (first.status_code, second.status_code) == (201, 201)
    assert second.json == first.json
    listed = supervisor.get("/api/shifts?from=2100-03-01T00:00:00%2B05:00").json["rows"]
    assert [row["id"] for row in listed] == [first.json["id"]]


@pytest.mark.parametrize("complete", [False, True])
def test_what_was_saved_and_is_sent_again_answers_as_it_did(
    office: Office, counsellor: Desk, *, complete: bool
) -> None:
    talking(office, counsellor)
    contact = contact_of(counsellor)
    body = {"version": contact["version"], "form": {"call_type": "test"}, "note": "A sample."}
    method, path = ("POST", "/complete") if complete else ("PUT", "")

    first = counsellor.send(method, f"/api/contacts/{contact['id']}{path}", body, key="k")
    second = counsellor.send(method, f"/api/contacts/{contact['id']}{path}", body, key="k")

    assert (first.status_code, second.status_code) == (200, 200)
    assert second.json["version"] == first.json["version"] == contact["version"] + 1
    acts = [entry.act for entry in office.entries()]
    assert acts.count("contact.complete") == int(complete)
