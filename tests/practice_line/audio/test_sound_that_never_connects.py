"""The unmodified voice SDK in Chromium, whose sound is sent where nobody is."""

import asyncio
from pathlib import Path

from playwright.async_api import Page

from tests.practice_line.audio.browsers import (
    a_softphone,
    add_softphone,
    becomes,
    chromium_saying,
    seen,
)
from tests.practice_line.audio.stage import Scene, a_sounding_line
from tests.practice_line.audio.tones import COUNSELLOR

_ICE = "call._mediaHandler?.version?.pc?.iceConnectionState"
_LONG_ENOUGH_S = 2.0  # a connection on one machine takes a tenth of it


async def _dial(page: Page, line: Scene, ice_failures: int) -> None:
    line.carrier.playing.set({"ice_failures": ice_failures})
    await page.evaluate("seen.length = 0; dial({})")
    await seen(page, "accept")


def test_a_call_whose_sound_never_connects_is_taken_and_hears_nothing(tmp_path: Path) -> None:
    async def scene() -> None:
        async with (
            a_sounding_line(add_softphone) as line,
            chromium_saying(COUNSELLOR, tmp_path) as browser,
        ):
            page = await a_softphone(browser, line, "opus")
            await seen(page, "registered")

            await _dial(page, line, ice_failures=1)
            await becomes(page, f"{_ICE} === 'checking'")
            await asyncio.sleep(_LONG_ENOUGH_S)
            assert await page.evaluate(_ICE) == "checking"
            await page.evaluate("call.disconnect()")
            await seen(page, "disconnect")

            await _dial(page, line, ice_failures=0)
            await becomes(page, f"['connected', 'completed'].includes({_ICE})")

    asyncio.run(scene())
