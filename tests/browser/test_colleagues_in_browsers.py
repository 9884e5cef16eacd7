"""A colleague is asked for a word and takes the call over; a supervisor is in a talk, seen by all."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.chromium import LISTEN, new_page, two_chromiums
from tests.browser.pages import keep_picture, sign_in
from tests.browser.staff import (
    child_calls,
    free_colleague,
    on_duty,
    open_line,
    open_part,
    take_call,
)
from tests.browser.test_a_call_in_browsers import is_heard, is_unheard, until_level
from tests.lives.processes import RunningLine

CHILD_HZ, COUNSELLOR_HZ, OTHER_HZ = 440, 880, 1320


@pytest.fixture
def line(tmp_path: Path, fresh_url: Callable[[str], str], prompts: Path) -> Iterator[RunningLine]:
    running = open_line(tmp_path, fresh_url, prompts)
    yield running
    running.close()


def others(desk: Page) -> str:
    return str(desk.locator(".others").inner_text())


def test_a_colleague_is_asked_for_a_word_and_the_call_is_handed_over(
    line: RunningLine, tmp_path: Path
) -> None:
    complaints: list[str] = []
    tones = (CHILD_HZ, COUNSELLOR_HZ, OTHER_HZ)
    with two_chromiums(tmp_path, *tones) as (child_browser, first, second):
        desk = on_duty(line, first, "counsellor1", complaints)
        child = child_calls(line, child_browser, complaints)
        take_call(desk)
        colleague = on_duty(line, second, "counsellor2", complaints)

        open_part(desk, "Hand on or ask for help")
        desk.select_option("#colleague", free_colleague(desk, "Sample Counsellor 2"))
        keep_picture(desk, "hand-on")
        desk.click("text=Ask for a word")
        expect(desk.locator(".others")).to_contain_text("being rung", timeout=10_000)
        colleague.bring_to_front()
        ring = colleague.locator("dialog.ring")
        expect(ring).to_contain_text("A colleague asks you for a word", timeout=10_000)
        keep_picture(colleague, "asked")
        colleague.keyboard.press("Enter")
        expect(colleague.locator("section", has_text="A colleague asks you")).to_contain_text(
            "Sample Counsellor 1", timeout=15_000
        )
        expect(desk.locator("text=Hand the call over")).to_be_visible(timeout=15_000)
        keep_picture(desk, "with-colleague")
        keep_picture(colleague, "beside")
        colleague.evaluate(LISTEN)
        until_level(colleague, "heardTones", COUNSELLOR_HZ, is_heard)
        until_level(child, "tones", COUNSELLOR_HZ, is_unheard)

        desk.click("text=Hand the call over")
        expect(desk.locator(".state-name")).to_have_text("Wrap-up", timeout=15_000)
        expect(colleague.locator(".clock")).to_be_visible(timeout=15_000)
        expect(colleague.locator("#note")).to_be_visible(timeout=15_000)
        until_level(child, "tones", OTHER_HZ, is_heard)
        until_level(colleague, "heardTones", CHILD_HZ, is_heard)
    assert complaints == []


def test_a_supervisor_listens_whispers_and_speaks_without_a_new_connection(
    line: RunningLine, tmp_path: Path
) -> None:
    complaints: list[str] = []
    tones = (CHILD_HZ, COUNSELLOR_HZ, OTHER_HZ)
    with two_chromiums(tmp_path, *tones) as (child_browser, first, second):
        desk = on_duty(line, first, "counsellor1", complaints)
        board = new_page(second, complaints)
        sign_in(line, board, "supervisor")
        child = child_calls(line, child_browser, complaints)
        take_call(desk)

        board.click("button:has-text('Be in the talk')")
        expect(board.locator("dialog.work button:has-text('Listen')")).to_be_disabled()
        board.fill("#talk-reason", "sample reason")
        keep_picture(board, "reason")
        board.click("dialog.work button:has-text('Listen')")
        expect(board.locator(".own-talk")).to_contain_text("Nobody hears you.", timeout=20_000)
        expect(desk.locator(".others")).to_contain_text("A supervisor listens.", timeout=10_000)
        board.evaluate(LISTEN)
        desk.evaluate(LISTEN)
        until_level(board, "heardTones", CHILD_HZ, is_heard)
        until_level(board, "heardTones", COUNSELLOR_HZ, is_heard)
        until_level(desk, "heardTones", OTHER_HZ, is_unheard)

        board.click(".own-talk >> text=Speak to the counsellor alone")
        expect(desk.locator(".others")).to_contain_text("The child does not hear it.")
        until_level(desk, "heardTones", OTHER_HZ, is_heard)
        until_level(child, "tones", OTHER_HZ, is_unheard)
        keep_picture(board, "whispers")
        keep_picture(desk, "whispered")

        board.click(".own-talk >> text=Speak to both")
        until_level(child, "tones", OTHER_HZ, is_heard)
        board.click("text=Leave the talk")
        expect(board.locator(".own-talk")).to_have_count(0, timeout=10_000)
        expect(desk.locator(".others")).to_have_count(0, timeout=10_000)
        until_level(child, "tones", COUNSELLOR_HZ, is_heard)

        board.locator("tbody a").first.click()
        expect(board.locator("main")).to_contain_text("spoke to both")
        keep_picture(board, "others")
    assert complaints == []
