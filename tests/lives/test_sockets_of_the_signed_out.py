"""Real sockets on a real server: refused at the door, and closed soon after signing out."""

import time

import pytest
import websocket

from helpline.cli.line_check import Browser
from tests.lives.stage import Stage, until

_CLOSED_WITHIN_S = 5.0
_REFUSED = "44"  # Socket.IO's answer to a page that is not let in
_LET_IN = "42"  # the first it hears is where to look


def _knock(stage: Stage, browser: Browser | None, origin: str | None) -> str:
    """The server's answer to a page that wants in; raises when not even a socket is opened."""
    cookies = () if browser is None else tuple(browser.cookies)
    socket = websocket.create_connection(
        stage.config.public_url.replace("http", "ws", 1) + "/socket.io/?EIO=4&transport=websocket",
        cookie="; ".join(f"{each.name}={each.value}" for each in cookies),
        origin=origin,
        suppress_origin=origin is None,
        timeout=5,
    )
    try:
        socket.recv()
        socket.send("40")
        return str(socket.recv())
    finally:
        socket.close()


def test_a_socket_needs_a_session_and_our_own_origin(stage: Stage) -> None:
    browser, own = stage.desk("counsellor-a").browser, stage.config.public_url

    assert _knock(stage, browser, own).startswith(_LET_IN)
    assert _knock(stage, None, own).startswith(_REFUSED)
    assert _knock(stage, browser, None).startswith(_REFUSED)
    with pytest.raises(websocket.WebSocketBadStatusException):
        _knock(stage, browser, "https://evil.example")


def test_a_socket_is_closed_within_five_seconds_of_signing_out(stage: Stage) -> None:
    desk = stage.desk("counsellor-a")
    desk.go_on_duty()
    assert desk.heartbeat is not None
    reasons: list[str] = []
    desk.heartbeat.on("bye", lambda body: reasons.append(body["reason"]))

    desk.browser.send("DELETE", "/api/session")
    started = time.monotonic()
    until(lambda: list(reasons), bool)

    assert time.monotonic() - started < _CLOSED_WITHIN_S
    assert reasons == ["signed_out"]
    until(lambda: stage.live._sockets, lambda sockets: sockets == {})


def test_a_frame_larger_than_a_page_ever_sends_closes_the_socket(stage: Stage) -> None:
    browser = stage.desk("counsellor-a").browser
    socket = websocket.create_connection(
        stage.config.public_url.replace("http", "ws", 1) + "/socket.io/?EIO=4&transport=websocket",
        cookie="; ".join(f"{each.name}={each.value}" for each in browser.cookies),
        origin=stage.config.public_url,
        timeout=5,
    )
    below = socket.sock  # whoever is cut off forgets it without closing it
    assert below is not None
    try:
        socket.recv()
        socket.send("40")
        assert str(socket.recv()).startswith(_LET_IN)

        socket.send('42["alive","' + "x" * 17_000 + '"]')

        with pytest.raises((websocket.WebSocketException, OSError)):
            _listen(socket)
    finally:
        below.close()


def _listen(socket: websocket.WebSocket) -> None:
    """Until it is closed; Socket.IO answers nothing to what was thrown away."""
    while socket.recv():
        pass
    raise websocket.WebSocketConnectionClosedException
