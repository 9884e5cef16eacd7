"""A child's phone, a counsellor's desk and a supervisor's pages, in real browsers with real sound."""

import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.browser.chromium import LISTEN, new_page, two_chromiums
from tests.browser.pages import sign_in
from tests.lives.processes import RunningLine

CHILD_HZ, COUNSELLOR_HZ = 440, 880
HEARD_DB, UNHEARD_DB = -65, -85


def hears(page: Page, function: str, hz: int) -> float:
    return float(page.evaluate(f"() => window.{function}([{hz}])")[str(hz)])


def until_level(page: Page, function: str, hz: int, holds: Callable[[float], bool]) -> None:
    seen = 0.0
    for _ in range(60):
        seen = hears(page, function, hz)
        if holds(seen):
            return
        time.sleep(0.1)
    raise AssertionError(f"{hz} Hz stays at {seen:.0f} dB")


def is_heard(level: float) -> bool:
    return level > HEARD_DB


def is_unheard(level: float) -> bool:
    return level < UNHEARD_DB


def test_both_sides_hear_each_other_and_a_record_remains(line: RunningLine, tmp_path: Path) -> None:
    complaints: list[str] = []
    with two_chromiums(tmp_path, CHILD_HZ, COUNSELLOR_HZ) as (child_browser, desk_browser):
        desk = _desk_on_duty(line, desk_browser, complaints)
        board = new_page(desk_browser, complaints)
        sign_in(line, board, "supervisor")
        child = new_page(child_browser, complaints)
        child.goto(f"http://127.0.0.1:{line.config.practice_port}/phone")

        child.click("#dial")
        _press_key(child, "3")
        expect(board.locator("tbody tr").first).to_contain_text("English", timeout=10_000)
        desk.bring_to_front()
        expect(desk.locator("dialog.ring")).to_be_visible(timeout=15_000)
        desk.keyboard.press("Enter")
        expect(desk.locator(".clock")).to_be_visible(timeout=15_000)

        desk.evaluate(LISTEN)
        until_level(child, "tones", COUNSELLOR_HZ, is_heard)
        until_level(desk, "heardTones", CHILD_HZ, is_heard)

        desk.keyboard.press("Control+Alt+KeyM")
        until_level(child, "tones", COUNSELLOR_HZ, is_unheard)
        assert is_heard(hears(desk, "heardTones", CHILD_HZ))
        desk.keyboard.press("Control+Alt+KeyM")
        until_level(child, "tones", COUNSELLOR_HZ, is_heard)

        desk.keyboard.press("Control+Alt+KeyH")
        until_level(desk, "heardTones", CHILD_HZ, is_unheard)
        until_level(child, "tones", COUNSELLOR_HZ, is_unheard)
        desk.keyboard.press("Control+Alt+KeyH")
        until_level(child, "tones", COUNSELLOR_HZ, is_heard)

        _write_contact(desk)
        desk.keyboard.press("Control+Alt+KeyE")
        expect(desk.locator(".state-name")).to_have_text("Wrap-up", timeout=10_000)
        expect(child.locator("#dial")).to_be_enabled(timeout=15_000)

        desk.reload()
        expect(desk.locator("#note")).to_have_value("A sample note.", timeout=10_000)
        desk.click("text=Complete the contact")
        expect(desk.locator("text=The contact is complete.")).to_be_visible()

        board.goto(f"{line.config.public_url}/contacts")
        expect(board.locator("tbody tr").first).to_contain_text("complete")
        board.locator("tbody a").first.click()
        board.fill("#reason", "The follow-up of today")
        board.click("main .button.main")
        expect(board.locator("main")).to_contain_text("A sample note.")
    # The one complaint is the form that was refused on purpose.
    assert [said for said in complaints if "422" not in said] == []


def _desk_on_duty(line: RunningLine, browser: Browser, complaints: list[str]) -> Page:
    desk = new_page(browser, complaints)
    sign_in(line, desk, "counsellor1")
    desk.click("text=Start shift")
    expect(desk.locator(".state-name")).to_have_text("Available", timeout=15_000)
    expect(desk.locator(".checks")).to_contain_text("Your phone is connected.", timeout=15_000)
    return desk


def _press_key(child: Page, key: str) -> None:
    expect(child.locator("#hang-up")).to_be_enabled(timeout=10_000)
    child.keyboard.press(f"Digit{key}")
    child.locator(f"#keys button:has-text('{key}')").first.click()


def _write_contact(desk: Page) -> None:
    """An incomplete form is refused with a summary that leads to the field; then it is filled in."""
    desk.click("text=Complete the contact")
    expect(desk.locator(".summary")).to_contain_text("Choose what kind of call it was.")
    desk.locator("#call_type input").first.check()
    desk.fill("#search", "bullying")
    desk.locator(".tree details input").first.check()
    desk.fill("#note", "A sample note.")
    expect(desk.locator(".saved")).to_have_text("Saved", timeout=10_000)
