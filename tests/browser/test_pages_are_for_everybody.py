"""Every page in three languages, by day and by night, wide and narrow: no barrier, no complaint."""

import urllib.request
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from playwright.sync_api import Page, expect
from twilio.request_validator import RequestValidator

from tests.browser.chromium import new_page, two_chromiums
from tests.browser.pages import (
    barriers,
    keep_picture,
    reaches_beyond_the_edge,
    sign_in,
    speak,
)
from tests.lives.processes import RunningLine, patiently

LANGUAGES = ("kk", "ru", "en")


def judge(page: Page, kind: str) -> list[str]:
    keep_picture(page, kind)
    found = [f"{page.url} {kind}: {each}" for each in barriers(page)]
    if (over := reaches_beyond_the_edge(page)) > 0:
        found.append(f"{page.url} {kind}: {over} px wider than the narrowest screen")
    return found


def by_day_and_night(page: Page, kind: str) -> list[str]:
    found: list[str] = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found += judge(page, f"{kind}-{scheme}")
    return found


def see(page: Page, url: str, kind: str = "page") -> list[str]:
    found: list[str] = []
    for language in LANGUAGES:
        page.goto(url)
        speak(page, language)
        expect(page.locator("h1, h2").first).to_be_visible()
        assert page.locator("html").get_attribute("lang") == language
        found += by_day_and_night(page, kind)
    return found


def a_call_with_its_contact(line: RunningLine) -> None:
    """Talked and written, so that the logs have something to show."""
    browser, person_id, heartbeat = line.go_on_duty(line.people[0])
    leg = line.place_call()
    line.carrier.send("POST", f"/practice/calls/{leg}/keys", {"digits": "1"})
    offer = patiently(browser, lambda seen: seen["offer"])["offer"]
    ticket = browser.send("POST", f"/api/offers/{offer['id']}/accept", {})["ticket"]
    line.carrier.send(
        "POST", f"/practice/clients/{person_id}/connect", {"params": {"ticket": ticket}}
    )
    seen = patiently(browser, lambda seen: seen["call"] and seen["call"]["state"] == "talking")
    browser.send("POST", f"/api/calls/{seen['call']['id']}/hang-up", {})
    form = {"call_type": "counselling", "categories": ["violence.bullying"]}
    written = {"version": seen["contact"]["version"], "form": form, "note": "A sample note."}
    browser.send("POST", f"/api/contacts/{seen['contact']['id']}/complete", written)
    patiently(browser, lambda seen: seen["call"] is None)
    browser.send("POST", "/api/wrap-up/done", {})
    browser.send("POST", "/api/duty", {"state": "off"})
    heartbeat.stop()


@pytest.fixture
def base(line: RunningLine) -> str:
    return line.config.public_url


def test_no_page_keeps_anybody_out(line: RunningLine, base: str, tmp_path: Path) -> None:
    a_call_with_its_contact(line)
    complaints: list[str] = []
    with two_chromiums(tmp_path, 440) as (browser,):
        stranger = new_page(browser, complaints)
        found = see(stranger, f"{base}/login")
        supervisor = new_page(browser, complaints)
        sign_in(line, supervisor, "supervisor")
        for path in ("supervisor", "calls", "contacts", "rota", "training"):
            found += see(supervisor, f"{base}/{path}")
        for log in ("calls", "contacts"):
            supervisor.goto(f"{base}/{log}")
            supervisor.locator("tbody a").first.click()
            found += see(supervisor, supervisor.url, "one")
        found += why_it_is_read(supervisor)
        counsellor = new_page(browser, complaints)
        sign_in(line, counsellor, "counsellor1")
        for path in ("console", "contacts", "rota"):
            found += see(counsellor, f"{base}/{path}", "counsellor")
        assert [said for said in complaints if "422" not in said] == []
        found += see(supervisor, f"{base}/nowhere", "lost")

    assert found == []


def why_it_is_read(supervisor: Page) -> list[str]:
    """Somebody else's contact: asked why, told what is wrong with the reason, and shown for a good one."""
    found: list[str] = []
    for language in LANGUAGES:
        supervisor.goto(supervisor.url)
        speak(supervisor, language)
        supervisor.fill("#reason", "+7 700 555 01 23 called")
        supervisor.click("main .button.main")
        expect(supervisor.locator("#summary")).to_be_focused()
        found += by_day_and_night(supervisor, "reason-wrong")
        supervisor.fill("#reason", "The follow-up of yesterday")
        supervisor.click("main .button.main")
        expect(supervisor.locator("main")).to_contain_text("A sample note.")
        found += by_day_and_night(supervisor, "reason-given")
    return found


def test_no_moment_of_a_call_keeps_anybody_out(line: RunningLine, tmp_path: Path) -> None:
    complaints: list[str] = []
    with two_chromiums(tmp_path, 440) as (browser,):
        desk = new_page(browser, complaints)
        sign_in(line, desk, "counsellor1")
        desk.click("text=Start shift")
        expect(desk.locator(".state-name")).to_have_text("Available", timeout=15_000)
        expect(desk.locator(".checks")).to_contain_text("Your phone is connected.", timeout=15_000)
        found = by_day_and_night(desk, "available")

        leg = line.place_call()
        line.carrier.send("POST", f"/practice/calls/{leg}/keys", {"digits": "1"})
        expect(desk.locator("dialog.ring")).to_be_visible(timeout=15_000)
        found += judge(desk, "ringing")
        desk.keyboard.press("Enter")
        expect(desk.locator(".clock")).to_be_visible(timeout=15_000)
        desk.click("text=Complete the contact")
        expect(desk.locator(".summary")).to_be_visible()
        found += by_day_and_night(desk, "talking")
        desk.keyboard.press("Control+Alt+KeyE")
        expect(desk.locator(".state-name")).to_have_text("Wrap-up", timeout=10_000)
        found += by_day_and_night(desk, "wrap-up")

    assert found == []
    assert [said for said in complaints if "422" not in said] == []


def test_no_moment_of_training_keeps_anybody_out(line: RunningLine, tmp_path: Path) -> None:
    base, complaints = line.config.public_url, list[str]()
    trainer, _ = line.sign_in(line.people[1])
    with two_chromiums(tmp_path, 440) as (browser,):
        desk = new_page(browser, complaints)
        sign_in(line, desk, "counsellor1")
        desk.click("text=Start shift")
        expect(desk.locator(".checks")).to_contain_text("Your phone is connected.", timeout=15_000)
        person_id = desk.evaluate("window.helpline.model.state.me.id")
        session = trainer.send(
            "POST", "/api/training", {"counsellor_id": person_id, "language": "en"}
        )
        expect(desk.locator(".badge.practice")).to_have_text("In training", timeout=10_000)
        found = by_day_and_night(desk, "in-training")

        a_practice_call_rings(line, session["phone_page"])
        expect(desk.locator("dialog.ring")).to_contain_text("Practice call", timeout=15_000)
        found += judge(desk, "practice-rings")
        desk.keyboard.press("Enter")
        expect(desk.locator("form .badge.practice")).to_be_visible(timeout=15_000)
        found += by_day_and_night(desk, "practice-call")

        supervisor = new_page(browser, complaints)
        sign_in(line, supervisor, "supervisor")
        for path in ("training", "supervisor", "calls", "contacts"):
            found += see(supervisor, f"{base}/{path}", "practice")
            speak(supervisor, "en")
            words = "In training" if path == "supervisor" else "Practice call"
            expect(supervisor.locator("main")).to_contain_text(words)

    assert found == []
    assert complaints == []


def a_practice_call_rings(line: RunningLine, phone_page: str) -> None:
    """As the carrier posts it; nobody speaks on it."""
    url = f"{line.config.public_url}/twilio/voice"
    ticket = parse_qs(urlsplit(phone_page).query)["training"][0]
    leg = f"CA{'0' * 31}1"
    form = {"CallSid": leg, "From": "anonymous", "SipHeader_X-Training": ticket}
    answer = _posted(line, url, form)
    language = f"{line.config.public_url}/twilio/voice/language?call="
    call_id = answer.partition("language?call=")[2][:32]
    _posted(line, f"{language}{call_id}&n=0", {"CallSid": leg, "Digits": "3"})


def _posted(line: RunningLine, url: str, form: dict[str, str]) -> str:
    signature = RequestValidator(line.config.auth_token).compute_signature(url, form)
    headers = {"X-Twilio-Signature": signature}
    asked = urllib.request.Request(url, urlencode(form).encode(), headers)  # noqa: S310 -- our own line
    with urllib.request.urlopen(asked) as answer:  # noqa: S310 -- as above
        return str(answer.read().decode())


def test_the_childs_phone_and_the_debugger_keep_nobody_out(
    line: RunningLine, tmp_path: Path
) -> None:
    complaints: list[str] = []
    practice = f"http://127.0.0.1:{line.config.practice_port}"
    with two_chromiums(tmp_path, 440) as (browser,):
        page = new_page(browser, complaints)
        found: list[str] = []
        for path in ("phone", "debugger"):
            page.goto(f"{practice}/{path}")
            found += by_day_and_night(page, "practice")

    assert found == []
    assert complaints == []
