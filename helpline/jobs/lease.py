"""Exactly one jobs process acts; another may stand by and takes over when the first is gone."""

import fcntl
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import sqlalchemy as sa

from helpline.store.database import Database

_LOCK = 111_001
# A machine that vanished is given up after about four seconds; ignored where no network lies between.
_KEEPALIVE = ("tcp_keepalives_idle = 2", "tcp_keepalives_interval = 1", "tcp_keepalives_count = 2")


class Lease(Protocol):
    """Asked by one thread only."""

    def is_ours(self) -> bool:
        """Take it if it is free; True while we hold it."""

    def give_back(self) -> None: ...


@dataclass(slots=True)
class FileLease:
    """A lock on a file beside the embedded database; the kernel frees it when the process dies."""

    path: Path
    _descriptor: int | None = field(default=None, init=False)

    def is_ours(self) -> bool:
        if self._descriptor is not None:
            return True
        descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            return False
        self._descriptor = descriptor
        return True

    def give_back(self) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


@dataclass(slots=True)
class PostgresLease:
    """An advisory lock on a connection of its own; the server frees it when the connection dies."""

    database: Database
    _connection: Any = field(default=None, init=False)

    def is_ours(self) -> bool:
        """False as well while the database does not answer: whoever cannot ask must not act."""
        try:
            if self._connection is None:
                return self._take()
            self._connection.execute(sa.select(1))
            self._connection.commit()
        except sa.exc.SQLAlchemyError:
            self.give_back()
            return False
        return True

    def give_back(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            _throw_away(connection)

    def _take(self) -> bool:
        connection = self.database.engine.connect()
        try:
            for setting in _KEEPALIVE:
                connection.execute(sa.text(f"SET {setting}"))
            got = connection.scalar(sa.select(sa.func.pg_try_advisory_lock(_LOCK)))
            connection.commit()
        except sa.exc.SQLAlchemyError:
            _throw_away(connection)
            raise
        if not got:
            connection.close()
            return False
        self._connection = connection
        return True


def _throw_away(connection: sa.Connection) -> None:
    """Closed, not pooled: a lock would live on with the pooled connection."""
    connection.invalidate()
    connection.close()
