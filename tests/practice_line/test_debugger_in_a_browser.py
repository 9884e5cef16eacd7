"""The debugger in Chromium: it renews itself, works by keyboard and without a script, keeps nobody out."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.chromium import FLAGS, new_page
from tests.browser.pages import barriers, keep_picture, reaches_beyond_the_edge
from tests.practice_line.account_holder import Reply
from tests.practice_line.faulty import ask_for
from tests.practice_line.scene import Scene


@pytest.fixture
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        yield launched
        launched.close()


def _open(
    browser: Browser, scene: Scene, query: str = "", **options: object
) -> tuple[Page, list[str]]:
    complaints: list[str] = []
    page = new_page(browser, complaints, **options)
    page.goto(f"http://127.0.0.1:{scene.line.port}/debugger{query}")
    return page, complaints


def _something_of_everything(scene: Scene) -> None:
    ask_for(scene, drop_callbacks=1, duplicate_callbacks="50%")
    scene.account.says("/voice", "<Shout/><Redirect>/gone</Redirect>")
    scene.account.says("/gone", Reply(status=404))
    scene.until_over(scene.call(from_="<script>alert(1)</script>"))
    scene.until_over(scene.call())
    scene.client.calls.list()


def test_the_page_keeps_nobody_out_by_day_and_by_night(scene: Scene, browser: Browser) -> None:
    _something_of_everything(scene)
    page, complaints = _open(browser, scene, "?said=set")
    expect(page.locator("details")).to_have_attribute("open", "")

    found: list[str] = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        keep_picture(page, f"debugger-{scheme}")
        found += barriers(page)
        assert reaches_beyond_the_edge(page) <= 0

    assert found == []
    assert complaints == []


def test_what_happens_appears_by_itself_and_as_text(scene: Scene, browser: Browser) -> None:
    page, complaints = _open(browser, scene)
    expect(page.locator("#nothing")).to_be_visible()

    _something_of_everything(scene)

    expect(page.locator("#rows tr.fault").first).to_be_visible()
    expect(page.locator("#rows tr.error")).not_to_have_count(0)
    expect(page.locator("#nothing")).to_be_hidden()
    expect(page.locator("#played")).not_to_have_text("0")
    written = page.locator("#rows").inner_text()
    page.reload()
    expect(page.locator("#rows tr.fault").first).to_be_visible()
    assert page.locator("#rows").inner_text() == written
    assert "<script>alert(1)</script>" in written
    assert complaints == []


def test_only_what_was_filtered_for_appears(scene: Scene, browser: Browser) -> None:
    page, _ = _open(browser, scene, "?kind=fault")

    _something_of_everything(scene)

    expect(page.locator("#rows tr.fault").first).to_be_visible()
    kinds = page.locator("#rows tr td:nth-child(2)").all_inner_texts()
    assert set(kinds) == {"fault"}


def test_a_paused_page_waits(scene: Scene, browser: Browser) -> None:
    page, _ = _open(browser, scene)
    page.click("#pause")
    expect(page.locator("#live")).to_have_text("Paused: new lines wait.")

    _something_of_everything(scene)
    page.wait_for_timeout(1500)
    assert page.locator("#rows tr").count() == 0
    page.click("#pause")

    expect(page.locator("#rows tr").first).to_be_visible()


@pytest.mark.parametrize("has_script", [True, False], ids=["with a script", "without"])
def test_faults_are_set_by_keyboard_alone(scene: Scene, browser: Browser, has_script: bool) -> None:
    page, complaints = _open(browser, scene, java_script_enabled=has_script)

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # unfolds the faults
    page.keyboard.press("Tab")
    page.keyboard.press("Control+A")
    page.keyboard.type("3")
    page.keyboard.press("Enter")

    expect(page.locator(".said")).to_have_text("The faults are set.")
    expect(page.locator("#drop_callbacks")).to_have_value("3")
    assert scene.line.carrier.faults.drop_callbacks == 3
    assert complaints == []


def test_what_was_refused_is_said_at_once_and_can_be_mended(scene: Scene, browser: Browser) -> None:
    page, _ = _open(browser, scene, java_script_enabled=False)
    page.locator("summary").click()
    page.fill("#rest_errors", "often")
    page.locator("text=Set the faults").click()
    expect(page.locator("[role=alert]")).to_contain_text("rest_errors must be a whole number")
    expect(page.locator("#rest_errors")).to_have_value("often")

    page.fill("#rest_errors", "1")
    page.locator("text=Set the faults").click()

    expect(page.locator(".said")).to_have_text("The faults are set.")
    assert scene.line.carrier.faults.rest_errors == 1
