"""A code, a security key, a recovery code and another machine, in a real browser and three languages."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from helpline.cli.people import Sample
from helpline.people import one_time_codes
from helpline.people.ports import Role
from tests.browser.chromium import new_page, two_chromiums
from tests.browser.pages import barriers, keep_picture, reaches_beyond_the_edge, speak
from tests.browser.words_of import said
from tests.helpline.console.test_second_step import secret_on
from tests.lives.processes import RunningLine, start_line

LANGUAGES = ("kk", "ru", "en")


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def line(
    tmp_path: Path, fresh_url: Callable[[str], str], prompts: Path, language: str
) -> Iterator[RunningLine]:
    """With a name for its address: browsers know no security keys for a bare number."""
    people = [
        Sample(login=name, name=f"Sample {name}", role=role, ui_language=language)
        for name, role in (("coder", Role.SUPERVISOR), ("keyholder", Role.AUDITOR))
    ]
    folder = tmp_path / "data"
    folder.mkdir()
    started = start_line(folder, fresh_url("sqlite"), prompts, people, host="localhost")
    yield started
    started.close()


def give_password(line: RunningLine, page: Page, login: str) -> None:
    person = next(each for each in line.people if each.login == login)
    page.goto(f"{line.config.public_url}/login")
    page.fill("#login", login)
    page.fill("#password", person.password)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: not url.endswith("/login"))


def judge(page: Page, kind: str) -> list[str]:
    """By day, by night, and on the narrowest screen."""
    found: list[str] = []
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme)
        keep_picture(page, f"{kind}-{scheme}")
        found += [f"{kind} {scheme}: {each}" for each in barriers(page)]
    if (over := reaches_beyond_the_edge(page)) > 0:
        found.append(f"{kind}: {over} px too wide")
    return found


def type_code(page: Page, code: str) -> None:
    page.fill("#code", code)
    page.keyboard.press("Enter")


def test_a_code_is_enrolled_and_asked_for_and_a_recovery_code_does_as_well(
    line: RunningLine, tmp_path: Path, language: str
) -> None:
    complaints: list[str] = []
    with two_chromiums(tmp_path, 440) as (browser,):
        page = new_page(browser, complaints)
        give_password(line, page, "coder")
        page.goto(f"{line.config.public_url}/account")
        found = judge(page, "account")
        page.click("a[href='/account/code']")
        found += judge(page, "code")
        secret = secret_on(page.content())
        now = page.evaluate("Math.floor(Date.now() / 30000)")
        type_code(page, one_time_codes.code_at(secret, now))
        expect(page.locator("ul.plain")).to_contain_text(
            said(language, "Authenticator application")
        )
        page.click("form[action='/account/recovery'] button")
        codes = re.findall(r"<code>([a-z2-9]{6}(?:-[a-z2-9]{6}){3})</code>", page.content())
        found += judge(page, "recovery")

        other = new_page(browser, complaints)
        give_password(line, other, "coder")
        found += judge(other, "second")
        type_code(other, one_time_codes.code_at(secret, now + 1))
        expect(other).to_have_url(f"{line.config.public_url}/supervisor")
        _is_out(line, page)

        third = new_page(browser, complaints)
        give_password(line, third, "coder")
        type_code(third, "000000")
        expect(third.locator(".summary")).to_be_visible()
        found += judge(third, "wrong-code")
        type_code(third, codes[0])
        expect(third).to_have_url(f"{line.config.public_url}/supervisor")
    assert found == []
    assert [said for said in complaints if "401" not in said] == []


def _is_out(line: RunningLine, page: Page) -> None:
    """The other machine has taken over: this one is led to the door."""
    page.goto(f"{line.config.public_url}/account")
    expect(page).to_have_url(f"{line.config.public_url}/login")


def _with_a_key(page: Page) -> None:
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "usb",
        "hasResidentKey": False,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def _sign_in_with_key(line: RunningLine, page: Page) -> None:
    give_password(line, page, "keyholder")
    page.click("#use-key")
    expect(page).to_have_url(f"{line.config.public_url}/audit")


def test_a_security_key_is_enrolled_and_opens(
    line: RunningLine, tmp_path: Path, language: str
) -> None:
    complaints: list[str] = []
    with two_chromiums(tmp_path, 440) as (browser,):
        page = new_page(browser, complaints)
        _with_a_key(page)
        give_password(line, page, "keyholder")
        page.goto(f"{line.config.public_url}/account")
        page.fill("#key-name", "Sample key")
        page.click("#add-key")
        expect(page.locator("ul.plain")).to_contain_text(
            said(language, "Security key") + " · Sample key"
        )
        page.click("form[action='/logout'] button")

        for _ in range(2):
            _sign_in_with_key(line, page)
            found = judge(page, "audit")
            page.click("form[action='/logout'] button")
    assert found == []
    assert complaints == []


@pytest.mark.parametrize("language", ["ru"], indirect=True)
def test_without_her_own_key_nobody_gets_in(line: RunningLine, tmp_path: Path) -> None:
    with two_chromiums(tmp_path, 440) as (browser,):
        page = new_page(browser, [])
        _with_a_key(page)
        give_password(line, page, "keyholder")
        page.goto(f"{line.config.public_url}/account")
        page.click("#add-key")
        expect(page.locator("ul.plain form")).to_have_count(1)
        _is_refused_without_the_key(line, browser)


def _is_refused_without_the_key(line: RunningLine, browser: Browser) -> None:
    page = new_page(browser, [])
    _with_a_key(page)
    give_password(line, page, "keyholder")
    page.click("#use-key")
    expect(page.locator("#key-refused")).to_be_visible(timeout=90_000)
    expect(page).to_have_url(f"{line.config.public_url}/login/second")


def test_an_invitation_a_reset_and_coming_back_lead_to_a_password_of_her_own(
    line: RunningLine, tmp_path: Path, language: str
) -> None:
    complaints: list[str] = []
    with two_chromiums(tmp_path, 440) as (browser,):
        page = new_page(browser, complaints)
        give_password(line, page, "coder")
        page.click("a[href='/people']")
        found = judge(page, "people")
        page.fill("#name", "Sample Dana")
        page.fill("#login", "dana")
        page.click("form[action='/people'] .button.main")
        found += judge(page, "link")
        found += _follow(line, browser, page, "five small grey stones", complaints)

        page.goto(f"{line.config.public_url}/people")
        page.click("form[action$='/reset'] button[aria-label$='Sample Dana']")
        found += _follow(line, browser, page, "six small grey stones", complaints)

        page.goto(f"{line.config.public_url}/people")
        page.click("form[action$='/disable'] button[aria-label$='Sample Dana']")
        found += judge(page, "disabled")
        page.click("form[action$='/readmit'] button[aria-label$='Sample Dana']")
        found += _follow(line, browser, page, "seven small grey stones", complaints)
        page.goto(f"{line.config.public_url}/account/password")
        found += judge(page, "password")
        page.goto(f"{line.config.public_url}/disclosures")
        found += judge(page, "disclosures")
    assert found == []
    assert complaints == []


def _follow(
    line: RunningLine, browser: Browser, page: Page, password: str, complaints: list[str]
) -> list[str]:
    """Open the link in a browser of her own, choose, and sign in with it."""
    other = new_page(browser, complaints)
    other.goto(page.locator("#link").inner_text())
    expect(other.locator("#word")).not_to_have_value("")
    assert "#" not in other.url
    word = other.locator("#word").input_value()
    speak(other, page.locator("html").get_attribute("lang") or "")
    found = judge(other, "welcome")
    other.fill("#word", word)
    other.fill("#password", password)
    other.keyboard.press("Enter")
    other.wait_for_url("**/login")
    other.fill("#login", "dana")
    other.fill("#password", password)
    other.keyboard.press("Enter")
    expect(other).to_have_url(f"{line.config.public_url}/console")
    return found
