"""Waking soon after anybody's commit: LISTEN on PostgreSQL, the data version on SQLite."""

import threading
import time
from dataclasses import dataclass, field
from typing import Any

import psycopg
import sqlalchemy as sa
import structlog

from helpline.store.database import Database
from helpline.store.news import CHANNEL

log = structlog.get_logger()
_POLL_S = 0.02


@dataclass(slots=True)
class Wake:
    """For one waiting thread. It has a connection of its own, so that it sees others' commits."""

    database: Database
    _connection: Any = field(default=None, init=False, repr=False)
    _version: int = field(default=-1, init=False)
    _closed: threading.Event = field(default_factory=threading.Event, init=False)

    def wait(self, timeout_s: float) -> bool:
        """True soon after a commit since the last call; False when the time is over."""
        try:
            if self.database.is_sqlite:
                return self._wait_for_version(timeout_s)
            return self._wait_for_notify(timeout_s)
        except (sa.exc.SQLAlchemyError, psycopg.Error):
            log.warning("wake.lost_connection")
            self._forget_connection()
            self._closed.wait(min(timeout_s, 1.0))
            return True  # something may have happened meanwhile

    def close(self) -> None:
        """Ends the waiting within a fiftieth of a second."""
        self._closed.set()

    def release(self) -> None:
        """Give the connection back; called by the waiting thread when it ends."""
        self._forget_connection()

    def _wait_for_version(self, timeout_s: float) -> bool:
        if self._connection is None:
            self._connection = self.database.engine.connect()
        until = time.monotonic() + timeout_s
        while not self._closed.is_set():
            version = self._connection.exec_driver_sql("PRAGMA data_version").scalar()
            if version != self._version:
                self._version = version
                return True
            if time.monotonic() >= until:
                return False
            self._closed.wait(_POLL_S)
        return False

    def _wait_for_notify(self, timeout_s: float) -> bool:
        if self._connection is None:
            url = self.database.engine.url.set(drivername="postgresql")
            plain = url.render_as_string(hide_password=False)
            self._connection = psycopg.connect(plain, autocommit=True)
            self._connection.execute(f"LISTEN {CHANNEL}")
            return True  # what was committed before we listened
        until = time.monotonic() + timeout_s
        while not self._closed.is_set():
            left = until - time.monotonic()
            if left <= 0:
                return False
            if any(True for _ in self._connection.notifies(timeout=min(left, 0.5), stop_after=1)):
                return True
        return False

    def _forget_connection(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()
