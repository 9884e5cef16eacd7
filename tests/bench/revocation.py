"""How long somebody who is put out still gets in (S3): by HTTP, and over sockets on two processes."""

import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from config import load_config
from helpline.assembly import Parts, assemble
from helpline.cli.children import Child
from helpline.cli.line_check import Browser, CheckFailed
from helpline.cli.people import Sample
from helpline.people.ports import Role
from helpline.practice_secrets import with_secrets
from helpline.telephony.prompts.make import make_placeholders
from tests.bench.figure import figure
from tests.lives.processes import RunningLine, free_port, start_line
from tests.lives.tabs import Tab, cookie_of
from tests.servers import postgres_url

_PEOPLE, _SOCKETS_EACH = 9, 10
_GOAL = "<= 5"


def figures() -> Iterator[Mapping[str, Any]]:
    people = [
        Sample(login=f"person{n}", name=f"Sample {n}", role=Role.COUNSELLOR, ui_language="en")
        for n in range(_PEOPLE)
    ]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_placeholders(folder / "made")
        data = folder / "data"
        data.mkdir()
        line = start_line(data, postgres_url(), folder / "made", people)
        second = _second_web(line)
        try:
            by_http, by_socket = _measure(line, second)
        finally:
            second.stop()
            line.close()
    detail = f"{_PEOPLE} people signed out, disabled or given another role; the slowest of them"
    yield figure("S3 revoked on HTTP", by_http, "s", goal=_GOAL, detail=detail)
    detail = f"{_PEOPLE * _SOCKETS_EACH} open sockets on two processes; the last to be closed"
    yield figure("S3 revoked on sockets", by_socket, "s", goal=_GOAL, detail=detail)


def _second_web(line: RunningLine) -> Child:
    first, port = line.child("web"), free_port()
    environ = first.environ | {"HELPLINE_BIND": f"127.0.0.1:{port}"}
    child = Child(
        name="web2", command=("web",), log_path=first.log_path.with_name("web2"), environ=environ
    )
    child.start()
    address = f"http://127.0.0.1:{port}"
    line.children.wait_until_healthy({"web": f"{address}/readyz"}, within_s=60)
    return child


def _measure(line: RunningLine, second: Child) -> tuple[float, float]:
    """Seconds: the slowest refusal by HTTP, and the last socket that was closed."""
    other = f"http://{second.environ['HELPLINE_BIND']}"
    parts = assemble(with_secrets(load_config(_settings(line))))
    signed_in = [line.sign_in(person) for person in line.people]
    addresses = [line.config.public_url, other] * (_SOCKETS_EACH // 2)
    tabs = [
        Tab(line, address, cookie_of(browser)) for browser, _ in signed_in for address in addresses
    ]
    slowest, first = 0.0, time.monotonic()
    for number, (browser, person_id) in enumerate(signed_in):
        copy = _copy(browser)
        _ways(parts, browser, person_id)[number % 3]()
        slowest = max(slowest, _refused_after(copy))
    while not all(tab.closed_at for tab in tabs) and time.monotonic() < first + 30:
        time.sleep(0.02)
    parts.database.close()
    return slowest, max((tab.closed_at or first + 30) - first for tab in tabs)


def _settings(line: RunningLine) -> dict[str, str]:
    environ = line.child("web").environ
    return {name: value for name, value in environ.items() if name.startswith("HELPLINE_")}


def _ways(parts: Parts, browser: Browser, person_id: str) -> list[Callable[[], object]]:
    now, auditor = parts.clock.now(), frozenset({Role.AUDITOR})
    return [
        lambda: browser.send("DELETE", "/api/session"),
        lambda: parts.people.deactivate(person_id, now),
        lambda: parts.people.set_roles(person_id, auditor, now),
    ]


def _copy(browser: Browser) -> Browser:
    """The same cookie in another browser: signing out cannot take it from there."""
    copy = Browser(browser.base)
    for cookie in browser.cookies:
        copy.cookies.set_cookie(cookie)
    return copy


def _refused_after(browser: Browser) -> float:
    """Seconds until her cookie opens nothing any more."""
    started = time.monotonic()
    while True:
        try:
            browser.send("GET", "/api/session")
        except CheckFailed:
            return time.monotonic() - started
