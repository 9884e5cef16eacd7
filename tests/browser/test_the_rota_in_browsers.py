"""The rota in a real browser: no barrier in any language or light, a drag, and everything by keyboard."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.chromium import new_page, two_chromiums
from tests.browser.keyboard import reach
from tests.browser.pages import sign_in, speak
from tests.browser.test_pages_are_for_everybody import LANGUAGES, by_day_and_night, see
from tests.lives.processes import RunningLine


def a_shift_ahead(line: RunningLine, *, days: int) -> dict[str, Any]:
    """Of the counsellor, so many days ahead at noon."""
    boss, _ = line.sign_in(line.people[1])
    counsellor, _ = line.sign_in(line.people[0])
    person_id = counsellor.send("GET", "/api/session", None)["me"]["id"]
    noon = datetime.now(UTC).replace(hour=7, minute=0, second=0, microsecond=0)
    start = noon + timedelta(days=days)
    body = {
        "person_id": person_id,
        "starts_at": start.isoformat(),
        "ends_at": (start + timedelta(hours=8)).isoformat(),
        "languages": ["kk"],
    }
    made: dict[str, Any] = boss.send("POST", "/api/shifts", body)
    return made


def day_of(page: Page, shift_id: str) -> str | None:
    card = page.locator(f"[data-shift='{shift_id}']")
    return card.locator("xpath=ancestor::section").get_attribute("data-day")


def test_no_page_of_the_rota_keeps_anybody_out(line: RunningLine, tmp_path: Path) -> None:
    shift = a_shift_ahead(line, days=2)
    counsellor_api, _ = line.sign_in(line.people[0])
    counsellor_api.send("POST", "/api/swaps", {"shift_id": shift["id"]})
    until = datetime.now(UTC) + timedelta(days=1)
    counsellor_api.send("POST", "/api/sick", {"until": until.isoformat()})
    base, complaints = line.config.public_url, list[str]()
    with two_chromiums(tmp_path, 440) as (browser,):
        supervisor = new_page(browser, complaints)
        sign_in(line, supervisor, "supervisor")
        found = []
        for path in ("rota", "rota?view=month", "rota/day", "rota/requests", "rota/mine"):
            found += see(supervisor, f"{base}/{path}")
        supervisor.goto(f"{base}/rota/requests")
        supervisor.locator("a[href^='/rota/open/']").first.click()
        found += see(supervisor, supervisor.url, "open")
        counsellor = new_page(browser, complaints)
        sign_in(line, counsellor, "counsellor1")
        found += see(counsellor, f"{base}/rota/mine", "counsellor")

    assert found == []
    assert complaints == []


def what_rosters_are_made_of(line: RunningLine) -> None:
    """A kind of shift, a pattern with a day of its own, marks, a holiday and a wish."""
    boss, _ = line.sign_in(line.people[1])
    counsellor, _ = line.sign_in(line.people[0])
    person_id = counsellor.send("GET", "/api/session", None)["me"]["id"]
    today = datetime.now(UTC).date()
    ahead = (today + timedelta(days=20)).isoformat()
    boss.send("PUT", "/api/rota/kinds/N", {"starts": "20:00", "minutes": 720, "unpaid_minutes": 0})
    boss.send(
        "PUT", "/api/rota/kinds/W", {"starts": "08:00", "minutes": 1440, "unpaid_minutes": 60}
    )
    pattern = {
        "kind": "N",
        "duty": "line",
        "person_id": person_id,
        "first_day": today.isoformat(),
        "weekdays": [1, 5],
    }
    made = boss.send("POST", "/api/rota/patterns", pattern)
    boss.send("PUT", f"/api/rota/patterns/{made['id']}/days/{ahead}", {"instead": None})
    boss.send("PUT", f"/api/rota/holidays/{ahead}", {"kind": "day_off", "words": "a sample decree"})
    counsellor.send("PUT", f"/api/wishes/{ahead}", {"works": True, "code": "N"})


def test_the_page_of_what_rosters_are_made_of_keeps_nobody_out(
    line: RunningLine, tmp_path: Path
) -> None:
    what_rosters_are_made_of(line)
    base, complaints = line.config.public_url, list[str]()
    with two_chromiums(tmp_path, 440) as (browser,):
        supervisor = new_page(browser, complaints)
        sign_in(line, supervisor, "supervisor")
        found = see(supervisor, f"{base}/rota/made-of")
        for language in LANGUAGES:
            speak(supervisor, language)
            supervisor.evaluate(
                "document.querySelectorAll('details').forEach(x => { x.open = true })"
            )
            found += by_day_and_night(supervisor, "opened")
        speak(supervisor, "en")
        supervisor.fill("#kind-code", "A")
        supervisor.fill("#kind-unpaid_minutes", "10")
        supervisor.locator("form[action='/rota/made-of/kinds'] .button.main").click()
        expect(supervisor.locator("#kind-unpaid_minutes-wrong")).to_be_visible()
        found += by_day_and_night(supervisor, "wrong")
        counsellor = new_page(browser, complaints)
        sign_in(line, counsellor, "counsellor1")
        found += see(counsellor, f"{base}/rota/mine", "wishes")

    assert found == []
    assert [said for said in complaints if "422" not in said] == []


def test_a_shift_is_dragged_to_another_day(line: RunningLine, tmp_path: Path) -> None:
    shift, complaints = a_shift_ahead(line, days=2), list[str]()
    with two_chromiums(tmp_path, 440) as (browser,):
        page = new_page(browser, complaints)
        sign_in(line, page, "supervisor")
        page.goto(f"{line.config.public_url}/rota")
        before = day_of(page, shift["id"])
        assert before is not None
        after = (datetime.fromisoformat(before) + timedelta(days=2)).date().isoformat()

        page.locator(f"[data-shift='{shift['id']}'] b").drag_to(
            page.locator(f"[data-day='{after}'] h2")
        )

        moved = page.locator(f"[data-day='{after}'] [data-shift]")
        expect(moved).to_have_count(1)
        expect(page.locator(f"[data-day='{before}'] [data-shift]")).to_have_count(0)
    assert complaints == []


def test_a_shift_is_moved_a_day_with_alt_and_an_arrow_key(
    line: RunningLine, tmp_path: Path
) -> None:
    shift = a_shift_ahead(line, days=2)
    with two_chromiums(tmp_path, 440) as (browser,):
        page = new_page(browser, [])
        sign_in(line, page, "supervisor")
        page.goto(f"{line.config.public_url}/rota")
        before = day_of(page, shift["id"])
        assert before is not None

        reach(page, f"[data-shift='{shift['id']}'] summary")
        page.keyboard.press("Alt+ArrowRight")

        after = (datetime.fromisoformat(before) + timedelta(days=1)).date().isoformat()
        expect(page.locator(f"[data-day='{after}'] [data-shift]")).to_have_count(1)


def test_a_swap_is_asked_for_and_leave_too_by_keyboard(line: RunningLine, tmp_path: Path) -> None:
    a_shift_ahead(line, days=2)
    with two_chromiums(tmp_path, 440) as (browser,):
        page = new_page(browser, [])
        sign_in(line, page, "counsellor1")
        page.goto(f"{line.config.public_url}/rota/mine")

        reach(page, "details.change summary")
        page.keyboard.press("Enter")
        reach(page, "form[action='/rota/swaps'] .button.main")
        page.keyboard.press("Enter")
        expect(page.locator("text=a swap is under way")).to_be_visible()

        page.locator("#first").fill("2100-03-01")
        page.locator("#last").fill("2100-03-05")
        reach(page, "form[action='/rota/leave'] .button.main")
        page.keyboard.press("Enter")
        expect(page.locator("section[aria-labelledby='leave'] li")).to_contain_text("asked for")


def test_a_month_is_made_looked_at_and_published_by_keyboard(
    line: RunningLine, tmp_path: Path
) -> None:
    complaints: list[str] = []
    with two_chromiums(tmp_path, 440) as (browser,):
        page = new_page(browser, complaints)
        sign_in(line, page, "supervisor")
        page.goto(f"{line.config.public_url}/rota/rosters")
        reach(page, "#seconds")
        page.keyboard.press("Control+A")
        page.keyboard.type("5")
        reach(page, "form[action='/rota/rosters'] .button.main")
        page.keyboard.press("Enter")
        expect(page.locator("#reason")).to_be_visible(timeout=60_000)
        found = see(page, page.url, "review")

        speak(page, "en")
        reach(page, "#reason")
        page.keyboard.type("A sample of one person.")
        reach(page, "form[action$='/publish'] .button.main")
        page.keyboard.press("Enter")

        expect(page.locator("main .badge").first).to_have_text("published")
        found += see(page, page.url, "published")
        found += see(page, f"{line.config.public_url}/rota/rosters")
        found += see(page, f"{line.config.public_url}/rota/calendars")

    assert found == []
    assert complaints == []
