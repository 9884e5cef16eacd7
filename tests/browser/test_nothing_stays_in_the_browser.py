"""A shift with a call, and then the disk: the browser's profile, Valkey, every file of the line (S1)."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

from tests.browser.chromium import FLAGS
from tests.browser.pages import sign_in
from tests.browser.staff import take_call
from tests.byte_search import Trace, canaries_in
from tests.lives.processes import SUPERVISOR, RunningLine, start_line, two_counsellors
from tests.lives.traces import traces
from tests.servers import ask_valkey, valkey

NUMBER = "+77557348596"
NAME = "Канарейка0042ұлы"
_STORED = """async () => {
  const kept = [JSON.stringify({...localStorage}), JSON.stringify({...sessionStorage})];
  for (const {name, version} of await indexedDB.databases()) {
    const base = await new Promise((done) => {
      indexedDB.open(name, version).onsuccess = (event) => done(event.target.result);
    });
    for (const store of base.objectStoreNames) {
      const all = base.transaction(store).objectStore(store).getAll();
      kept.push(await new Promise((done) => { all.onsuccess = () => done(JSON.stringify(all.result)); }));
    }
    base.close();
  }
  for (const name of await caches.keys()) {
    for (const request of await (await caches.open(name)).keys()) {
      kept.push(request.url, await (await caches.match(request)).text());
    }
  }
  return kept.join("\\n");
}"""


def test_after_a_shift_the_browser_and_valkey_keep_neither_number_nor_name(
    tmp_path: Path, fresh_url: Callable[[str], str], prompts: Path
) -> None:
    profile, kept_by_valkey, ours = (tmp_path / name for name in ("profile", "valkey", "line"))
    for folder in (kept_by_valkey, ours):
        folder.mkdir()
    url = fresh_url("sqlite")
    with valkey(kept_by_valkey) as port:
        people = [*two_counsellors(), SUPERVISOR]
        more = {"HELPLINE_REDIS_URL": f"redis://127.0.0.1:{port}/0"}
        line = start_line(ours, url, prompts, people, wrap_up_s=60, **more)
        try:
            during, after = _a_shift(line, profile)
        finally:
            line.close()
        assert ask_valkey(port, "SAVE") == "+OK"
    (ours / "prompts").unlink()
    (ours / "callers").unlink()
    disk = [*_files(profile, "profile"), *_files(kept_by_valkey, "valkey")]
    left = [during, after, *disk, *traces(ours, url)]

    assert sum(len(each.content) for each in disk) > 100_000
    assert {each.place.split("/")[0] for each in disk} == {"profile", "valkey"}
    assert canaries_in(disk, words=[line.config.public_url.removeprefix("http://")]) != []
    assert canaries_in(left, numbers=[NUMBER], words=[NAME]) == []


def _a_shift(line: RunningLine, profile: Path) -> tuple[Trace, Trace]:
    """What pages could read of their storage: during the call, and after signing out."""
    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            profile,
            executable_path="/usr/bin/chromium",
            args=FLAGS,
            permissions=["microphone", "notifications"],
        )
        page = context.pages[0]
        sign_in(line, page, "counsellor1")
        page.click("text=Start shift")
        expect(page.locator(".state-name")).to_have_text("Available", timeout=30_000)
        expect(page.locator(".checks")).to_contain_text("Your phone is connected.", timeout=30_000)
        _talk(line, page)
        during = Trace(place="storage", content=page.evaluate(_STORED).encode())
        page.click("text=Complete the contact")
        expect(page.locator("text=The contact is complete.")).to_be_visible(timeout=20_000)
        _look_back(line, page)
        page.locator("form[action='/logout'] button").click()
        page.wait_for_url("**/login*")
        after = Trace(place="storage", content=page.evaluate(_STORED).encode())
        context.close()
    return during, after


def _talk(line: RunningLine, page: Page) -> None:
    """She hears a name, and tries to write the number down as well, which is refused."""
    sid = line.carrier.send("POST", "/practice/calls", {"from": NUMBER})["call_sid"]
    time.sleep(1)
    line.carrier.send("POST", f"/practice/calls/{sid}/keys", {"digits": "3"})
    take_call(page)
    page.locator("#call_type input").first.check()
    page.fill("#search", "bullying")
    page.locator(".tree details input").first.check()
    page.fill("#note", f"{NAME} at {NUMBER}")
    time.sleep(2)
    page.fill("#note", f"A sample about {NAME}.")
    expect(page.locator(".saved")).to_have_text("Saved", timeout=20_000)
    line.carrier.send("POST", f"/practice/calls/{sid}/hang-up", {})
    expect(page.locator(".state-name")).to_have_text("Wrap-up", timeout=20_000)
    page.reload()
    expect(page.locator("#note")).to_have_value(f"A sample about {NAME}.", timeout=20_000)


def _look_back(line: RunningLine, page: Page) -> None:
    """Her own contact on its page, and back and forth as people do."""
    page.goto(f"{line.config.public_url}/contacts")
    page.locator("tbody a").first.click()
    expect(page.locator("main")).to_contain_text(NAME)
    page.go_back()
    page.go_forward()
    page.wait_for_load_state()


def _files(folder: Path, name: str) -> Iterator[Trace]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield Trace(place=f"{name}/{path.relative_to(folder)}", content=path.read_bytes())
