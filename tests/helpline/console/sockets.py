"""A page's socket, and what has arrived over it."""

from typing import Any

from flask_socketio.test_client import SocketIOTestClient

from helpline.console.live import Live
from tests.helpline.console.desk import COOKIE, Desk, cookie_of
from tests.helpline.office import PUBLIC_URL


def open_socket(
    live: Live, desk: Desk, *, auth: Any = None, origin: str | None = PUBLIC_URL
) -> SocketIOTestClient:
    headers = {"Cookie": f"{COOKIE}={cookie_of(desk)}"}
    if origin is not None:
        headers["Origin"] = origin
    app = desk.http.application
    return SocketIOTestClient(app, live.socketio, headers=headers, auth=auth)


def auth_of(live: Live, **after: int) -> dict[str, Any]:
    names = {name.replace("__", ":"): number for name, number in after.items()}
    return {"epoch": live.parts.streams.epoch(), "after": names}


def received(client: SocketIOTestClient, name: str) -> list[Any]:
    return [each["args"][0] for each in client.get_received() if each["name"] == name]


def names_in(value: Any) -> set[str]:
    """Every name in a body, however deep."""
    if isinstance(value, dict):
        return set(value).union(*map(names_in, value.values()))
    return set().union(*map(names_in, value)) if isinstance(value, list) else set()
