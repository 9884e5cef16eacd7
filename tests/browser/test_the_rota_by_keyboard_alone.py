"""The rota without a mouse: a month is made, published, a shift swapped, and the line handed over."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.chromium import new_page, two_chromiums
from tests.browser.keyboard import follow, reach, sign_in
from tests.lives.processes import SUPERVISOR, RunningLine, start_line, two_counsellors

FIRST, SECOND, BOSS = 0, 1, 2  # of the people of the line
# Whatever a mouse, a finger or a pen does to a page is counted.
COUNT_POINTERS = """
  for (const kind of ["mousedown", "mouseup", "pointerdown", "touchstart", "dragstart"]) {
    window.addEventListener(kind, () => { window.name += "pointer "; }, true);
  }
"""


@pytest.fixture
def house(tmp_path: Path, fresh_url: Callable[[str], str], prompts: Path) -> Iterator[RunningLine]:
    """The first counsellor's shift ends in ten minutes, the second's tomorrow."""
    first, second = two_counsellors()
    people = [replace(first, shift=timedelta(minutes=10)), second, SUPERVISOR]
    running = start_line(tmp_path, fresh_url("sqlite"), prompts, people, wrap_up_s=60)
    yield running
    running.close()


def by_keys(line: RunningLine, browser: Browser, person: int, complaints: list[str]) -> Page:
    """Signed in, in a window of her own in which pointers are counted."""
    page = new_page(browser, complaints)
    page.add_init_script(COUNT_POINTERS)
    sign_in(line, page, line.people[person].login)
    return page


def api(line: RunningLine, person: int) -> tuple[Any, str]:
    return line.sign_in(line.people[person])


def next_month() -> date:
    today = datetime.now(UTC).astimezone().date()
    return (today.replace(day=28) + timedelta(days=4)).replace(day=1)


def one_kind_and_a_pattern_for_the_second(line: RunningLine) -> None:
    """She works the last day of the month alone, so that she has hours left for a swap."""
    boss, _ = api(line, BOSS)
    last = (next_month() + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    boss.send("PUT", "/api/rota/kinds/E", {"starts": "09:00", "minutes": 480, "unpaid_minutes": 0})
    pattern = {
        "kind": "E",
        "duty": "line",
        "person_id": api(line, SECOND)[1],
        "first_day": last.isoformat(),
        "last_day": last.isoformat(),
        "weekdays": [last.isoweekday()],
    }
    boss.send("POST", "/api/rota/patterns", pattern)


def test_a_month_is_made_and_published_and_a_shift_of_it_swapped_by_keyboard_alone(
    house: RunningLine, tmp_path: Path
) -> None:
    one_kind_and_a_pattern_for_the_second(house)
    complaints: list[str] = []
    with two_chromiums(tmp_path, 440) as (browser,):
        boss = by_keys(house, browser, BOSS, complaints)
        make_and_publish(boss)

        first = by_keys(house, browser, FIRST, complaints)
        follow(first, "a[href='/rota']")
        follow(first, "a[href='/rota/mine']")
        expect(first.locator("details.change summary").first).to_be_visible()
        mine = first.locator("section[aria-labelledby='ahead'] details.change")
        before = mine.count()
        reach(first, "details.change summary")
        first.keyboard.press("Enter")
        follow(first, "form[action='/rota/swaps'] .button.main")
        expect(first.locator("section[aria-labelledby='swaps'] li .badge")).to_have_count(1)

        second = by_keys(house, browser, SECOND, complaints)
        follow(second, "a[href='/rota']")
        follow(second, "a[href='/rota/mine']")
        follow(second, "form[action$='/accept'] .button")
        expect(second.locator("form[action$='/accept']")).to_have_count(0)

        follow(boss, "a[href='/rota/requests']")
        follow(boss, "form[action$='/approve'] .button")
        expect(boss.locator("form[action$='/approve']")).to_have_count(0)

        follow(first, "a[href='/rota/mine']")
        expect(mine).to_have_count(before - 1)
        follow(second, "a[href='/rota/mine']")
        expect(second.locator("section[aria-labelledby='ahead'] details.change")).to_have_count(2)
        touched = [page.evaluate("window.name") for page in (boss, first, second)]

    assert touched == ["", "", ""]
    assert complaints == []


def make_and_publish(boss: Page) -> None:
    """From the first page she sees: only Tab, Enter, Space and what is typed."""
    follow(boss, "a[href='/rota']")
    follow(boss, "a[href='/rota/rosters']")
    reach(boss, "#seconds")
    boss.keyboard.press("Control+A")
    boss.keyboard.type("5")
    follow(boss, "form[action='/rota/rosters'] .button.main")
    expect(boss.locator("#reason")).to_be_visible(timeout=90_000)
    expect(boss.locator("svg.roster-drawn .works").first).to_be_visible()
    reach(boss, "#reason")
    boss.keyboard.type("A sample of two people.")
    follow(boss, "form[action$='/publish'] .button.main")
    expect(boss.locator("form[action$='/restore']")).to_have_count(1)


def test_the_line_is_handed_over_by_keyboard_alone(house: RunningLine, tmp_path: Path) -> None:
    complaints: list[str] = []
    with two_chromiums(tmp_path, 440) as (browser,):
        first = by_keys(house, browser, FIRST, complaints)
        follow(first, "a[href='/rota']")
        follow(first, "a[href='/rota/mine']")
        reach(first, "#note")
        first.keyboard.type("A sample: the partner line is closed until noon.")
        follow(first, "form[action^='/rota/handovers/'] .button.main")
        expect(first.locator("#note")).to_have_count(0)

        second = by_keys(house, browser, SECOND, complaints)
        follow(second, "a[href='/rota']")
        follow(second, "a[href='/rota/mine']")
        expect(second.locator(".note")).to_have_text(
            "A sample: the partner line is closed until noon."
        )
        follow(second, "form[action$='/acknowledge'] .button")
        expect(second.locator("form[action$='/acknowledge']")).to_have_count(0)

        follow(first, "a[href='/rota/mine']")
        expect(first.locator("section[aria-labelledby='handover'] .badge.good")).to_have_count(1)
        touched = [page.evaluate("window.name") for page in (first, second)]

    assert touched == ["", ""]
    assert complaints == []
