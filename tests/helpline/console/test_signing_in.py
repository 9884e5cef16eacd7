"""Signing in and out, by form and by JSON."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from helpline.people.ports import Role
from helpline.people.sign_in import ABSOLUTE, IDLE
from helpline.store.tables.people import sessions
from tests.helpline.console.desk import (
    COOKIE,
    PASSWORD,
    PROBLEM,
    Desk,
    cookie_of,
    signed_in,
    visitor,
    with_cookie,
)
from tests.helpline.office import Office


def _age(office: Office, **columns: timedelta) -> None:
    """As if every session had been opened or seen so long ago."""
    now = office.parts.clock.now()
    values = {name: now - age for name, age in columns.items()}
    with office.parts.database.writing() as connection:
        connection.execute(sa.update(sessions).values(**values))


def test_by_json_the_right_password_answers_who_one_is_and_the_form_token(office: Office) -> None:
    person = office.person("aigul", Role.COUNSELLOR)
    desk = visitor(office)

    answer = desk.send("POST", "/api/session", {"login": "aigul", "password": PASSWORD})

    assert answer.status_code == 200
    assert answer.json["me"] == {
        "id": person.id,
        "name": "Sample aigul",
        "roles": ["counsellor"],
        "ui_language": "en",
        "is_sample": False,
    }
    assert desk.get("/api/session").json == answer.json


@pytest.mark.parametrize(
    ("role", "page"), [(Role.COUNSELLOR, "/console"), (Role.SUPERVISOR, "/supervisor")]
)
def test_by_form_each_role_is_led_to_its_own_page(office: Office, role: Role, page: str) -> None:
    office.person("aigul", role)
    desk = visitor(office)

    answer = desk.post("/login", {"login": "aigul", "password": PASSWORD})
    home = desk.get("/")

    assert (answer.status_code, answer.location) == (303, "/")
    assert (home.status_code, home.location) == (302, page)
    assert desk.get(page).status_code == 200
    assert desk.get("/login").location == "/"


def test_the_cookie_is_for_this_host_alone_over_tls_and_out_of_reach_of_scripts(
    office: Office,
) -> None:
    office.person("aigul", Role.COUNSELLOR)
    words = {"login": "aigul", "password": PASSWORD}

    by_json = visitor(office).send("POST", "/api/session", words)
    by_form = visitor(office).post("/login", words)

    for answer in (by_json, by_form):
        name, *flags = answer.headers["Set-Cookie"].split("; ")
        assert name.startswith(f"{COOKIE}=")
        assert {"Secure", "HttpOnly", "SameSite=Strict", "Path=/"} <= set(flags)
        assert not [flag for flag in flags if flag.startswith("Domain")]


@pytest.mark.parametrize("login", ["aigul", "nobody-of-this-name", "left"])
def test_a_wrong_password_an_unknown_login_and_a_colleague_who_left_get_the_same_answer(
    office: Office, login: str
) -> None:
    office.person("aigul", Role.COUNSELLOR)
    left = office.person("left", Role.COUNSELLOR)
    office.parts.people.deactivate(left.id, office.parts.clock.now())
    words = {"login": login, "password": PASSWORD if login == "left" else "not her password"}

    by_json = visitor(office, **{"Accept-Language": "en"}).send("POST", "/api/session", words)
    by_form = visitor(office, **{"Accept-Language": "en"}).post("/login", words)

    assert (by_json.status_code, by_json.mimetype) == (401, PROBLEM)
    assert by_json.json == {
        "type": "about:blank",
        "title": "You are not signed in",
        "status": 401,
        "detail": "The login or the password is not right.",
    }
    assert by_form.status_code == 401
    assert "The login or the password is not right." in by_form.text
    assert "Set-Cookie" not in by_json.headers
    assert "Set-Cookie" not in by_form.headers


def test_the_form_comes_back_with_the_login_typed_and_without_the_password(nobody: Desk) -> None:
    typed = {"login": 'aigul"><b>', "password": "typed by mistake"}

    answer = nobody.post("/login", typed)

    assert 'value="aigul&#34;&gt;&lt;b&gt;"' in answer.text
    assert "typed by mistake" not in answer.text


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("kk", "Логин немесе құпиясөз дұрыс емес."),
        ("ru", "Неверный логин или пароль."),
        ("en", "The login or the password is not right."),
    ],
)
def test_the_refusal_is_told_in_the_language_of_the_browser(
    office: Office, language: str, words: str
) -> None:
    desk = visitor(office, **{"Accept-Language": language})
    wrong = {"login": "aigul", "password": "not her password"}

    assert desk.send("POST", "/api/session", wrong).json["detail"] == words
    assert words in desk.post("/login", wrong).text


def test_after_five_wrong_tries_even_the_right_password_waits_and_others_do_not(
    office: Office,
) -> None:
    office.person("aigul", Role.COUNSELLOR)
    office.person("dana", Role.COUNSELLOR)
    desk = visitor(office)
    wrong = {"login": "aigul", "password": "not her password"}

    tries = [desk.send("POST", "/api/session", wrong).status_code for _ in range(5)]
    right = {"login": "aigul", "password": PASSWORD}

    assert tries == [401] * 5
    assert desk.send("POST", "/api/session", right).status_code == 429
    assert desk.post("/login", right).status_code == 429
    other = {"login": "dana", "password": PASSWORD}
    assert desk.send("POST", "/api/session", other).status_code == 200


@pytest.mark.parametrize("way", ["json", "form"])
def test_signing_out_ends_the_session_at_once_also_for_a_copy_of_the_cookie(
    office: Office, counsellor: Desk, way: str
) -> None:
    copy = with_cookie(office, cookie_of(counsellor))
    assert copy.get("/api/session").status_code == 200

    if way == "json":
        assert counsellor.send("DELETE", "/api/session").status_code == 204
    else:
        assert counsellor.post("/logout", {}).location == "/login"

    assert copy.get("/api/session").status_code == 401
    assert cookie_of(counsellor) == ""


def test_sessions_are_on_the_server_as_digests_and_one_per_person(
    office: Office, counsellor: Desk
) -> None:
    cookie = cookie_of(counsellor)
    assert counsellor.person is not None

    second = signed_in(office, counsellor.person)

    with office.parts.database.reading() as connection:
        rows = connection.execute(sa.select(sessions)).mappings().all()
    assert cookie not in str(rows)
    assert sorted(row["ended_at"] is None for row in rows) == [False, True]
    assert counsellor.get("/api/console").status_code == 401
    assert second.get("/api/console").status_code == 200


@pytest.mark.parametrize("cookie", ["", "x", "a" * 4000, "%00", "' OR 1=1 --"])
def test_a_made_up_cookie_opens_nothing(office: Office, cookie: str) -> None:
    forger = with_cookie(office, cookie)

    assert forger.get("/api/session").status_code == 401


@pytest.mark.parametrize(
    "age",
    [
        {"seen_at": IDLE + timedelta(seconds=1)},
        {"opened_at": ABSOLUTE + timedelta(seconds=1)},
    ],
)
def test_an_idle_and_an_old_session_are_over(
    office: Office, counsellor: Desk, age: dict[str, timedelta]
) -> None:
    _age(office, **age)

    assert counsellor.get("/api/console").status_code == 401
    assert counsellor.get("/console").location == "/login"


def test_a_colleague_who_is_made_inactive_is_out_at_once(office: Office, counsellor: Desk) -> None:
    office.parts.people.deactivate(counsellor.id, office.parts.clock.now())

    assert counsellor.get("/api/console").status_code == 401
