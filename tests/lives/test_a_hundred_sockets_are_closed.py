"""A hundred sockets on two processes: whoever is out is out within five seconds, and hears nothing more."""

import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from config import load_config
from helpline.assembly import Parts, assemble
from helpline.calls.ports import News
from helpline.cli.children import Child
from helpline.cli.line_check import Browser
from helpline.cli.people import Sample
from helpline.people.ports import Role
from helpline.practice_secrets import with_secrets
from helpline.store.news import append_news, wake_everybody
from tests.lives.processes import RunningLine, free_port, start_line
from tests.lives.tabs import Tab, cookie_of

_PEOPLE, _SOCKETS_EACH = 10, 10
_CLOSED_WITHIN_S = 5.0


def _staff() -> list[Sample]:
    return [
        Sample(login=f"counsellor{n}", name=f"Sample {n}", role=Role.COUNSELLOR, ui_language="en")
        for n in range(_PEOPLE)
    ]


@pytest.fixture
def line(tmp_path: Path, fresh_url: Callable[[str], str], prompts: Path) -> Iterator[RunningLine]:
    started = start_line(tmp_path, fresh_url("postgresql"), prompts, _staff())
    yield started
    started.close()


@pytest.fixture
def second(line: RunningLine) -> Iterator[str]:
    """The address of another web process on the same database, behind the same public address."""
    first, port = line.child("web"), free_port()
    environ = first.environ | {"HELPLINE_BIND": f"127.0.0.1:{port}"}
    log = first.log_path.with_name("web2.log")
    child = Child(name="web2", command=("web",), log_path=log, environ=environ)
    child.start()
    line.children.wait_until_healthy({"web": f"http://127.0.0.1:{port}/readyz"}, within_s=60)
    yield f"http://127.0.0.1:{port}"
    child.stop()


@pytest.fixture
def parts(line: RunningLine) -> Iterator[Parts]:
    config = with_secrets(load_config(_settings(line)))
    opened = assemble(config)
    yield opened
    opened.database.close()


def _settings(line: RunningLine) -> dict[str, str]:
    environ = line.child("web").environ
    return {name: value for name, value in environ.items() if name.startswith("HELPLINE_")}


def test_whoever_signs_out_is_disabled_or_gets_another_role_hears_nothing_five_seconds_later(
    line: RunningLine, second: str, parts: Parts
) -> None:
    browsers = [line.sign_in(person) for person in line.people]
    tabs = [
        [Tab(line, address, cookie_of(browser)) for address in [line.config.public_url, second] * 5]
        for browser, _ in browsers
    ]
    assert sum(tab.client.connected for each in tabs for tab in each) == 100

    now = parts.clock.now()
    started = time.monotonic()
    for number, (browser, person_id) in enumerate(browsers[:9]):
        _put_out(parts, browser, person_id, number, now)
    done = time.monotonic()
    _make_news(parts, [person_id for _, person_id in browsers], now)
    _wait(lambda: all(tab.closed_at for each in tabs[:9] for tab in each))
    _make_news(parts, [person_id for _, person_id in browsers], now)
    _wait(lambda: all("hb" in names(tab) for tab in tabs[9]))

    closed = [tab.closed_at for each in tabs[:9] for tab in each]
    assert max(at - started for at in closed if at) < _CLOSED_WITHIN_S
    late = [name for each in tabs[:9] for tab in each for at, name in tab.heard if at > done]
    assert set(late) <= {"bye"}
    assert all(tab.client.connected for tab in tabs[9])
    assert all("news" in names(tab) for tab in tabs[9])
    for tab in tabs[9]:
        tab.client.disconnect()


def _put_out(parts: Parts, browser: Browser, person_id: str, number: int, now: datetime) -> None:
    if number % 3 == 0:
        browser.send("DELETE", "/api/session")
    elif number % 3 == 1:
        parts.people.deactivate(person_id, now)
    else:
        parts.people.set_roles(person_id, frozenset({Role.AUDITOR}), now)


def _make_news(parts: Parts, people: list[str], now: datetime) -> None:
    """Something on everybody's own stream, as a change of her desk would bring."""
    news = [News(stream=f"person:{each}", type="console", body={}) for each in people]
    with parts.database.writing() as connection:
        append_news(connection, news, now)
        wake_everybody(connection)


def names(tab: Tab) -> set[str]:
    return {name for _, name in tab.heard}


def _wait(holds: Callable[[], object]) -> None:
    patience = time.monotonic() + 15
    while not holds() and time.monotonic() < patience:
        time.sleep(0.05)
