"""The keys of the notes: a small database of its own, every key wrapped, erased without a trace."""

import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_NONCE = 12
_KEY = 32


class NoKey(Exception):
    """The key was destroyed, or it was wrapped by another master key."""


class StillOnDisk(Exception):
    """The key is deleted, but a reader kept its bytes in the write-ahead log; destroy it again."""


@dataclass(frozen=True, slots=True)
class KeyStore:
    """Data keys by name, wrapped with AES-256-GCM and bound to their name.

    `secure_delete` and a truncated write-ahead log leave no bytes of a destroyed key in the files.
    """

    path: Path
    master_key: bytes = field(repr=False)

    def prepare(self) -> None:
        """Only the owner of the process may read the file."""
        self.path.touch(mode=0o600)
        with self._open() as connection:
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute(
                "CREATE TABLE IF NOT EXISTS keys (name TEXT PRIMARY KEY, wrapped BLOB NOT NULL)"
            )
            connection.execute(
                "CREATE TABLE IF NOT EXISTS heads"
                " (name TEXT PRIMARY KEY, number INTEGER NOT NULL, link BLOB NOT NULL)"
            )

    def key(self, name: str) -> bytes:
        """Raises NoKey."""
        with self._open() as connection:
            row = connection.execute("SELECT wrapped FROM keys WHERE name = ?", (name,)).fetchone()
        if row is None:
            raise NoKey(name)
        return self._unwrap(name, row[0])

    def has(self, name: str) -> bool:
        with self._open() as connection:
            query = "SELECT 1 FROM keys WHERE name = ?"
            return connection.execute(query, (name,)).fetchone() is not None

    def key_or_new(self, name: str) -> bytes:
        """The key, made now if there was none. Two at once agree on the first."""
        wrapped = self._wrap(name, secrets.token_bytes(_KEY))
        with self._open() as connection:
            connection.execute("INSERT OR IGNORE INTO keys VALUES (?, ?)", (name, wrapped))
        return self.key(name)

    def destroy(self, name: str) -> None:
        """Safe to repeat. What the key sealed is unreadable from now on. Raises StillOnDisk."""
        with self._open() as connection:
            connection.execute("DELETE FROM keys WHERE name = ?", (name,))
        with self._open() as connection:
            busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if busy:
            raise StillOnDisk(name)

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
        connection = sqlite3.connect(self.path, timeout=15, isolation_level=None)
        try:
            connection.execute("PRAGMA secure_delete=ON")
            connection.execute("PRAGMA synchronous=FULL")
            yield connection
        finally:
            connection.close()

    def _wrap(self, name: str, key: bytes) -> bytes:
        nonce = secrets.token_bytes(_NONCE)
        return nonce + AESGCM(self.master_key).encrypt(nonce, key, name.encode())

    def _unwrap(self, name: str, wrapped: bytes) -> bytes:
        try:
            return AESGCM(self.master_key).decrypt(
                wrapped[:_NONCE], wrapped[_NONCE:], name.encode()
            )
        except InvalidTag as error:
            raise NoKey(name) from error
