"""Exactly one jobs process acts; another may stand by and takes over when the first is gone."""

import fcntl
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import sqlalchemy as sa

from helpline.store.database import Database

_LOCK = 111_001


class Lease(Protocol):
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
        try:
            if self._connection is not None:
                self._connection.execute(sa.select(1)).scalar()
                self._connection.commit()
                return True
            connection = self.database.engine.connect()
            got = connection.execute(sa.select(sa.func.pg_try_advisory_lock(_LOCK))).scalar()
            connection.commit()
        except sa.exc.SQLAlchemyError:
            self._connection = None
            return False
        if got:
            self._connection = connection
        else:
            connection.close()
        return bool(got)

    def give_back(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.invalidate()
            connection.close()
