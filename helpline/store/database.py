"""Opening the database: SQLite as it can be trusted, or PostgreSQL."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field

import sqlalchemy as sa

from helpline.store.errors import forget_values

_BUSY_S = 15
_HANGS_AFTER_S = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Database:
    """An engine, and the two ways to use it: reading, and writing under a lock."""

    url: str = field(repr=False)
    engine: sa.Engine
    # SQLite's own waiting is a sleep that grows to 100 ms: under load some would wait for many turns.
    _turn: threading.RLock = field(default_factory=threading.RLock, repr=False)
    _mine: threading.local = field(default_factory=threading.local, repr=False)

    @property
    def is_sqlite(self) -> bool:
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A connection that changes nothing and sees one moment: the last commit before its first question."""
        with self.engine.connect() as connection:
            if self.is_sqlite:
                connection.exec_driver_sql("BEGIN")
            else:
                connection.execution_options(
                    isolation_level="REPEATABLE READ", postgresql_readonly=True
                )
            yield connection
            connection.rollback()

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """One transaction. On SQLite it has the write lock from its first statement.

        A deferred transaction that reads and then writes fails at once when another has written in
        between, whatever the time-out; hence BEGIN IMMEDIATE. Threads of one process queue for it
        here, other processes at the file.
        """
        turn = self._turn if self.is_sqlite else nullcontext()
        with self._apart_afterwards(), turn, self.engine.connect() as connection:
            if self.is_sqlite:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.rollback()
                raise
            connection.commit()

    def apart(self, write: Callable[[], None]) -> None:
        """Let `write` open a transaction of its own that no rollback around it can take back.

        SQLite has one writer: inside this thread's own transaction `write` waits for its end, however
        that ends. Everywhere else it happens now.
        """
        waiting: list[Callable[[], None]] | None = getattr(self._mine, "waiting", None)
        if waiting is None:
            write()
        else:
            waiting.append(write)

    @contextmanager
    def _apart_afterwards(self) -> Iterator[None]:
        if not self.is_sqlite or getattr(self._mine, "waiting", None) is not None:
            yield
            return
        waiting: list[Callable[[], None]] = []
        self._mine.waiting = waiting
        try:
            yield
        finally:
            self._mine.waiting = None
            for write in waiting:
                write()

    def close(self) -> None:
        self.engine.dispose()


def open_database(url: str) -> Database:
    """SQLite or PostgreSQL. Bound values never appear in errors: one of them may be what a child said."""
    engine = _sqlite(url) if url.startswith("sqlite:") else _postgresql(url)
    sa.event.listen(engine, "handle_error", forget_values)
    return Database(url=url, engine=engine)


def _postgresql(url: str) -> sa.Engine:
    """A process that hangs in a transaction holds the line's lock: the server ends it instead."""
    return sa.create_engine(
        url,
        hide_parameters=True,
        pool_pre_ping=True,
        pool_size=10,
        max_overflow=40,
        connect_args={
            "connect_timeout": 5,
            "keepalives_idle": 10,
            "keepalives_interval": 3,
            "keepalives_count": 3,
            "options": f"-c idle_in_transaction_session_timeout={_HANGS_AFTER_S}s",
        },
    )


def _sqlite(url: str) -> sa.Engine:
    engine = sa.create_engine(
        url,
        hide_parameters=True,
        connect_args={"timeout": _BUSY_S, "check_same_thread": False},
        poolclass=sa.QueuePool,
        pool_size=16,
        max_overflow=400,
    )
    sa.event.listen(engine, "connect", _prepare)
    sa.event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "secure_delete=ON",
        f"busy_timeout={_BUSY_S * 1000}",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: sa.Connection) -> None:
    """SQLAlchemy's own begin says nothing: `reading` and `writing` say which BEGIN they want."""
