"""The synthetic call: a practice child, a practice counsellor, and every step seen to happen."""

import json
import threading
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Callable, Iterator, Mapping
from http.cookiejar import CookieJar
from typing import Any

from config import Config
from helpline.cli.people import Sample

_STEP_WITHIN_S = 20.0
_TALK_S = 1.0


class CheckFailed(Exception):
    """A step of the practice call did not happen; the message says which."""


class Browser:
    """A browser of the standard library's: cookies, CSRF token, JSON."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.csrf = ""
        self.cookies = CookieJar()
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies))

    def send(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> Any:
        """The answer's JSON, or None without a body. Raises CheckFailed for anything but success."""
        request = urllib.request.Request(  # noqa: S310 -- our own address
            f"{self.base}{path}",
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={
                "Content-Type": "application/json",
                "Accept": "application/json",
                "Origin": self.base,
                "X-CSRF-Token": self.csrf,
                "Idempotency-Key": uuid.uuid4().hex,
            },
        )
        try:
            with self._opener.open(request, timeout=10) as answer:
                text = answer.read().decode()
        except urllib.error.HTTPError as error:
            raise CheckFailed(f"{method} {path} answered {error.code}") from error
        except OSError as error:
            raise CheckFailed(f"{method} {path}: {error}") from error
        return json.loads(text) if text else None


class Heartbeat:
    """Keeps the practice counsellor present, as her page would."""

    def __init__(self, browser: Browser) -> None:
        import socketio  # noqa: PLC0415 -- part of the practice extra

        self._client = socketio.Client(reconnection=True)
        self._stop = threading.Event()
        cookie = "; ".join(f"{each.name}={each.value}" for each in browser.cookies)
        self._client.connect(
            browser.base,
            headers={"Cookie": cookie},  # the client itself sends its origin
            transports=["websocket"],
            auth={"after": {}, "epoch": None},
        )
        self._thread = threading.Thread(target=self._beat, daemon=True)
        self._thread.start()

    def _beat(self) -> None:
        while True:
            if self._client.connected:
                sign = {"softphone": True, "microphone": True, "sound": True}
                self._client.emit("alive", sign)
            if self._stop.wait(1.0):
                return

    def on(self, name: str, react: Callable[[Any], None]) -> None:
        """Listen to what the server sends."""
        self._client.on(name, react)

    def stop(self) -> None:
        self._stop.set()
        self._thread.join()
        self._client.disconnect()


def check_the_line(config: Config, checker: Sample) -> Iterator[str]:
    """Places the call and yields a line for each step seen. Raises CheckFailed."""
    desk = Browser(config.public_url)
    carrier = Browser(f"http://127.0.0.1:{config.practice_port}")
    session = desk.send(
        "POST", "/api/session", {"login": checker.login, "password": checker.password}
    )
    desk.csrf = session["csrf"]
    yield "a practice counsellor has signed in"
    heartbeat = Heartbeat(desk)
    try:
        desk.send("POST", "/api/duty", {"state": "available"})
        _until(desk, lambda seen: seen["presence"] == "available", "the counsellor is available")
        yield "she is on shift, present and available"
        yield from _one_call(desk, carrier, session["me"]["id"])
    finally:
        desk.send("POST", "/api/duty", {"state": "off"})
        heartbeat.stop()
        desk.send("DELETE", "/api/session")


def _one_call(desk: Browser, carrier: Browser, person_id: str) -> Iterator[str]:
    leg = carrier.send("POST", "/practice/calls", {"from": "anonymous"})["call_sid"]
    yield "a child has dialled 111; the greeting plays"
    carrier.send("POST", f"/practice/calls/{leg}/keys", {"digits": "3"})
    seen = _until(desk, lambda seen: seen["offer"] is not None, "the offer rings")
    yield "the language is chosen and the offer rings on the counsellor's screen"
    ticket = desk.send("POST", f"/api/offers/{seen['offer']['id']}/accept", {})["ticket"]
    carrier.send("POST", f"/practice/clients/{person_id}/connect", {"params": {"ticket": ticket}})
    seen = _until(desk, _is_talking, "both are in one room")
    yield "accepted: both are in one room and can hear each other"
    call_id, contact = seen["call"]["id"], seen["contact"]
    time.sleep(_TALK_S)
    desk.send("POST", f"/api/calls/{call_id}/hang-up", {})
    _until(desk, lambda seen: seen["call"] is None, "the call ends")
    yield "the counsellor has ended the call"
    form = {"call_type": "test"}
    written = {"version": contact["version"], "form": form, "note": ""}
    desk.send("POST", f"/api/contacts/{contact['id']}/complete", written)
    desk.send("POST", "/api/wrap-up/done", {})
    yield "the contact is written and complete"
    logged = [
        row for row in desk.send("GET", "/api/contacts")["rows"] if row["id"] == contact["id"]
    ]
    if not logged or logged[0]["state"] != "complete":
        raise CheckFailed("the contact is not in the log")
    yield "and it is in the log"


def _is_talking(seen: Mapping[str, Any]) -> bool:
    return seen["call"] is not None and seen["call"]["state"] == "talking"


def _until(desk: Browser, holds: Callable[[Any], bool], what: str) -> Any:
    until = time.monotonic() + _STEP_WITHIN_S
    while time.monotonic() < until:
        seen = desk.send("GET", "/api/console")
        if holds(seen):
            return seen
        time.sleep(0.05)
    raise CheckFailed(f"not seen within {_STEP_WITHIN_S:.0f} s: {what}")
