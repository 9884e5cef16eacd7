"""A database that can go away: a door in front of the real one, opened and shut."""

import contextlib
import socket
import threading
from dataclasses import dataclass, field

import sqlalchemy as sa

_PIECE = 65536


@dataclass(slots=True)
class Door:
    """Listens on loopback and passes everything on to the server's socket while it is open."""

    target: str
    _listener: socket.socket = field(init=False)
    _open: threading.Event = field(default_factory=threading.Event, init=False)
    _ends: set[socket.socket] = field(default_factory=set, init=False)

    def __post_init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._open.set()
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def port(self) -> int:
        return int(self._listener.getsockname()[1])

    def shut(self) -> None:
        """Every connection breaks, and every new one does."""
        self._open.clear()
        for end in list(self._ends):
            _break(end)
        self._ends.clear()

    def open(self) -> None:
        self._open.set()

    def close(self) -> None:
        self.shut()
        self._listener.close()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return  # closed: the test is over
            if not self._open.is_set():
                client.close()
                continue
            server = socket.socket(socket.AF_UNIX)
            server.connect(self.target)
            self._ends |= {client, server}
            for one, other in ((client, server), (server, client)):
                threading.Thread(target=_pass_on, args=[one, other], daemon=True).start()


def _pass_on(one: socket.socket, other: socket.socket) -> None:
    with contextlib.suppress(
        OSError
    ):  # either end may go at any moment; that is what a door is for
        while piece := one.recv(_PIECE):
            other.sendall(piece)
    _break(one)
    _break(other)


def _break(end: socket.socket) -> None:
    with contextlib.suppress(OSError):  # it has gone already
        end.shutdown(socket.SHUT_RDWR)
    end.close()


def behind_a_door(database_url: str) -> tuple[Door, str]:
    """The door, and the address of the same database behind it."""
    url = sa.make_url(database_url)
    folder = str(url.query["host"])
    door = Door(f"{folder}/.s.PGSQL.{url.port or 5432}")
    behind = url.set(host="127.0.0.1", port=door.port, query={})
    return door, behind.render_as_string(hide_password=False)
