"""What every test in a browser does with a page: sign in, change the language, judge what is seen."""

import os
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.lives.processes import RunningLine

STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
_NARROWEST_PX = 320  # WCAG 1.4.10: 1280 pixels at 400 % zoom


def sign_in(line: RunningLine, page: Page, login: str) -> None:
    person = next(each for each in line.people if each.login == login)
    page.goto(f"{line.config.public_url}/login")
    page.fill("#login", login)
    page.fill("#password", person.password)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: not url.endswith("/login"))


def speak(page: Page, language: str) -> None:
    if page.locator("html").get_attribute("lang") != language:
        page.locator(f"button[name=language][value={language}]").click()
        page.wait_for_selector(f"html[lang={language}]")


def barriers(page: Page) -> list[str]:
    """What keeps somebody from using the page, as axe finds it; one line each."""
    options = {"runOnly": {"type": "tag", "values": STANDARD}, "resultTypes": ["violations"]}
    found: list[dict[str, Any]] = Axe().run(page, options=options).response["violations"]
    return [f"{rule['id']}: {node['html'][:120]}" for rule in found for node in rule["nodes"]]


def reaches_beyond_the_edge(page: Page) -> int:
    """Pixels that need scrolling sideways on the narrowest screen; restores the width afterwards."""
    size = page.viewport_size
    assert size is not None
    page.set_viewport_size({"width": _NARROWEST_PX, "height": size["height"]})
    over = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    keep_picture(page, "narrow")
    page.set_viewport_size(size)
    return int(over)


def keep_picture(page: Page, kind: str) -> None:
    """For people to look at: kept only where SCREENSHOTS names a folder."""
    if folder := os.environ.get("SCREENSHOTS"):
        place = page.url.partition("//")[2].partition("/")[2].replace("/", "-") or "root"
        language = page.locator("html").get_attribute("lang")
        page.screenshot(path=Path(folder) / f"{place}-{language}-{kind}.png", full_page=True)
