"""Contacts, cases, the directory and reports in three languages, by day and night, wide and narrow."""

from pathlib import Path

from playwright.sync_api import Page, expect

from helpline.assembly import assemble
from helpline.cases.statistics import StatisticsRow
from helpline.store.statistics_book import write_row
from tests.browser.chromium import new_page, two_chromiums
from tests.browser.pages import sign_in
from tests.browser.test_pages_are_for_everybody import by_day_and_night, see
from tests.lives.processes import RunningLine


def _figures_of_last_year(line: RunningLine) -> str:
    parts = assemble(line.config)
    year = str(parts.clock.now().year - 1)
    row = StatisticsRow(
        month=f"{year}-02",
        channel="voice",
        call_type="counselling",
        categories=("violence.bullying",),
    )
    with parts.database.writing() as connection:
        for _ in range(20):
            write_row(connection, row)
    parts.database.close()
    return year


def _searches(page: Page, base: str) -> list[str]:
    """Empty, asked why, and with what was found."""
    found = see(page, f"{base}/search", "search")
    page.check("input[name=whose][value=all]")
    page.locator("form[action='/search'] .button.main").click()
    expect(page.locator("#summary")).to_be_visible()
    found += by_day_and_night(page, "why")
    page.fill("#reason", "to see how it looks")
    page.locator("form[action='/search'] .button.main").click()
    expect(page.locator("#found")).to_be_visible()
    return found + by_day_and_night(page, "found")


def test_no_page_of_the_records_keeps_anybody_out(line: RunningLine, tmp_path: Path) -> None:
    base, complaints = line.config.public_url, list[str]()
    year = _figures_of_last_year(line)
    with two_chromiums(tmp_path, 440) as (browser,):
        page = new_page(browser, complaints)
        sign_in(line, page, "supervisor")
        found = see(page, f"{base}/contacts/new", "paper")
        page.select_option("#channel", "paper")
        page.fill("#date", page.evaluate("new Date().toISOString().slice(0, 10)"))
        page.fill("#time", "00:01")
        page.locator("form[action='/contacts'] .button.main").click()
        page.wait_for_url("**/write")
        expect(page.locator("#note")).to_be_visible()
        write_url = page.url
        found += see(page, write_url, "write")
        page.fill("#note", "мама: 8 705 555 01 01, зовут Жанель")
        expect(page.locator(".banner.bad")).to_contain_text("8 705 555 01 01", timeout=15_000)
        found += by_day_and_night(page, "refused")
        page.locator("details:has(#code-words) > summary").click()
        page.fill("#code-words", "blue whale")
        page.locator("form:has(#code-words) button").first.click()
        expect(page.locator("#code-words-wrong")).to_be_visible()
        found += by_day_and_night(page, "words")
        page.fill("#note", "A sample note.")
        expect(page.locator(".saved")).to_have_text("Saved", timeout=15_000)
        page.goto(write_url.removesuffix("/write"))
        page.locator("form[action='/cases'] .button").first.click()
        page.wait_for_url("**/cases/*")
        page.fill("#text", "A sample note about the household.")
        page.locator("form:has(#text) .button.main").click()
        found += see(page, page.url, "case")
        found += _searches(page, base)
        for path in ("cases", "directory", f"reports?report=ombudsman%20{year}"):
            found += see(page, f"{base}/{path}", "records")

    assert found == []
    assert [said for said in complaints if "422" not in said] == []
