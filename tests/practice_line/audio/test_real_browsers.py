"""Chromium with the unmodified voice SDK and with the child's page, on one sounding line."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from aiohttp import web
from playwright.async_api import Browser, Page, async_playwright

from helpline.practice_line.audio.frames import Sound
from tests.practice_line.audio.stage import Scene, a_sounding_line, a_token, until
from tests.practice_line.audio.tones import (
    CHILD,
    COUNSELLOR,
    HEARD_DB,
    MUSIC,
    SUPERVISOR,
    UNHEARD_DB,
    frames_of,
    level_db,
    tone,
    wav_of,
)

HERE = Path(__file__).parent
SDK = Path("helpline/console/static/vendor/twilio-voice-sdk-2.18.5.min.js")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
    "--allow-loopback-in-peer-connection",
    "--autoplay-policy=no-user-gesture-required",
]


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
async def chromium_saying(hz: int, folder: Path) -> AsyncIterator[Browser]:
    """A browser whose microphone is a tone."""
    voice = folder / f"{hz}.wav"
    await asyncio.to_thread(voice.write_bytes, wav_of(tone(hz, 2.0, 48000), 48000))
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path="/usr/bin/chromium",
            args=[*FLAGS, f"--use-file-for-fake-audio-capture={voice}"],
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


async def a_softphone(browser: Browser, line: Scene, codec: str) -> Page:
    page = await browser.new_page()
    await page.goto(f"{line.pages}/softphone")
    arguments = [a_token(), line.line.removeprefix("http://"), codec]
    await page.evaluate("given => begin(...given)", arguments)
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


@pytest.mark.parametrize("codec", ["opus", "pcmu"])
def test_the_voice_sdk_registers_calls_talks_mutes_comes_back_and_hangs_up(
    codec: str, tmp_path: Path
) -> None:
    async def scene() -> None:
        async with (
            a_sounding_line(add_softphone) as line,
            chromium_saying(COUNSELLOR, tmp_path) as browser,
        ):
            page = await a_softphone(browser, line, codec)
            await seen(page, "registered")
            child = Ear(line, CHILD)
            await until(lambda: bool(line.carrier.calls[child.call].now_playing))
            line.carrier.press(child.call, "1")

            await page.evaluate("dial({ticket: 'one-use', offer: 'o 1'})")
            await seen(page, "accept")
            form = line.account.asked[-1]
            assert (form["ticket"], form["offer"], form["From"]) == (
                "one-use",
                "o 1",
                "client:person-1",
            )

            await until(lambda: child.level(COUNSELLOR) > HEARD_DB)
            await heard_in_page(page, CHILD, but_not=COUNSELLOR)

            await page.evaluate("call.mute(true)")
            await until(lambda: child.level(COUNSELLOR) < UNHEARD_DB)
            await page.evaluate("call.mute(false)")
            await until(lambda: child.level(COUNSELLOR) > HEARD_DB)

            await page.evaluate("lastSocket.close()")
            await seen(page, "reconnected")
            assert child.level(COUNSELLOR) > HEARD_DB

            await page.evaluate("call.disconnect()")
            sid = form["CallSid"]
            await until(lambda: line.carrier.describe(sid)["state"] == "completed")
            await until(lambda: child.level(COUNSELLOR) < UNHEARD_DB)
            assert not [each for each in await page.evaluate("seen") if "error" in each]
            child.speaking.cancel()

    asyncio.run(scene())


def test_the_voice_sdk_is_rung_answers_and_is_hung_up_by_the_line(tmp_path: Path) -> None:
    async def scene() -> None:
        async with (
            a_sounding_line(add_softphone) as line,
            chromium_saying(COUNSELLOR, tmp_path) as browser,
        ):
            page = await a_softphone(browser, line, "opus")
            await seen(page, "registered")
            child = Ear(line, CHILD)
            leg = line.carrier.place_call("anonymous")

            ringing = asyncio.create_task(
                line.media.ring_client("person-1", leg, {"contact": "17"})
            )
            await seen(page, "incoming")
            assert await page.evaluate("call.customParameters.get('contact')") == "17"
            await page.evaluate("call.accept()")
            assert await asyncio.wait_for(ringing, 5)
            line.media.join("CF", leg)
            line.media.join("CF", child.call)
            await until(lambda: child.level(COUNSELLOR) > HEARD_DB)

            line.carrier.hang_up(leg)
            await seen(page, "disconnect")
            child.speaking.cancel()

    asyncio.run(scene())


def test_a_child_at_the_page_dials_by_keyboard_hears_presses_and_is_heard(tmp_path: Path) -> None:
    async def scene() -> None:
        async with a_sounding_line() as line, chromium_saying(CHILD, tmp_path) as browser:
            page = await browser.new_page(viewport={"width": 320, "height": 640}, locale="ru-RU")
            troubles: list[str] = []
            page.on(
                "console", lambda said: troubles.append(said.text) if said.type == "error" else None
            )
            await page.goto(f"{line.line}/phone")
            await page.get_by_role("button", name="Позвонить 111").focus()
            await page.keyboard.press("Enter")
            await page.get_by_text("Звучит запись").wait_for()
            await heard_in_page(page, MUSIC)

            await page.keyboard.press("2")
            await until(lambda: line.account.asked[-1].get("Digits") == "2")
            counsellor = line.carrier.client_calls_out("person-1", {})
            frames: list[Sound] = []
            line.media.attach(counsellor, on_frame=frames.append, on_end=lambda: None)
            await until(
                lambda: (
                    len(frames) > 15 and level_db(np.concatenate(frames[-15:]), CHILD) > HEARD_DB
                )
            )

            await page.get_by_text("Вы говорите с человеком").wait_for()
            await page.get_by_role("combobox").select_option("kk")
            await page.get_by_role("button", name="Тұтқаны қою").click()
            await page.get_by_text("Қоңырау аяқталды").wait_for()
            assert await page.evaluate("document.documentElement.scrollWidth") <= 320
            assert await page.get_by_role("alert").count() == 0
            assert troubles == []

    asyncio.run(scene())


def test_a_child_without_a_microphone_is_told_and_can_still_listen(tmp_path: Path) -> None:
    async def scene() -> None:
        async with a_sounding_line() as line, chromium_saying(CHILD, tmp_path) as browser:
            page = await browser.new_page(locale="en-GB")
            await page.add_init_script(
                "navigator.mediaDevices.getUserMedia = () => Promise.reject(new Error('none'))"
            )
            await page.goto(f"{line.line}/phone")

            await page.get_by_role("button", name="Call 111").click()

            await page.get_by_role("alert").wait_for()
            assert "No microphone" in await page.get_by_role("alert").inner_text()
            await heard_in_page(page, MUSIC)
            await page.get_by_role("button", name="7").click()
            await until(lambda: line.account.asked[-1].get("Digits") == "7")

    asyncio.run(scene())
