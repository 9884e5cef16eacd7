"""The privacy screen in a real browser: by itself, by a key, over a call, in three languages."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.chromium import new_page, two_chromiums
from tests.browser.pages import barriers, keep_picture, reaches_beyond_the_edge, sign_in, speak
from tests.lives.processes import RunningLine

LANGUAGES = ("kk", "ru", "en")
IDLE_MS = 181_000


def judge(page: Page, kind: str) -> list[str]:
    found: list[str] = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        keep_picture(page, f"{kind}-{scheme}")
        found += [f"{kind} {scheme}: {each}" for each in barriers(page)]
    if (over := reaches_beyond_the_edge(page)) > 0:
        found.append(f"{kind}: {over} px too wide")
    return found


def password_of(line: RunningLine, login: str) -> str:
    return next(each.password for each in line.people if each.login == login)


def test_a_page_left_alone_covers_itself_and_a_key_or_a_click_shows_it_again(
    line: RunningLine, tmp_path: Path
) -> None:
    complaints: list[str] = []
    found: list[str] = []
    with two_chromiums(tmp_path, 440) as (browser,):
        page = new_page(browser, complaints)
        page.clock.install()
        sign_in(line, page, "supervisor")
        for language in LANGUAGES:
            page.goto(f"{line.config.public_url}/calls")
            speak(page, language)
            expect(page.locator("main")).to_be_visible()

            page.clock.fast_forward(IDLE_MS)

            expect(page.locator("#cover-lift")).to_be_focused()
            expect(page.locator("main")).not_to_be_visible()
            expect(page.locator(".who")).not_to_be_visible()
            found += judge(page, "away")
            page.keyboard.press("Escape")
            expect(page.locator("#cover")).not_to_be_visible()
            expect(page.locator("main")).to_be_visible()

            page.clock.fast_forward(IDLE_MS)
            expect(page.locator("#cover")).to_be_visible()
            page.mouse.move(5, 5)
            expect(page.locator("#cover")).to_be_visible()
            page.mouse.click(5, 5)
            expect(page.locator("#cover")).not_to_be_visible()
    assert found == []
    assert complaints == []


def test_covered_by_the_key_nothing_opens_before_the_password(
    line: RunningLine, tmp_path: Path
) -> None:
    complaints: list[str] = []
    found: list[str] = []
    base = line.config.public_url
    with two_chromiums(tmp_path, 440) as (browser,):
        page = new_page(browser, complaints)
        sign_in(line, page, "supervisor")
        page.goto(f"{base}/calls")
        other = page.context.new_page()
        other.goto(f"{base}/rota")

        page.keyboard.press("Control+Alt+KeyL")

        for each in (page, other):
            expect(each).to_have_url(f"{base}/covered")
        page.go_back()
        expect(page).to_have_url(f"{base}/covered")
        page.goto(f"{base}/calls")
        expect(page).to_have_url(f"{base}/covered")
        for language in LANGUAGES:
            speak(page, language)
            found += judge(page, "covered")
        page.fill("#password", "not hers")
        page.keyboard.press("Enter")
        expect(page.locator(".summary")).to_be_visible()
        page.fill("#password", password_of(line, "supervisor"))
        page.keyboard.press("Enter")
        expect(page).to_have_url(f"{base}/supervisor")
        page.locator("#cover-now button").click()
        expect(page).to_have_url(f"{base}/covered")
    assert found == []
    assert [said for said in complaints if "422" not in said] == []


def test_a_call_goes_on_under_the_cover_and_a_new_one_can_be_taken(
    line: RunningLine, tmp_path: Path
) -> None:
    complaints: list[str] = []
    with two_chromiums(tmp_path, 440) as (browser,):
        desk = new_page(browser, complaints)
        sign_in(line, desk, "counsellor1")
        desk.click("text=Start shift")
        expect(desk.locator(".state-name")).to_have_text("Available", timeout=15_000)
        expect(desk.locator(".checks")).to_contain_text("Your phone is connected.", timeout=15_000)
        desk.keyboard.press("Control+Alt+KeyL")
        expect(desk.locator("#cover-password")).to_be_focused()
        expect(desk.locator("#cover-lift")).not_to_be_visible()

        leg = line.place_call()
        line.carrier.send("POST", f"/practice/calls/{leg}/keys", {"digits": "1"})
        expect(desk.locator("dialog.ring")).to_be_visible(timeout=15_000)
        keep_picture(desk, "ring-over-cover")
        found = barriers(desk)
        desk.locator("dialog.ring .button.main").click()

        expect(desk.locator("#cover-line")).to_contain_text("In a call 0:", timeout=15_000)
        assert desk.evaluate("Boolean(window.helpline.model.phone.call)")
        expect(desk.locator(".desk")).not_to_be_visible()
        found += judge(desk, "call-under-cover")
        _give(desk, "not hers")
        expect(desk.locator("#cover-wrong")).to_have_text("The present password is not right.")
        _give(desk, password_of(line, "counsellor1"))
        expect(desk.locator("#note")).to_be_visible(timeout=10_000)

        desk.fill("#note", "A sample note.")
        desk.locator("#cover-now button").click()
        desk.keyboard.press("Escape")
        expect(desk.locator("#note")).not_to_be_visible()
        _give(desk, password_of(line, "counsellor1"))
        expect(desk.locator("#note")).to_have_value("A sample note.")
        expect(desk.locator(".saved")).to_have_text("Saved", timeout=10_000)
        assert desk.evaluate("Boolean(window.helpline.model.phone.call)")
    assert found == []
    assert [said for said in complaints if "422" not in said] == []


def _give(page: Page, password: str) -> None:
    page.fill("#cover-password", password)
    page.keyboard.press("Enter")
