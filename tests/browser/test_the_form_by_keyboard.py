"""A new counsellor writes a whole contact without a mouse and without help, and finds it again."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.chromium import new_page, two_chromiums
from tests.browser.keyboard import answer_a_call, follow, reach, sign_in
from tests.lives.processes import RunningLine

WORDS = "blue whale 4815"


def _unfold(page: Page, selector: str) -> None:
    reach(page, selector)
    page.keyboard.press("Enter")


def _choose(page: Page, selector: str, beginning: str, value: str) -> None:
    """In a list: the first letters of the word lead to it."""
    reach(page, selector)
    page.keyboard.type(beginning)
    expect(page.locator(selector)).to_have_value(value)


def _fill(desk: Page) -> None:
    reach(desk, "#call_type input")
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("ArrowUp")
    reach(desk, "#search")
    desk.keyboard.type("bullying")
    reach(desk, ".tree details input")
    desk.keyboard.press("Space")
    reach(desk, "[id='child.age']")
    desk.keyboard.type("11")
    _choose(desk, "[id='child.gender']", "G", "girl")
    _choose(desk, "[id='child.region']", "Uly", "ulytau")
    _unfold(desk, "details:has([id='child.living']) > summary")
    reach(desk, "[id='child.living']")
    desk.keyboard.press("ArrowDown")
    reach(desk, "#caller_relation")
    desk.keyboard.press("ArrowDown")
    reach(desk, "#urgency")
    desk.keyboard.press("ArrowDown")
    _unfold(desk, "details:has(input[name='risk-suicide']) > summary")
    reach(desk, "input[name='risk-suicide']")
    desk.keyboard.press("Space")
    desk.keyboard.press("ArrowRight")
    reach(desk, "details:has(input[name='risk-suicide']) + fieldset input")
    desk.keyboard.press("Space")
    reach(desk, "#note")
    desk.keyboard.type("A sample note.")
    expect(desk.locator(".saved")).to_have_text("Saved", timeout=30_000)


def _keep_the_words(desk: Page) -> None:
    _unfold(desk, "details:has(#code-words) > summary")
    said = desk.locator("form:has(#code-words) [role=status]")
    reach(desk, "#code-words")
    desk.keyboard.type(WORDS)
    desk.keyboard.press("Enter")
    expect(said).to_have_text("Not known. Perhaps a word is different.", timeout=15_000)
    reach(desk, "#code-words", key="Shift+Tab")
    desk.keyboard.type(WORDS)
    desk.keyboard.press("Tab")
    desk.keyboard.press("Tab")
    desk.keyboard.press("Enter")
    expect(said).to_contain_text("The words are kept.", timeout=15_000)


def test_a_contact_is_written_whole_by_keyboard_and_found_again(
    line: RunningLine, tmp_path: Path
) -> None:
    with two_chromiums(tmp_path, 440) as (browser,):
        desk = new_page(browser, [])
        sign_in(line, desk, "counsellor1")
        answer_a_call(line, desk)
        _fill(desk)
        _keep_the_words(desk)
        desk.keyboard.press("Control+Alt+KeyE")
        expect(desk.locator(".state-name")).to_have_text("Wrap-up", timeout=15_000)
        reach(desk, "form[aria-label='Contact'] .button.main")
        desk.keyboard.press("Enter")
        expect(desk.locator("text=The contact is complete.")).to_be_visible(timeout=15_000)

        follow(desk, "a[href='/contacts']")
        follow(desk, "a[href='/search']")
        _choose(desk, "#region", "Uly", "ulytau")
        reach(desk, "form[action='/search'] .button.main")
        desk.keyboard.press("Enter")
        expect(desk.locator("#found")).to_be_visible()
        follow(desk, "td a[href^='/contacts/']")

        for answer in ("11", "Girl", "Ulytau", "A sample note."):
            expect(desk.locator("main")).to_contain_text(answer)
