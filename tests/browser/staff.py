"""A line with two counsellors and a supervisor, and what each of them does in a browser."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.browser.chromium import new_page
from tests.browser.pages import sign_in
from tests.lives.processes import SUPERVISOR, RunningLine, start_line, two_counsellors


def open_line(folder: Path, fresh_url: Callable[[str], str], prompts: Path) -> RunningLine:
    people = [*two_counsellors(), SUPERVISOR]
    # Two browsers and three processes share two cores: a slow softphone is not what is tested here.
    settings = {"HELPLINE_JOIN_S": "30"}
    return start_line(folder, fresh_url("sqlite"), prompts, people, wrap_up_s=60, **settings)


def on_duty(line: RunningLine, browser: Browser, login: str, complaints: list[str]) -> Page:
    """At her desk, with her phone connected."""
    desk = new_page(browser, complaints)
    sign_in(line, desk, login)
    desk.click("text=Start shift")
    expect(desk.locator(".state-name")).to_have_text("Available", timeout=20_000)
    expect(desk.locator(".checks")).to_contain_text("Your phone is connected.", timeout=20_000)
    return desk


def child_calls(line: RunningLine, browser: Browser, complaints: list[str]) -> Page:
    """On the child's own phone, in Kazakh."""
    child = new_page(browser, complaints)
    child.goto(f"http://127.0.0.1:{line.config.practice_port}/phone")
    child.click("#dial")
    press_key(child, "1")
    return child


def press_key(child: Page, key: str) -> None:
    expect(child.locator("#hang-up")).to_be_enabled(timeout=10_000)
    child.locator(f"#keys button:has-text('{key}')").first.click()


def take_call(desk: Page) -> None:
    desk.bring_to_front()
    expect(desk.locator("dialog.ring")).to_be_visible(timeout=20_000)
    desk.keyboard.press("Enter")
    expect(desk.locator(".clock")).to_be_visible(timeout=20_000)


def open_part(page: Page, words: str) -> None:
    page.locator("summary", has_text=words).click()


def free_colleague(desk: Page, name: str) -> str:
    """Her id, once the list says that she is free."""
    option = desk.locator("#colleague option:not([disabled])", has_text=name)
    expect(option).to_have_count(1, timeout=15_000)
    return str(option.get_attribute("value"))
