"""`<Dial><Client>` rings the unmodified voice SDK in Chromium, whatever happens next."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from playwright.async_api import Page

from tests.practice_line.audio.browsers import (
    a_softphone,
    add_softphone,
    becomes,
    chromium_saying,
    heard_in_page,
    seen,
)
from tests.practice_line.audio.phones import Phone, a_phone
from tests.practice_line.audio.stage import Scene, a_sounding_line, until
from tests.practice_line.audio.tones import CHILD, COUNSELLOR, HEARD_DB

DIAL = """<Dial action="/after" timeout="{seconds}"><Client><Identity>person-1</Identity>
<Parameter name="contact" value="17"/><Parameter name="why" value="a b"/></Client></Dial>"""


def outcomes(line: Scene) -> list[str]:
    return [form["DialCallStatus"] for form in line.account.asked if "DialCallStatus" in form]


def rung(
    folder: Path, play: Callable[[Scene, Page, Phone], Awaitable[None]], seconds: int = 30
) -> None:
    """A child's phone dials the line, whose document rings the browser."""

    async def scene() -> None:
        async with (
            a_sounding_line(add_softphone) as line,
            chromium_saying(COUNSELLOR, folder) as browser,
            a_phone(line) as phone,
        ):
            line.account.says("/voice", DIAL.format(seconds=seconds))
            line.account.says("/after", "<Pause length='60'/>")
            page = await a_softphone(browser, line)
            await seen(page, "registered")
            phone.says_for_ever(CHILD)
            await phone.tell(type="dial", withheld="anonymous")
            await seen(page, "incoming")
            await play(line, page, phone)

    asyncio.run(scene())


def test_it_answers_hears_is_heard_and_hangs_up(tmp_path: Path) -> None:
    async def play(line: Scene, page: Page, phone: Phone) -> None:
        told = await page.evaluate("[...call.customParameters.entries()]")
        assert sorted(told) == [["contact", "17"], ["why", "a b"]]
        assert await page.evaluate("call.parameters.From") == "anonymous"

        await page.evaluate("answer()")
        await seen(page, "accept")
        await heard_in_page(page, CHILD, but_not=COUNSELLOR)
        await until(lambda: phone.level(COUNSELLOR) > HEARD_DB)

        await page.evaluate("call.disconnect()")
        await until(lambda: outcomes(line) == ["completed"])

    rung(tmp_path, play)


def test_the_childs_hang_up_ends_it_in_the_browser(tmp_path: Path) -> None:
    async def play(line: Scene, page: Page, phone: Phone) -> None:
        await page.evaluate("answer()")
        await seen(page, "accept")

        await phone.tell(type="hang_up")

        await seen(page, "disconnect")

    rung(tmp_path, play)


def test_it_rejects_and_the_callers_document_goes_on(tmp_path: Path) -> None:
    async def play(line: Scene, page: Page, phone: Phone) -> None:
        await page.evaluate("call.reject()")

        await until(lambda: outcomes(line) == ["busy"])
        await until(lambda: phone.last()["state"] == "in-progress")

    rung(tmp_path, play)


def test_it_is_cancelled_when_the_child_gives_up(tmp_path: Path) -> None:
    async def play(line: Scene, page: Page, phone: Phone) -> None:
        await phone.tell(type="hang_up")

        await seen(page, "cancel")
        assert not [each for each in await page.evaluate("seen") if "error" in each]

    rung(tmp_path, play)


def test_it_is_cancelled_when_nobody_answers_in_time(tmp_path: Path) -> None:
    async def play(line: Scene, page: Page, phone: Phone) -> None:
        await seen(page, "cancel")
        await until(lambda: outcomes(line) == ["no-answer"])

    rung(tmp_path, play, seconds=2)


@pytest.mark.parametrize("talks_by", ["answering", "dialling"])
def test_while_it_talks_the_next_caller_is_told_busy(tmp_path: Path, talks_by: str) -> None:
    async def play(line: Scene, page: Page, phone: Phone) -> None:
        if talks_by == "answering":
            await page.evaluate("answer()")
        else:
            await page.evaluate("call.reject()")
            await until(lambda: outcomes(line) == ["busy"])
            await page.evaluate("dial({})")
        await seen(page, "accept")
        before = len(outcomes(line))

        line.carrier.place_call("anonymous")

        await until(lambda: outcomes(line)[before:] == ["busy"])
        await becomes(page, "seen.filter((each) => each === 'incoming').length === 1")

    rung(tmp_path, play)
