"""What somebody without a mouse does: Tab until it is there, and Enter."""

from playwright.sync_api import Page, expect

from tests.lives.processes import RunningLine

_MOST_STEPS = 150


def reach(page: Page, selector: str, *, key: str = "Tab") -> None:
    """Tab until the focus is there; the focus must be seen on the way."""
    for _ in range(_MOST_STEPS):
        if page.evaluate("(wanted) => document.activeElement.matches(wanted)", selector):
            outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert outline != "none", f"{selector} has the focus and does not show it"
            return
        page.keyboard.press(key)
    raise AssertionError(f"{selector} is not reached with {key}")


def sign_in(line: RunningLine, page: Page, login: str) -> None:
    person = next(each for each in line.people if each.login == login)
    page.goto(f"{line.config.public_url}/login")
    reach(page, "#login")
    page.keyboard.type(login)
    page.keyboard.press("Tab")
    page.keyboard.type(person.password)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: not url.endswith("/login"))


def follow(page: Page, selector: str) -> None:
    """Tab to a link or a button, Enter, and the next page is there."""
    reach(page, selector)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def answer_a_call(line: RunningLine, desk: Page) -> None:
    """She starts her shift, a child calls and chooses the first language, and she takes the call."""
    reach(desk, "main .button.main")
    desk.keyboard.press("Enter")
    expect(desk.locator(".state-name")).to_have_text("Available", timeout=30_000)
    expect(desk.locator(".checks")).to_contain_text("Your phone is connected.", timeout=30_000)
    leg = line.place_call()
    line.carrier.send("POST", f"/practice/calls/{leg}/keys", {"digits": "1"})
    expect(desk.locator("dialog.ring")).to_be_visible(timeout=30_000)
    desk.keyboard.press("Enter")
    expect(desk.locator(".clock")).to_be_visible(timeout=30_000)
