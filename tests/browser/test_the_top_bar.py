"""The bar of every page: whatever the name, the language and the width, all of it can be read and reached."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from helpline.cli.people import Sample
from helpline.people.ports import Role
from tests.browser.chromium import new_page, two_chromiums
from tests.browser.pages import keep_picture, sign_in, speak
from tests.lives.processes import RunningLine, start_line

NAMES = {
    "long": "Sample Айгерім Нұрсұлтанқызы Әбдірахманова-Қасымжанова",
    "endless": "Sample" + "ы" * 120,
    "short": "Ән",
}
WIDTHS = (320, 768, 1280)
# Where each link, button and the name lies, and whether any of its text is cut off.
PLACES = """() => [...document.querySelectorAll(".top a, .top button")].map((each) => {
  const box = each.getBoundingClientRect();
  return {
    words: each.textContent.trim().slice(0, 20),
    left: box.left, right: box.right, top: box.top, bottom: box.bottom,
    cut: each.scrollWidth > each.clientWidth + 1 || each.scrollHeight > each.clientHeight + 1,
  };
})"""


@pytest.fixture
def line(tmp_path: Path, fresh_url: Callable[[str], str], prompts: Path) -> Iterator[RunningLine]:
    people = [
        Sample(login=login, name=name, role=Role.SUPERVISOR, ui_language="en")
        for login, name in NAMES.items()
    ]
    started = start_line(tmp_path, fresh_url("sqlite"), prompts, people)
    yield started
    started.close()


def faults(page: Page, width: int) -> list[str]:
    found = []
    wide = page.evaluate("document.documentElement.scrollWidth")
    if wide > width:
        found.append(f"{wide - width} px too wide")
    places: list[dict[str, Any]] = page.evaluate(PLACES)
    found += [f"{each['words']} is cut" for each in places if each["cut"]]
    found += [
        f"{one['words']} lies on {other['words']}"
        for number, one in enumerate(places)
        for other in places[number + 1 :]
        if _overlap(one, other)
    ]
    return found


def _overlap(one: dict[str, Any], other: dict[str, Any]) -> bool:
    beside = one["right"] <= other["left"] + 1 or other["right"] <= one["left"] + 1
    above = one["bottom"] <= other["top"] + 1 or other["bottom"] <= one["top"] + 1
    return not beside and not above


def test_every_name_can_be_read_in_every_language_at_every_width(
    line: RunningLine, tmp_path: Path
) -> None:
    found: dict[str, list[str]] = {}
    with two_chromiums(tmp_path, 440) as (browser,):
        for login, name in NAMES.items():
            page = new_page(browser, [])
            sign_in(line, page, login)
            page.goto(f"{line.config.public_url}/people")
            for language in ("kk", "ru", "en"):
                speak(page, language)
                for width in WIDTHS:
                    page.set_viewport_size({"width": width, "height": 900})
                    assert page.locator(".who").inner_text() == name
                    keep_picture(page, f"{login}-{width}")
                    if told := faults(page, width):
                        found[f"{login} {language} {width}"] = told

    assert found == {}
