"""Handing on, supervising and setting the line: in each language, by day and by night, and narrow."""

import dataclasses
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.chromium import new_page, two_chromiums
from tests.browser.pages import sign_in
from tests.browser.test_pages_are_for_everybody import by_day_and_night, see
from tests.lives.processes import SUPERVISOR, RunningLine, start_line, two_counsellors


@pytest.fixture
def line(tmp_path: Path, fresh_url: Callable[[str], str], prompts: Path) -> Iterator[RunningLine]:
    """Each with the words of her own language, for a change of it in a talk would load the page anew."""
    first, second = two_counsellors()
    people = [
        dataclasses.replace(first, ui_language="kk"),
        dataclasses.replace(second, ui_language="ru"),
        dataclasses.replace(SUPERVISOR, ui_language="kk"),
    ]
    running = start_line(tmp_path, fresh_url("sqlite"), prompts, people, wrap_up_s=60)
    yield running
    running.close()


def on_duty(line: RunningLine, browser: Browser, login: str, complaints: list[str]) -> Page:
    desk = new_page(browser, complaints)
    sign_in(line, desk, login)
    desk.click("main .button.main")
    expect(desk.locator(".dot.available")).to_be_visible(timeout=20_000)
    expect(desk.locator(".checks li").nth(1)).to_contain_text("✓", timeout=20_000)
    return desk


def press(line: RunningLine, leg: str, keys: str) -> None:
    line.carrier.send("POST", f"/practice/calls/{leg}/keys", {"digits": keys})


def open_all(page: Page) -> None:
    closed = page.locator("details.more:not([open]) > summary")
    while closed.count():
        closed.first.click()


def test_no_moment_of_a_talk_with_others_keeps_anybody_out(
    line: RunningLine, tmp_path: Path
) -> None:
    complaints: list[str] = []
    boss, _ = line.sign_in(line.people[2])
    boss.send("POST", "/api/parties", {"name": "Sample ambulance", "number": "103"})
    with two_chromiums(tmp_path, 440) as (browser,):
        desk = on_duty(line, browser, "counsellor1", complaints)
        open_all(desk)
        found = by_day_and_night(desk, "free")
        press(line, line.place_call(), "1")
        expect(desk.locator("dialog.ring")).to_be_visible(timeout=20_000)
        desk.keyboard.press("Enter")
        expect(desk.locator(".clock")).to_be_visible(timeout=20_000)
        colleague = on_duty(line, browser, "counsellor2", complaints)
        desk.bring_to_front()
        open_all(desk)
        free = desk.locator("#colleague option:not([disabled])").nth(1)
        expect(free).to_have_count(1, timeout=15_000)
        desk.select_option("#colleague", str(free.get_attribute("value")))
        desk.locator("#colleague").locator("xpath=../following-sibling::div//button").first.click()
        colleague.bring_to_front()
        expect(colleague.locator("dialog.ring")).to_be_visible(timeout=15_000)
        colleague.keyboard.press("Enter")
        expect(desk.locator(".others .button.main")).to_be_visible(timeout=20_000)
        found += by_day_and_night(desk, "with-colleague")
        found += by_day_and_night(colleague, "beside")

        board = new_page(browser, complaints)
        sign_in(line, board, "supervisor")
        board.locator("tbody button").first.click()
        board.fill("#talk-reason", "sample")
        found += by_day_and_night(board, "talk-dialog")
        board.locator("dialog.work .button.main").click()
        expect(board.locator(".own-talk .button[aria-pressed=true]")).to_be_visible(timeout=20_000)
        found += by_day_and_night(board, "own-talk")
        desk.bring_to_front()
        desk.keyboard.press("Control+Alt+KeyE")
        expect(desk.locator("#more-time")).to_have_count(1, timeout=15_000)
        open_all(desk)
        found += by_day_and_night(desk, "wrap-up")
    assert found == []
    assert complaints == []


def test_no_moment_of_placing_and_setting_keeps_anybody_out(
    line: RunningLine, tmp_path: Path
) -> None:
    complaints: list[str] = []
    base = line.config.public_url
    with two_chromiums(tmp_path, 440) as (browser,):
        board = new_page(browser, complaints)
        sign_in(line, board, "supervisor")
        press(line, line.place_call(), "1")
        expect(board.get_by_role("alert").first).to_be_visible(timeout=15_000)
        board.locator(".alarm .button").click()
        expect(board.locator(".alarm .button")).to_have_count(2)
        found = by_day_and_night(board, "alone")
        desk = on_duty(line, browser, "counsellor1", complaints)
        desk.locator("dialog.ring .button").nth(1).click(timeout=20_000)
        board.bring_to_front()
        board.locator("tbody button").first.click()
        found += by_day_and_night(board, "waiting-dialog")
        board.keyboard.press("Escape")
        board.locator("tbody button").last.click()
        found += by_day_and_night(board, "person-dialog")

        settings = new_page(browser, complaints)
        sign_in(line, settings, "supervisor")
        settings.goto(f"{base}/line-settings")
        settings.fill("#party-name", "Sample ambulance")
        settings.fill("#party-number", "103")
        settings.locator("form[action$='/parties'] .button").click()
        number = settings.locator("input[id^=number-]").first
        number.fill("8 700")
        number.press("Enter")
        expect(settings.locator(".summary a")).to_have_count(1)
        found += by_day_and_night(settings, "faults")
        number.fill("+7 700 555 01 23")
        number.press("Enter")
        expect(settings.locator("input[name=rank]")).to_have_count(1)
        found += see(settings, f"{base}/line-settings", "settings")
    assert found == []
    assert [said for said in complaints if "422" not in said] == []
