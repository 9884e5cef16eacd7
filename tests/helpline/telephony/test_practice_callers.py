"""Asking the practice line for scripted callers: what is sent, what is read, and every way to fail."""

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from helpline.telephony.practice_callers import HttpPracticeLine
from helpline.training.ports import NoScriptedCaller, Script

SCRIPTS = {"scripts": [{"name": "sample", "title": {"kk": "Үлгі", "ru": "Пример", "en": "Sample"}}]}


@dataclass(slots=True)
class Answering:
    """A practice line that answers what it is told, and keeps what it was asked."""

    url: str = ""
    status: int = 200
    body: bytes = b"{}"
    asked: list[tuple[str, str, Any]] = field(default_factory=list)


@pytest.fixture
def answering() -> Iterator[Answering]:
    told = Answering()

    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            sent = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            told.asked.append((self.command, self.path, json.loads(sent) if sent else None))
            self.send_response(told.status)
            self.send_header("Content-Length", str(len(told.body)))
            self.end_headers()
            self.wfile.write(told.body)

        do_GET = do_POST = _answer  # noqa: N815 -- names of the library

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    told.url = f"http://127.0.0.1:{server.server_port}"
    yield told
    server.shutdown()
    server.server_close()
    thread.join()


def test_scripts_are_read_with_their_titles(answering: Answering) -> None:
    answering.body = json.dumps(SCRIPTS).encode()

    scripts = HttpPracticeLine(url=answering.url).scripts()

    title = {"kk": "Үлгі", "ru": "Пример", "en": "Sample"}
    assert scripts == [Script(name="sample", title=title)]
    assert answering.asked == [("GET", "/practice/scripts", None)]


def test_a_caller_is_started_with_script_language_and_ticket(answering: Answering) -> None:
    answering.status, answering.body = 201, b'{"call_sid": "CA1"}'

    leg = HttpPracticeLine(url=answering.url).start_caller(
        script="sample", language="kk", ticket="a~b"
    )

    assert leg == "CA1"
    sent = {"script": "sample", "language": "kk", "training": "a~b"}
    assert answering.asked == [("POST", "/practice/callers", sent)]


def test_the_phone_page_is_opened_with_the_ticket() -> None:
    line = HttpPracticeLine(url="http://127.0.0.1:8112")

    assert line.phone_page("a~b&c") == "http://127.0.0.1:8112/phone?training=a~b%26c"


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (404, b"{}"),
        (500, b"{}"),
        (200, b"no json"),
        (200, b"[]"),
        (200, b"{}"),
        (200, b'{"scripts": 7, "call_sid": 7}'),
        (200, b'{"scripts": [7]}'),
        (200, b'{"scripts": [{"name": 7, "title": {}}]}'),
        (200, b'{"scripts": [{"name": "x", "title": "y"}]}'),
        (200, b"\xff"),
    ],
)
def test_whatever_else_is_answered_is_one_named_failure(
    answering: Answering, status: int, body: bytes
) -> None:
    answering.status, answering.body = status, body
    line = HttpPracticeLine(url=answering.url)

    with pytest.raises(NoScriptedCaller):
        line.scripts()
    with pytest.raises(NoScriptedCaller):
        line.start_caller(script="sample", language="kk", ticket="t")


def test_a_practice_line_that_is_not_there_is_the_same_failure() -> None:
    line = HttpPracticeLine(url="http://127.0.0.1:1")

    with pytest.raises(NoScriptedCaller, match="URLError"):
        line.scripts()
