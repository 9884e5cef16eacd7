"""Pages of somebody who is signed in, as far as their sockets go."""

import time
from typing import Any

import socketio

from helpline.cli.line_check import Browser
from tests.lives.processes import RunningLine


class Tab:
    """One page of somebody: what it heard, and when it was closed."""

    def __init__(self, line: RunningLine, address: str, cookie: str) -> None:
        self.heard: list[tuple[float, str]] = []
        self.closed_at: float | None = None
        options = {"origin": line.config.public_url}
        self.client = socketio.Client(reconnection=False, websocket_extra_options=options)
        self.client.on("disconnect", self._closed)
        self.client.on("*", lambda name, *_: self.heard.append((time.monotonic(), str(name))))
        headers = {"Cookie": cookie}
        self.client.connect(address, headers=headers, transports=["websocket"], auth={})

    def _closed(self, *_: Any) -> None:
        self.closed_at = time.monotonic()


def cookie_of(browser: Browser) -> str:
    return "; ".join(f"{each.name}={each.value}" for each in browser.cookies)
