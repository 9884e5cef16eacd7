"""A caller is taken out of turn, a call is accepted by the page itself, and what comes after it is chosen."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.chromium import two_chromiums
from tests.browser.staff import on_duty, open_part
from tests.lives.processes import RunningLine


def call_comes(line: RunningLine) -> str:
    leg = line.place_call()
    line.carrier.send("POST", f"/practice/calls/{leg}/keys", {"digits": "1"})
    return leg


def accept_by_itself(desk: Page) -> None:
    desk.click("text=Accept calls by themselves, with a beep")
    expect(desk.locator(".by-itself [aria-pressed=true]")).to_be_enabled(timeout=10_000)


def end_call(desk: Page) -> None:
    desk.keyboard.press("Control+Alt+KeyE")
    expect(desk.locator(".state-name")).to_have_text("Wrap-up", timeout=15_000)


def test_a_caller_who_was_passed_on_is_taken_from_those_who_wait(
    line: RunningLine, tmp_path: Path
) -> None:
    complaints: list[str] = []
    with two_chromiums(tmp_path, 440) as (browser,):
        desk = on_duty(line, browser, "counsellor1", complaints)
        open_part(desk, "Waiting callers")
        expect(desk.locator("text=Nobody is waiting.")).to_be_visible(timeout=10_000)
        call_comes(line)
        desk.click("dialog.ring >> text=Pass on", timeout=20_000)
        open_part(desk, "Waiting callers")
        desk.click("button:has-text('Take this caller')", timeout=10_000)

        expect(desk.locator(".clock")).to_be_visible(timeout=20_000)
        desk.click("text=No word is heard")
        expect(desk.locator("section", has_text="In a call").first).to_contain_text(
            "are being played", timeout=10_000
        )
    assert complaints == []


def test_calls_are_accepted_by_the_page_and_the_break_after_them_begins(
    line: RunningLine, tmp_path: Path
) -> None:
    complaints: list[str] = []
    with two_chromiums(tmp_path, 440) as (browser,):
        desk = on_duty(line, browser, "counsellor1", complaints)
        accept_by_itself(desk)
        call_comes(line)
        expect(desk.locator("dialog.ring")).to_contain_text("accepted by itself", timeout=20_000)
        expect(desk.locator(".clock")).to_be_visible(timeout=20_000)

        open_part(desk, "After this call: Available")
        desk.click("button:has-text('Break: rest')")
        expect(desk.locator("summary", has_text="After this call: Break: rest")).to_be_visible()
        expect(desk.locator(".state-name")).to_have_text("In a call")
        end_call(desk)
        before = desk.locator(".clock").inner_text()
        open_part(desk, "I need more time")
        desk.fill("#more-time", "sample reason")
        desk.click("button:has-text('More time')")
        expect(desk.locator("#more-time")).to_have_value("", timeout=10_000)
        assert _seconds(desk.locator(".clock").inner_text()) > _seconds(before)
        desk.click("text=I am ready")
        expect(desk.locator(".state-name")).to_have_text("On a break: rest", timeout=10_000)
    assert complaints == []


def test_in_the_second_before_it_can_still_be_passed_on(line: RunningLine, tmp_path: Path) -> None:
    complaints: list[str] = []
    with two_chromiums(tmp_path, 440) as (browser,):
        desk = on_duty(line, browser, "counsellor1", complaints)
        accept_by_itself(desk)
        # Pressed as soon as it is drawn: a test cannot be late for a second.
        desk.evaluate("""() => new MutationObserver(() => {
          const pass = document.querySelectorAll("dialog.ring button")[1];
          if (!pass || pass.disabled) return;
          pass.click();
          document.body.dataset.passed = "yes";
        }).observe(document.body, { childList: true, subtree: true })""")
        call_comes(line)
        expect(desk.locator("body")).to_have_attribute("data-passed", "yes", timeout=20_000)
        expect(desk.locator(".state-name")).to_have_text("Available", timeout=10_000)
        open_part(desk, "Waiting callers")

        expect(desk.locator("button", has_text="Take this caller")).to_be_visible(timeout=10_000)
        expect(desk.locator("dialog.ring")).to_have_count(0)
    assert complaints == []


def _seconds(clock: str) -> int:
    minutes, seconds = clock.split(":")
    return int(minutes) * 60 + int(seconds)
