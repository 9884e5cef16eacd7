"""A whole call without a mouse: every step is reached with Tab or a key, and the focus is never lost."""

from pathlib import Path

from playwright.sync_api import expect

from tests.browser.chromium import new_page, two_chromiums
from tests.browser.keyboard import answer_a_call, follow, reach, sign_in
from tests.lives.processes import RunningLine


def test_a_call_is_taken_written_and_completed_by_keyboard(
    line: RunningLine, tmp_path: Path
) -> None:
    with two_chromiums(tmp_path, 440) as (browser,):
        desk = new_page(browser, [])
        sign_in(line, desk, "counsellor1")
        answer_a_call(line, desk)

        reach(desk, "#call_type input")
        desk.keyboard.press("Space")
        reach(desk, "#search")
        desk.keyboard.type("bullying")
        reach(desk, ".tree details input")
        desk.keyboard.press("Space")
        reach(desk, "#note")
        desk.keyboard.type("A sample note.")
        expect(desk.locator(".saved")).to_have_text("Saved", timeout=10_000)
        desk.keyboard.press("Control+Alt+KeyE")
        expect(desk.locator(".state-name")).to_have_text("Wrap-up", timeout=10_000)
        expect(desk.locator("#note")).to_have_value("A sample note.")
        reach(desk, "form .button.main")
        desk.keyboard.press("Enter")

        expect(desk.locator("text=The contact is complete.")).to_be_visible()


def test_a_shift_is_added_by_keyboard(line: RunningLine, tmp_path: Path) -> None:
    with two_chromiums(tmp_path, 440) as (browser,):
        page = new_page(browser, [])
        sign_in(line, page, "supervisor")
        follow(page, "a[href='/rota']")
        before = page.locator(".day li b").count()

        reach(page, "#person_id")
        page.keyboard.type("Sample Counsellor 1")
        reach(page, "#date")
        # A date field has keys of its own in every locale; what is typed into it is not the point here.
        in_two_days = page.evaluate(
            "new Date(Date.now() + 2 * 86400000).toISOString().slice(0, 10)"
        )
        page.locator("#date").fill(in_two_days)
        reach(page, "form[action='/rota'] .button.main")
        page.keyboard.press("Enter")

        expect(page.locator(".day li b")).to_have_count(before + 1)


def test_training_is_started_and_ended_by_keyboard(line: RunningLine, tmp_path: Path) -> None:
    with two_chromiums(tmp_path, 440) as (browser,):
        page = new_page(browser, [])
        sign_in(line, page, "supervisor")
        follow(page, "a[href='/training']")

        reach(page, "#counsellor_id")
        page.keyboard.type("Sample Counsellor 1")
        reach(page, "#language")
        page.keyboard.type("Russian")
        reach(page, "form[action='/training'] .button.main")
        page.keyboard.press("Enter")
        running = page.locator("section h2").first
        expect(running).to_have_text("Sample Counsellor 1 · Russian")
        expect(page.locator("a[href*='/phone?training=']")).to_be_visible()

        reach(page, "form[action$='/end'] .button")
        page.keyboard.press("Enter")
        expect(page.locator("section h2")).to_have_count(1)
