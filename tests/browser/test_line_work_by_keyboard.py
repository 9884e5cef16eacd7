"""Asking a colleague, handing over, listening and listing a party, without a mouse."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.chromium import new_page, two_chromiums
from tests.browser.keyboard import reach, sign_in
from tests.browser.staff import free_colleague, open_line
from tests.lives.processes import RunningLine


@pytest.fixture
def line(tmp_path: Path, fresh_url: Callable[[str], str], prompts: Path) -> Iterator[RunningLine]:
    running = open_line(tmp_path, fresh_url, prompts)
    yield running
    running.close()


def press(page: Page, selector: str) -> None:
    reach(page, selector)
    page.keyboard.press("Enter")


def on_duty(line: RunningLine, page: Page, login: str) -> None:
    sign_in(line, page, login)
    press(page, "main .button.main")
    expect(page.locator(".checks")).to_contain_text("Your phone is connected.", timeout=20_000)


def answer(page: Page) -> None:
    page.bring_to_front()
    expect(page.locator("dialog.ring")).to_be_visible(timeout=20_000)
    page.keyboard.press("Enter")


def test_a_call_is_handed_over_and_listened_to_by_keyboard(
    line: RunningLine, tmp_path: Path
) -> None:
    with two_chromiums(tmp_path, 440) as (browser,):
        desk, colleague, board = (new_page(browser, []) for _ in range(3))
        on_duty(line, desk, "counsellor1")
        leg = line.place_call()
        line.carrier.send("POST", f"/practice/calls/{leg}/keys", {"digits": "1"})
        answer(desk)
        expect(desk.locator(".clock")).to_be_visible(timeout=20_000)
        on_duty(line, colleague, "counsellor2")

        desk.bring_to_front()
        press(desk, ".side section:first-child .more > summary")
        free_colleague(desk, "Sample Counsellor 2")
        reach(desk, "#colleague")
        desk.keyboard.type("Sample Counsellor 2")
        press(desk, ".side section:first-child .more .button")
        expect(desk.locator(".others")).to_contain_text("being rung", timeout=15_000)
        answer(colleague)
        expect(desk.locator(".others .button.main")).to_be_visible(timeout=20_000)
        desk.bring_to_front()
        press(desk, ".others .button.main")
        expect(desk.locator(".state-name")).to_have_text("Wrap-up", timeout=15_000)
        expect(colleague.locator(".clock")).to_be_visible(timeout=15_000)

        board.bring_to_front()
        sign_in(line, board, "supervisor")
        press(board, "tbody .button")
        reach(board, "#talk-reason")
        board.keyboard.type("sample reason")
        press(board, "dialog .button.main")
        expect(board.locator(".own-talk")).to_contain_text("Nobody hears you.", timeout=20_000)
        press(board, ".own-talk .button.stop")
        expect(board.locator(".own-talk")).to_have_count(0, timeout=15_000)


def test_a_break_is_chosen_and_a_party_listed_by_keyboard(
    line: RunningLine, tmp_path: Path
) -> None:
    with two_chromiums(tmp_path, 440) as (browser,):
        desk, settings = new_page(browser, []), new_page(browser, [])
        on_duty(line, desk, "counsellor1")
        press(desk, ".more > summary")
        press(desk, ".more [role=group] .button")
        expect(desk.locator(".state-name")).to_have_text("On a break: meal", timeout=10_000)
        press(desk, "section .button.main")
        expect(desk.locator(".state-name")).to_have_text("Available", timeout=10_000)

        settings.bring_to_front()
        sign_in(line, settings, "supervisor")
        press(settings, "a[href='/line-settings']")
        settings.wait_for_url("**/line-settings")
        reach(settings, "#party-name")
        settings.keyboard.type("Sample ambulance")
        settings.keyboard.press("Tab")
        settings.keyboard.type("103")
        press(settings, "form[action$='/parties'] .button.main")
        expect(settings.locator("tbody")).to_contain_text("Sample ambulance")
        press(settings, "tbody .button")
        expect(settings.locator("main")).to_contain_text("No outside party is listed yet.")
