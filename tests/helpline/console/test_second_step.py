"""The second factor over the web: forced where it must be, enrolled before anything else opens."""

import base64
import dataclasses
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from helpline.app import create_app
from helpline.people import one_time_codes
from helpline.people.ports import Role
from helpline.store.tables.people import sessions
from tests.helpline.console.desk import PASSWORD, PROBLEM, Answer, Desk, rules, signed_in, visitor
from tests.helpline.office import Office, open_office

OPEN = {"/login", "/welcome", "/healthz", "/readyz", "/metrics"}
WORDS = {"login": "aigul", "password": PASSWORD}


@pytest.fixture
def strict(tmp_path: Path, database_url: str) -> Iterator[Office]:
    """An office with a real carrier's rules: nobody without a second factor."""
    opened = open_office(tmp_path, database_url)
    config = dataclasses.replace(opened.parts.config, carrier="twilio")
    parts = dataclasses.replace(opened.parts, config=config)
    opened.http = create_app(config, parts=parts).test_client()
    opened.person("aigul", Role.COUNSELLOR)
    yield opened
    opened.close()


def secret_on(page: str) -> bytes:
    found = re.search(r"<code>([A-Z2-7]{32})</code>", page)
    assert found is not None
    return base64.b32decode(found.group(1))


def code_of(secret: bytes, now: datetime, *, later: int = 0) -> str:
    return one_time_codes.code_at(secret, int(now.timestamp()) // 30 + later)


def form_token(page: str) -> str:
    found = re.search(r'name="csrf-token" content="(\w+)"', page)
    assert found is not None
    return found.group(1)


def enrol(office: Office, desk: Desk) -> tuple[bytes, Answer]:
    page = desk.get("/account/code").text
    secret = secret_on(page)
    desk.csrf = form_token(page)
    answer = desk.post("/account/code", {"code": code_of(secret, office.parts.clock.now())})
    return secret, answer


def test_without_a_second_factor_a_password_leads_to_enrolling_and_nowhere_else(
    strict: Office,
) -> None:
    desk = visitor(strict)

    answer = desk.post("/login", WORDS)
    opened = {
        str(rule.rule): desk.get(str(rule.rule)).status_code
        for rule, method in rules(strict)
        if method == "GET" and not rule.arguments
    }

    assert (answer.status_code, answer.location) == (303, "/login/second")
    assert desk.get("/login/second").location == "/account"
    inside = {path for path, status in opened.items() if status == 200}
    assert inside == {*OPEN, "/account", "/account/code"}


def test_enrolling_an_application_opens_the_session_and_the_next_time_asks_for_its_code(
    strict: Office,
) -> None:
    desk = visitor(strict)
    desk.post("/login", WORDS)
    secret, enrolled = enrol(strict, desk)
    assert (enrolled.status_code, enrolled.location) == (303, "/account")
    assert desk.get("/console").status_code == 200

    again = visitor(strict)
    again.post("/login", WORDS)
    asked = again.get("/login/second").text
    wrong = again.post("/login/second", {"code": "000000"})
    code = code_of(secret, strict.parts.clock.now(), later=1)
    right = again.post("/login/second", {"code": code})

    assert 'autocomplete="one-time-code"' in asked
    assert wrong.status_code == 401
    assert (right.status_code, right.location) == (303, "/")
    assert again.get("/console").status_code == 200
    assert desk.get("/api/session").status_code == 401


def test_whoever_has_a_factor_cannot_enrol_another_with_the_password_alone(strict: Office) -> None:
    desk = visitor(strict)
    desk.post("/login", WORDS)
    enrol(strict, desk)

    thief = visitor(strict)
    thief.post("/login", WORDS)

    assert thief.get("/account").location == "/login"
    assert thief.get("/account/code").location == "/login"
    assert thief.send("POST", "/account/key/options", {}).status_code == 302


def test_by_json_the_code_goes_with_the_password(strict: Office) -> None:
    desk = visitor(strict)
    enrol_first = desk.send("POST", "/api/session", WORDS)
    desk.post("/login", WORDS)
    secret, _ = enrol(strict, desk)

    missing = visitor(strict).send("POST", "/api/session", WORDS)
    code = code_of(secret, strict.parts.clock.now(), later=1)
    given = visitor(strict).send("POST", "/api/session", WORDS | {"code": code})

    assert (enrol_first.status_code, enrol_first.json["type"]) == (401, "/problems/enrol")
    assert (missing.status_code, missing.mimetype) == (401, PROBLEM)
    assert missing.json["type"] == "/problems/second-factor"
    assert given.status_code == 200


def test_the_half_of_a_sign_in_is_no_session_anywhere(strict: Office) -> None:
    desk = visitor(strict)
    desk.post("/login", WORDS)

    assert desk.get("/api/session").status_code == 401
    assert desk.send("POST", "/api/duty", {"state": "available"}).status_code == 401
    assert desk.send("POST", "/account/recovery").status_code == 302


def test_enrolling_needs_the_form_token_and_our_own_origin(strict: Office) -> None:
    desk = visitor(strict)
    desk.post("/login", WORDS)
    desk.get("/account/code")

    without = desk.post("/account/code", {"code": "000000"})
    desk.csrf = form_token(desk.get("/account").text)
    foreign = desk.post("/account/code", {"code": "000000"}, Origin="https://evil.example")

    assert (without.status_code, foreign.status_code) == (403, 403)


def test_in_practice_mode_a_second_factor_is_ones_own_choice(office: Office) -> None:
    desk = signed_in(office, office.person("aigul", Role.COUNSELLOR))
    enrol(office, desk)
    page = desk.get("/account").text
    (factor_id,) = re.findall(r"/account/factors/(\w+)/remove", page)

    codes = re.findall(
        r"<code>([a-z2-9]{6}(?:-[a-z2-9]{6}){3})</code>", desk.post("/account/recovery", {}).text
    )
    again = visitor(office)
    led = again.post("/login", WORDS)
    let_in = again.post("/login/second", {"code": codes[0]})

    assert len(codes) == 10
    assert led.location == "/login/second"
    assert let_in.status_code == 303
    again.csrf = again.get("/api/session").json["csrf"]
    assert again.post("/account/factors/unknown/remove", {}).status_code == 404
    assert again.post(f"/account/factors/{factor_id}/remove", {}).status_code == 303
    assert visitor(office).send("POST", "/api/session", WORDS).status_code == 200


def test_the_last_factor_cannot_be_removed_where_one_is_required(strict: Office) -> None:
    desk = visitor(strict)
    desk.post("/login", WORDS)
    enrol(strict, desk)
    page = desk.get("/account").text
    desk.csrf = form_token(page)
    (factor_id,) = re.findall(r"/account/factors/(\w+)/remove", page)

    assert desk.post(f"/account/factors/{factor_id}/remove", {}).status_code == 409


def test_the_picture_is_drawn_here_and_has_no_style_or_script_inside(office: Office) -> None:
    desk = signed_in(office, office.person("aigul", Role.COUNSELLOR))

    page = desk.get("/account/code").text

    assert "<svg viewBox=" in page  # whole at any width
    assert re.findall(r"<style\b|\sstyle=|\son[a-z]+=|https?://(?!www\.w3\.org)", page) == []


def test_an_open_screen_is_not_enough_to_change_how_she_signs_in(office: Office) -> None:
    desk = signed_in(office, office.person("aigul", Role.COUNSELLOR))
    earlier = office.parts.clock.now() - timedelta(minutes=11)
    with office.parts.database.writing() as connection:
        connection.execute(sa.update(sessions).values(opened_at=earlier))

    answers = [
        desk.post(path, {})
        for path in ("/account/code", "/account/recovery", "/account/factors/x/remove")
    ]

    assert [answer.status_code for answer in answers] == [403, 403, 403]
    assert desk.send("POST", "/account/key", {"answer": {}}).status_code == 403
    assert "Please sign out and in again first." in answers[0].text


@pytest.mark.parametrize(("chosen", "shown"), [(None, "kk"), ("ru", "ru")])
def test_the_second_step_is_asked_in_her_language_unless_another_was_chosen_in_this_browser(
    strict: Office, chosen: str | None, shown: str
) -> None:
    person = strict.parts.people.by_login("aigul")
    assert person is not None
    strict.parts.people.set_ui_language(person.id, "kk")
    desk = visitor(strict, **{"Accept-Language": "en"})
    if chosen:
        desk.post("/language", {"language": chosen, "next": "/login"})

    desk.post("/login", WORDS)

    assert f'<html lang="{shown}">' in desk.get("/account").text
