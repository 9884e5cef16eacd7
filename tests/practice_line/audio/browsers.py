"""Chromium on a sounding line: the unmodified voice SDK in a page, and what it is heard to do."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import numpy as np
from aiohttp import web
from playwright.async_api import Browser, Page, async_playwright

from helpline.practice_line.audio.frames import Sound
from tests.browser.chromium import FLAGS
from tests.practice_line.audio.stage import Scene, a_token
from tests.practice_line.audio.tones import SUPERVISOR, frames_of, level_db, tone, wav_of

HERE = Path(__file__).parent
SDK = Path("helpline/console/static/vendor/twilio-voice-sdk-2.18.5.min.js")


def add_softphone(app: web.Application) -> None:
    def file(path: Path) -> Any:
        async def answer(_: web.Request) -> web.FileResponse:
            return web.FileResponse(path)

        return answer

    app.router.add_get("/softphone", file(HERE / "softphone.html"))
    app.router.add_get("/softphone.js", file(HERE / "softphone.js"))
    app.router.add_get("/loopback.js", file(HERE / "loopback.js"))
    app.router.add_get("/twilio.js", file(SDK))


@asynccontextmanager
async def chromium_saying(
    hz: int, folder: Path, flags: Sequence[str] = FLAGS
) -> AsyncIterator[Browser]:
    """A browser whose microphone is a tone."""
    voice = folder / f"{hz}.wav"
    await asyncio.to_thread(voice.write_bytes, wav_of(tone(hz, 2.0, 48000), 48000))
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path="/usr/bin/chromium",
            args=[*flags, f"--use-file-for-fake-audio-capture={voice}"],
        )
        try:
            yield browser
        finally:
            await browser.close()


class Ear:
    """A leg without a page: says one tone for ever, and keeps what it hears."""

    def __init__(self, line: Scene, hz: int) -> None:
        self.line, self.frames = line, list[Sound]()
        self.call = line.carrier.place_call("anonymous")
        line.media.attach(self.call, on_frame=self.frames.append, on_end=lambda: None)
        self.speaking = asyncio.create_task(self._speak(hz))

    async def _speak(self, hz: int) -> None:
        frames = frames_of(tone(hz, 1.0))
        for at in range(10**6):
            self.line.media.say(self.call, frames[at % len(frames)])
            await asyncio.sleep(0.02)

    def level(self, hz: int) -> float:
        return level_db(np.concatenate(self.frames[-15:]), hz)


async def a_softphone(
    browser: Browser, line: Scene, codec: str = "opus", token: str = "", **options: Any
) -> Page:
    """`options` are the SDK's own."""
    page = await browser.new_page()
    await page.goto(f"{line.pages}/softphone")
    told = {"chunderw": line.line.removeprefix("http://"), "codecPreferences": [codec], **options}
    await page.evaluate("given => begin(...given)", [token or a_token(), told])
    return page


async def seen(page: Page, what: str) -> None:
    await becomes(page, f"seen.includes({what!r})")


async def heard_in_page(page: Page, hz: int, *, but_not: int = SUPERVISOR) -> None:
    """Both at the same instant, once the first frames have gone by."""
    read = f"const heard = window.tones?.([{hz}, {but_not}])"
    await becomes(
        page, f"(() => {{ {read}; return heard?.[{hz}] > -45 && heard[{but_not}] < -70 }})()"
    )


async def becomes(page: Page, claim: str) -> None:
    """Asked from outside: a page with a strict policy evaluates nothing by itself."""
    async with asyncio.timeout(8):
        while not await page.evaluate(claim):  # noqa: ASYNC110 -- a page has no event for our loop
            await asyncio.sleep(0.05)
