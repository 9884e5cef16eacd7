"""Nonsense in the forms of pages and in their addresses: an error page, never a fault of ours."""

import pytest

from tests.helpline.console.desk import Desk, visitor
from tests.helpline.office import Office

TITLES = {"kk": "Мұнда ештеңе жоқ", "ru": "Здесь ничего нет", "en": "There is nothing here"}


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"login": "aigul"},
        {"password": "x"},
        {"login": "a\0b", "password": "a\0b"},
        {"login": "x" * 30_000, "password": "y" * 30_000},
        {"login": ["a", "b"], "password": ["c", "d"]},
        {"login": "' OR 1=1 --", "password": "\U0001f600"},
    ],
)
def test_whatever_is_typed_at_the_door_is_a_wrong_password(
    office: Office, fields: dict[str, str]
) -> None:
    answer = visitor(office, **{"Accept-Language": "en"}).post("/login", fields)

    assert answer.status_code == 401
    assert 'role="alert"' in answer.text
    assert "<title>Error:" in answer.text
    assert 'aria-describedby="login-wrong"' in answer.text


def test_more_than_a_form_can_hold_is_refused_at_the_door(office: Office) -> None:
    answer = visitor(office, **{"Accept-Language": "ru"}).post("/login", {"login": "x" * 70_000})

    assert (answer.status_code, answer.mimetype) == (413, "text/html")
    assert '<html lang="ru">' in answer.text


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_chosen_language_stays_before_and_after_signing_in(
    office: Office, counsellor: Desk, nobody: Desk, language: str
) -> None:
    for desk, page in ((nobody, "/login"), (counsellor, "/contacts")):
        answer = desk.post("/language", {"language": language, "next": page})

        assert (answer.status_code, answer.location) == (303, page)
        assert f'<html lang="{language}">' in desk.get(page).text
    person = office.parts.people.by_id(counsellor.id)
    assert person is not None
    assert person.ui_language == language


@pytest.mark.parametrize("language", ["", "xx", "kk\0", "KK", "x" * 5000])
def test_an_unknown_language_changes_nothing(counsellor: Desk, language: str) -> None:
    answer = counsellor.post("/language", {"language": language, "next": "/contacts"})

    assert answer.status_code == 303
    assert "Set-Cookie" not in answer.headers
    assert '<html lang="en">' in counsellor.get("/contacts").text


@pytest.mark.parametrize(
    "wanted",
    [
        "//evil.example", "/\\evil.example", "\\\\evil.example", "https://evil.example",
        "/\t/evil.example", "/\n/evil.example", "/\r\n/evil.example", "\t//evil.example",
        "javascript:alert(1)", "evil.example", " //evil.example", "/\0", "/\u2028", "",
        "/" + "x" * 5000,
    ],
)  # fmt: skip
def test_the_way_back_never_leads_to_another_site(nobody: Desk, wanted: str) -> None:
    answer = nobody.post("/language", {"language": "kk", "next": wanted})

    assert answer.location == "/"


@pytest.mark.parametrize("wanted", ["/contacts", "/calls?before=2026-01-01T00:00:00%2B00:00", "/"])
def test_the_way_back_leads_to_our_own_pages(nobody: Desk, wanted: str) -> None:
    answer = nobody.post("/language", {"language": "kk", "next": wanted})

    assert answer.location == wanted


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_an_unknown_page_is_told_on_a_page_in_the_language_of_the_reader(
    office: Office, language: str
) -> None:
    desk = visitor(office, **{"Accept-Language": language, "Accept": "text/html"})

    for path in ("/nothing-here", "/%00", "/" + "x" * 3000, "/i18n/xx.json", "/static/0.1.0/../x"):
        answer = desk.get(path)
        assert (answer.status_code, answer.mimetype) == (404, "text/html"), path
        assert f'<html lang="{language}">' in answer.text
        assert TITLES[language] in answer.text


@pytest.mark.parametrize("query", ["before=x", "before=0001-01-01T00:00:00%2B14:00", "before=%00"])
def test_a_wrong_address_of_a_list_is_told_on_a_page(supervisor: Desk, query: str) -> None:
    for path in ("/calls", "/contacts"):
        answer = supervisor.get(f"{path}?{query}", Accept="text/html")

        assert (answer.status_code, answer.mimetype) == (422, "text/html")


def test_a_program_that_asks_for_json_gets_no_page(nobody: Desk) -> None:
    answer = nobody.get("/nothing-here", Accept="application/json")

    assert (answer.status_code, answer.mimetype) == (404, "application/problem+json")
