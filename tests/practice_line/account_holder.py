"""An account holder's web server: it answers what a test tells it to, and records what it is asked."""

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

_PATIENCE_S = 8.0


@dataclass(frozen=True, kw_only=True)
class Reply:
    body: bytes = b""
    status: int = 200
    content_type: str | None = "text/xml"
    headers: Mapping[str, str] = field(default_factory=dict)
    after_s: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Asked:
    """`url` is letter for letter as it came, `params` those of the form or else of the query."""

    method: str
    url: str
    headers: Mapping[str, str]
    params: dict[str, str]

    @property
    def path(self) -> str:
        return urlsplit(self.url).path


def twiml(verbs: str) -> Reply:
    return Reply(body=f"<Response>{verbs}</Response>".encode())


class AccountHolder:
    """Whatever has no answer of its own is thanked for, as callbacks are."""

    def __init__(self) -> None:
        self._asked: list[Asked] = []
        self._answers: dict[str, list[Reply]] = {}
        self._changed = threading.Condition()
        self._server = _Server(self._answer)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()

    def says(self, path: str, *replies: Reply | str) -> None:
        """One after the other; the last one again and again."""
        self._answers[path] = [twiml(each) if isinstance(each, str) else each for each in replies]

    def everything(self) -> list[Asked]:
        with self._changed:
            return list(self._asked)

    def asked(self, path: str) -> list[Asked]:
        return [each for each in self.everything() if each.path == path]

    def wait_for(self, path: str, count: int = 1) -> list[Asked]:
        """Until the path has been asked for that often."""
        with self._changed:
            enough = self._changed.wait_for(lambda: len(self.asked(path)) >= count, _PATIENCE_S)
        seen = [(each.method, each.url) for each in self.everything()]
        assert enough, f"{path} was not asked for {count} times, only {seen}"
        return self.asked(path)

    def told(self, path: str, count: int) -> list[dict[str, str]]:
        """The callbacks that came there, in the order of their numbers."""
        params = [each.params for each in self.wait_for(path, count)]
        return sorted(params, key=lambda each: int(each["SequenceNumber"]))

    def close(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def _answer(self, asked: Asked) -> Reply:
        with self._changed:
            self._asked.append(asked)
            self._changed.notify_all()
            replies = self._answers.get(asked.path, [Reply(status=204, content_type=None)])
            return replies.pop(0) if len(replies) > 1 else replies[0]


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, answer: Callable[[Asked], Reply]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answer = answer


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length", "0"))
        self._reply(self.rfile.read(length).decode())

    def do_GET(self) -> None:
        self._reply(urlsplit(self.path).query)

    def _reply(self, form: str) -> None:
        asked = Asked(
            method=self.command,
            url=f"http://{self.headers['Host']}{self.path}",
            headers=dict(self.headers.items()),
            params=dict(parse_qsl(form, keep_blank_values=True)),
        )
        reply = self.server.answer(asked)
        time.sleep(reply.after_s)
        try:
            self._send(reply)
        except OSError:
            self.close_connection = True  # the carrier has lost its patience

    def _send(self, reply: Reply) -> None:
        self.send_response(reply.status)
        if reply.content_type is not None:
            self.send_header("Content-Type", reply.content_type)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        self.wfile.write(reply.body)

    def log_message(self, *_: Any) -> None:
        """Nothing: the test tells what went wrong."""
