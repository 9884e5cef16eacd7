"""The child's page for everybody: three languages, day and night, narrow, by keyboard, read aloud."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page

from tests.browser.pages import STANDARD
from tests.practice_line.audio.browsers import becomes, chromium_saying
from tests.practice_line.audio.stage import Scene, a_sounding_line, until
from tests.practice_line.audio.tones import CHILD

PRACTICE = {
    "kk": "Жаттығу қоңырауы",
    "ru": "Учебный звонок",
    "en": "Practice call",
}
# Every text that a screen reader says of its own accord, in the order it was written.
EAVESDROP = """() => {
  window.said = [];
  for (const region of document.querySelectorAll("[aria-live], [role=alert]")) {
    const note = () => region.textContent && !region.hidden && said.push(region.textContent);
    new MutationObserver(note).observe(region, { childList: true, characterData: true, subtree: true });
  }
}"""


def at_the_page(
    folder: Path, play: Callable[[Scene, Page], Awaitable[None]], query: str = "", **options: Any
) -> None:
    async def scene() -> None:
        async with a_sounding_line() as line, chromium_saying(CHILD, folder) as browser:
            page = await browser.new_page(viewport={"width": 320, "height": 640}, **options)
            await page.goto(f"{line.line}/phone{query}")
            await becomes(page, "!document.getElementById('dial').disabled")
            await play(line, page)

    asyncio.run(scene())


async def barriers(page: Page) -> list[str]:
    """In every language, by day and by night; also what needs scrolling sideways."""
    options = {"runOnly": {"type": "tag", "values": STANDARD}, "resultTypes": ["violations"]}
    found: list[str] = []
    for language in PRACTICE:
        await page.locator("#language").select_option(language)
        assert await page.evaluate("document.documentElement.lang") == language
        for scheme in ("light", "dark"):
            await page.emulate_media(color_scheme=scheme)
            judged = (await Axe().run(page, options=options)).response["violations"]
            found += [
                f"{language} {scheme} {rule['id']}: {node['html'][:120]}"
                for rule in judged
                for node in rule["nodes"]
            ]
            if await page.evaluate("document.documentElement.scrollWidth") > 320:
                found.append(f"{language}: wider than the narrowest screen")
    return found


def test_no_moment_of_a_practice_call_keeps_anybody_out(tmp_path: Path) -> None:
    async def play(line: Scene, page: Page) -> None:
        found = await barriers(page)
        await page.locator("#dial").click()
        await until(lambda: bool(line.account.asked))
        await page.locator("#trouble").wait_for()
        await becomes(page, "document.getElementById('state').textContent === 'Connected'")
        found += await barriers(page)
        await page.locator("#hang-up").click()
        await becomes(page, "document.getElementById('hang-up').disabled")
        found += await barriers(page)

        assert found == []

    async def without_a_microphone(line: Scene, page: Page) -> None:
        await page.evaluate(
            "void (navigator.mediaDevices.getUserMedia = () => Promise.reject('none'))"
        )
        await play(line, page)

    at_the_page(tmp_path, without_a_microphone, "?training=a-ticket")


def test_a_practice_call_is_named_in_the_readers_language(tmp_path: Path) -> None:
    async def play(line: Scene, page: Page) -> None:
        for language, words in PRACTICE.items():
            await page.locator("#language").select_option(language)
            assert words in await page.locator("#training").inner_text()

        await page.locator("#dial").click()

        await until(lambda: bool(line.account.asked))
        assert line.account.asked[0]["SipHeader_X-Training"] == "a-ticket"

    at_the_page(tmp_path, play, "?training=a-ticket")


def test_a_call_without_a_ticket_is_not_called_practice(tmp_path: Path) -> None:
    async def play(line: Scene, page: Page) -> None:
        assert not await page.locator("#training").is_visible()

        await page.locator("#dial").click()

        await until(lambda: bool(line.account.asked))
        assert "SipHeader_X-Training" not in line.account.asked[0]

    at_the_page(tmp_path, play)


def test_each_change_of_a_call_is_said_once(tmp_path: Path) -> None:
    async def play(line: Scene, page: Page) -> None:
        short = "<Play>/greeting.wav</Play>"
        line.account.says("/voice", short + short + "<Redirect>/again</Redirect>")
        line.account.says("/again", short + short + "<Hangup/>")
        await page.evaluate(EAVESDROP)

        await page.locator("#dial").click()
        await becomes(page, "said.includes('The call is over')")

        assert await page.evaluate("said") == [
            "Calling…",
            "Connected",
            "You hear a recording",
            "The call is over",
        ]

    at_the_page(tmp_path, play, locale="en-GB")


def test_a_whole_call_by_keyboard_never_loses_the_focus(tmp_path: Path) -> None:
    async def play(line: Scene, page: Page) -> None:
        await page.locator("#withheld").focus()
        await page.keyboard.type("+2562533")
        await _reach(page, "#dial")
        await page.keyboard.press("Enter")
        await becomes(page, "document.activeElement.id === 'hang-up'")

        await _reach(page, "#keys button:nth-child(5)", key="Shift+Tab")
        await page.keyboard.press("Space")
        await until(lambda: line.account.asked[-1].get("Digits") == "5")
        await _reach(page, "#hang-up")
        await page.keyboard.press("Enter")

        await becomes(page, "document.activeElement.id === 'dial'")
        assert line.account.asked[0]["From"] == "+2562533"

    at_the_page(tmp_path, play)


async def _reach(page: Page, selector: str, *, key: str = "Tab") -> None:
    for _ in range(30):
        if await page.evaluate("(wanted) => document.activeElement.matches(wanted)", selector):
            outline = await page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert outline != "none", f"{selector} has the focus and does not show it"
            return
        await page.keyboard.press(key)
    raise AssertionError(f"{selector} is not reached with {key}")
