"""WebRTC that cannot connect: the counsellor reads why and what to do, and the child is not left in silence."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.chromium import NO_WAY_FOR_SOUND, new_page, two_chromiums
from tests.browser.pages import barriers, sign_in, speak
from tests.lives.processes import RunningLine

SAID = {
    "kk": "Бұл браузер мен жаттығу желісі арасында дыбыс өтпейді.",
    "ru": "Звук не проходит между браузером и учебной линией.",
}
OPTION = "--allow-loopback-in-peer-connection"


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_desk_says_why_no_sound_passes_and_what_to_do(
    line: RunningLine, tmp_path: Path, language: str
) -> None:
    with two_chromiums(tmp_path, 440) as (browser,):
        desk = new_page(browser, [])
        desk.add_init_script(NO_WAY_FOR_SOUND)
        sign_in(line, desk, "counsellor1")
        speak(desk, language)
        desk.click("main .button.main")
        expect(desk.locator(".dot.available")).to_be_visible(timeout=15_000)
        expect(desk.locator(".checks li").nth(1)).to_contain_text("✓", timeout=15_000)

        leg = line.place_call()
        line.carrier.send("POST", f"/practice/calls/{leg}/keys", {"digits": "1"})
        expect(desk.locator("dialog.ring")).to_be_visible(timeout=15_000)
        desk.keyboard.press("Enter")

        told = desk.get_by_role("alert").filter(has_text=SAID[language])
        expect(told).to_be_visible(timeout=30_000)
        expect(told).to_contain_text(OPTION)
        assert line.leg(leg)["state"] == "in-progress"
        assert barriers(desk) == []
