"""Chromium with the unmodified voice SDK and with the child's page, on one sounding line."""

import asyncio
from pathlib import Path

import numpy as np
import pytest

from helpline.practice_line.audio.frames import Sound
from tests.practice_line.audio.browsers import (
    Ear,
    a_softphone,
    add_softphone,
    chromium_saying,
    heard_in_page,
    seen,
)
from tests.practice_line.audio.stage import a_sounding_line, until
from tests.practice_line.audio.tones import (
    CHILD,
    COUNSELLOR,
    HEARD_DB,
    MUSIC,
    UNHEARD_DB,
    level_db,
)


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
            await page.locator("#language").select_option("kk")
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
