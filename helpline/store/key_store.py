"""The keys of the notes: a small database of its own, every key wrapped, erased without a trace."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from helpline.store.wrapping import NoKey, new_key, unwrap, wrap

__all__ = ["KeyStore", "NoKey", "StillOnDisk"]
_TABLES = (
    "CREATE TABLE IF NOT EXISTS keys (name TEXT PRIMARY KEY, wrapped BLOB NOT NULL)",
    "CREATE TABLE IF NOT EXISTS weeks (week TEXT PRIMARY KEY, wrapped BLOB NOT NULL)",
    "CREATE TABLE IF NOT EXISTS heads (name TEXT PRIMARY KEY, number INTEGER NOT NULL, link BLOB NOT NULL)",
)
_AT_ONCE = 500


class StillOnDisk(Exception):
    """The key is deleted, but a reader kept its bytes in the write-ahead log; destroy it again."""


def _no_week() -> str:
    return ""


@dataclass(frozen=True, slots=True)
class KeyStore:
    """Data keys by name, each wrapped by the key of a week, and that by the master key.

    `week` names the present week, such as 2026-W48; empty means that the master key wraps the data
    key itself, as it did before there were weeks. Without the key of its week a wrapped key is
    nothing: so a week's key can be destroyed once no key in use hangs on it. `secure_delete` and a
    truncated write-ahead log leave no bytes of a destroyed key in the files.
    """

    path: Path
    master_key: bytes = field(repr=False)
    week: Callable[[], str] = field(default=_no_week, repr=False)
    earlier_master_key: bytes = field(default=b"", repr=False)
    patience_s: float = 15  # for whoever writes or still reads

    def prepare(self) -> None:
        """Only the owner of the process may read the file."""
        self.path.touch(mode=0o600)
        with self._open() as connection:
            connection.execute("PRAGMA journal_mode=WAL")
            for table in _TABLES:
                connection.execute(table)
            columns = {row[1] for row in connection.execute("PRAGMA table_info(keys)")}
            if "week" not in columns:
                connection.execute("ALTER TABLE keys ADD COLUMN week TEXT NOT NULL DEFAULT ''")

    def key(self, name: str) -> bytes:
        """Raises NoKey."""
        with self._open() as connection:
            return self._key(connection, name)

    def _key(self, connection: sqlite3.Connection, name: str) -> bytes:
        """One question, so that a rewrapping at the same time cannot come between two."""
        query = (
            "SELECT keys.wrapped, keys.week, weeks.wrapped FROM keys"
            " LEFT JOIN weeks ON weeks.week = keys.week WHERE name = ?"
        )
        row = connection.execute(query, (name,)).fetchone()
        if row is None or (row[1] and row[2] is None):
            raise NoKey(name)
        wrapped, week, of_week = row
        by = [unwrap(self._masters(), of_week, f"week:{week}")] if week else self._masters()
        return unwrap(by, wrapped, _place(week, name))

    def several(self, names: Iterable[str]) -> dict[str, bytes]:
        """The keys that open, by name; a week's key is opened once and not once a name."""
        wanted, found = list(names), dict[str, bytes]()
        with self._open() as connection:
            of_week: dict[str, list[bytes]] = {}
            for (week,) in connection.execute("SELECT week FROM weeks").fetchall():
                with suppress(NoKey):
                    of_week[week] = [self._of_week(connection, week)]
            for start in range(0, len(wanted), _AT_ONCE):
                some = wanted[start : start + _AT_ONCE]
                marks = ",".join("?" * len(some))
                query = f"SELECT name, wrapped, week FROM keys WHERE name IN ({marks})"  # noqa: S608 -- marks
                for name, wrapped, week in connection.execute(query, some):
                    by = of_week.get(week, []) if week else self._masters()
                    with suppress(NoKey):
                        found[name] = unwrap(by, wrapped, _place(week, name))
        return found

    def _of_week(self, connection: sqlite3.Connection, week: str) -> bytes:
        query = "SELECT wrapped FROM weeks WHERE week = ?"
        (wrapped,) = connection.execute(query, (week,)).fetchone()
        return unwrap(self._masters(), wrapped, f"week:{week}")

    def _masters(self) -> list[bytes]:
        return [each for each in (self.master_key, self.earlier_master_key) if each]

    def has(self, name: str) -> bool:
        with self._open() as connection:
            query = "SELECT 1 FROM keys WHERE name = ?"
            return connection.execute(query, (name,)).fetchone() is not None

    def names(self) -> list[str]:
        with self._open() as connection:
            return [row[0] for row in connection.execute("SELECT name FROM keys ORDER BY name")]

    def key_or_new(self, name: str) -> bytes:
        """The key, made now if there was none. Two at once agree on the first.

        Raises NoKey for one that is there and does not open: it is not made anew in silence.
        """
        with self._open() as connection:
            with suppress(NoKey):
                return self._key(connection, name)
            with _transaction(connection):
                self._put(connection, name, new_key(), "OR IGNORE")
            return self._key(connection, name)

    def _put(self, connection: sqlite3.Connection, name: str, key: bytes, how: str) -> None:
        week = self.week()
        by = self._week_or_new(connection, week) if week else self.master_key
        connection.execute(
            f"INSERT {how} INTO keys (name, wrapped, week) VALUES (?, ?, ?)",  # noqa: S608 -- our own words
            (name, wrap(by, key, _place(week, name)), week),
        )

    def _week_or_new(self, connection: sqlite3.Connection, week: str) -> bytes:
        connection.execute(
            "INSERT OR IGNORE INTO weeks VALUES (?, ?)",
            (week, wrap(self.master_key, new_key(), f"week:{week}")),
        )
        return self._of_week(connection, week)

    def destroy(self, name: str) -> None:
        """Safe to repeat. What the key sealed is unreadable from now on. Raises StillOnDisk."""
        self.destroy_all([name])

    def destroy_all(self, names: Iterable[str]) -> None:
        """All of them in one transaction. Raises StillOnDisk."""
        doomed = list(names)
        with self._open() as connection, _transaction(connection):
            for start in range(0, len(doomed), _AT_ONCE):
                some = doomed[start : start + _AT_ONCE]
                marks = ",".join("?" * len(some))
                connection.execute(f"DELETE FROM keys WHERE name IN ({marks})", some)  # noqa: S608 -- marks
        self.truncate(doomed[0] if doomed else "")

    def truncate(self, what: str) -> None:
        """Nothing of what was deleted stays in the write-ahead log. Raises StillOnDisk."""
        with self._open() as connection:
            busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if busy:
            raise StillOnDisk(what)

    def rewrap(self) -> tuple[int, int]:
        """Every key that is in use comes under this week's key, and the earlier weeks' keys are gone.

        (keys rewrapped, weeks' keys destroyed). Safe to repeat; all or nothing. Raises StillOnDisk,
        and NoKey for a key that neither master key opens: then nothing has changed.
        """
        week = self.week()
        with self._open() as connection, _transaction(connection):
            stale = connection.execute("SELECT name FROM keys WHERE week <> ?", (week,)).fetchall()
            for (name,) in stale:
                self._put(connection, name, self._key(connection, name), "OR REPLACE")
            gone = connection.execute("DELETE FROM weeks WHERE week <> ?", (week,)).rowcount
        self.truncate(week)
        return len(stale), gone

    def rotate(self) -> int:
        """Everything the earlier master key wrapped comes under the present one; how many.

        Safe to repeat; all or nothing. After it the earlier master key opens nothing any more.
        """
        with self._open() as connection, _transaction(connection):
            weeks = [row[0] for row in connection.execute("SELECT week FROM weeks")]
            for week in weeks:
                anew = wrap(self.master_key, self._of_week(connection, week), f"week:{week}")
                connection.execute("UPDATE weeks SET wrapped = ? WHERE week = ?", (anew, week))
            plain = [row[0] for row in connection.execute("SELECT name FROM keys WHERE week = ''")]
            for name in plain:
                anew = wrap(self.master_key, self._key(connection, name), _place("", name))
                connection.execute("UPDATE keys SET wrapped = ? WHERE name = ?", (anew, name))
        self.truncate("master")
        return len(weeks) + len(plain)

    def head(self, chain: str) -> tuple[int, bytes] | None:
        """The number and the link of the newest entry of a chain that lies elsewhere."""
        with self._open() as connection:
            row: tuple[int, bytes] | None = connection.execute(
                "SELECT number, link FROM heads WHERE name = ?", (chain,)
            ).fetchone()
        return row

    def raise_head(self, chain: str, number: int, link: bytes) -> None:
        """Only ever upwards: two processes may tell of their entries in either order.

        Not flushed to the disk each time: a head lost with the machine's power is a little low, no more.
        """
        with self._open() as connection:
            connection.execute("PRAGMA synchronous=NORMAL")
            connection.execute(
                "INSERT INTO heads VALUES (?, ?, ?) ON CONFLICT (name) DO UPDATE"
                " SET number = excluded.number, link = excluded.link"
                " WHERE excluded.number > heads.number",
                (chain, number, link),
            )

    def is_ready(self) -> bool:
        """True when the store answers."""
        with self._open() as connection:
            return connection.execute("SELECT count(*) FROM keys").fetchone() is not None

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        connection = sqlite3.connect(self.path, timeout=self.patience_s, isolation_level=None)
        try:
            connection.execute("PRAGMA secure_delete=ON")
            connection.execute("PRAGMA synchronous=FULL")
            yield connection
        finally:
            connection.close()


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _place(week: str, name: str) -> str:
    return f"{week}/{name}" if week else name
