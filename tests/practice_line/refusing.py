"""Servers with whom no connection comes about, one way or the other."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager


def nobody() -> str:
    """An address on which nothing listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return f"http://127.0.0.1:{server.getsockname()[1]}"


@contextmanager
def breaking_tls() -> Iterator[tuple[str, list[int]]]:
    """Hangs up in the middle of the handshake; notes every time it was tried."""
    tried: list[int] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                tried.append(1)
                connection.close()

        thread = threading.Thread(target=serve)
        thread.start()
        yield f"https://127.0.0.1:{server.getsockname()[1]}", tried
        server.shutdown(socket.SHUT_RDWR)
        thread.join()


@contextmanager
def a_full_queue() -> Iterator[str]:
    """Its queue of connections is full: whoever else comes waits."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen(0)
        waiting = [socket.socket() for _ in range(4)]
        for each in waiting:
            each.setblocking(False)
            each.connect_ex(server.getsockname())
        yield f"http://127.0.0.1:{server.getsockname()[1]}"
        for each in waiting:
            each.close()
