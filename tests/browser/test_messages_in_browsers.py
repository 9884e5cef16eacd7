"""A child leaves a spoken message when nobody is there; a counsellor hears it and sees to it."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.chromium import new_page, two_chromiums
from tests.browser.pages import keep_picture, sign_in, speak
from tests.browser.staff import child_calls, press_key
from tests.browser.test_pages_are_for_everybody import see
from tests.lives.processes import RunningLine

# Resolves with the seconds that were played, once there are some.
PLAYED = """async (sound) => {
  await sound.play();
  for (let turn = 0; turn < 100 && !(sound.currentTime > 0.3); turn += 1) {
    await new Promise((done) => setTimeout(done, 100));
  }
  return sound.currentTime;
}"""


def speaks_a_message(child: Page) -> None:
    """The tone of the fake microphone is what she says."""
    press_key(child, "5")
    child.wait_for_timeout(1500)  # the menu begins to speak; a key interrupts it
    press_key(child, "1")
    child.wait_for_timeout(7000)  # the request to speak, and then her own words
    child.click("#hang-up")
    expect(child.locator("#dial")).to_be_enabled(timeout=15_000)


def test_a_spoken_message_is_heard_and_seen_to(line: RunningLine, tmp_path: Path) -> None:
    complaints: list[str] = []
    with two_chromiums(tmp_path, 440, 880) as (child_browser, desk_browser):
        child = child_calls(line, child_browser, complaints)
        board = new_page(desk_browser, complaints)
        sign_in(line, board, "supervisor")
        alone = board.get_by_role("alert").filter(has_text="A child waits and nobody is on duty.")
        expect(alone).to_be_visible()
        keep_picture(board, "alone")
        speaks_a_message(child)
        expect(alone).to_have_count(0, timeout=10_000)

        page = new_page(desk_browser, complaints)
        sign_in(line, page, "counsellor1")
        page.click("a[href='/messages']")
        sound = page.locator("audio")
        for _ in range(30):
            if sound.count():
                break
            page.wait_for_timeout(1000)  # the job brings the sound from the carrier
            page.reload()
        found = see(page, page.url, "one")
        speak(page, "en")
        assert page.evaluate("() => document.querySelector('audio').preload") == "none"
        assert sound.evaluate(PLAYED) > 0

        page.click("button:has-text('Seen to')")
        expect(page.locator("main")).to_contain_text("No message waits.")
        found += see(page, page.url, "none")
    assert found == []
    assert complaints == []
