"""Who saw or changed what: each entry sealed to the one before it, in a transaction of its own."""

import hmac
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, cast

import sqlalchemy as sa

from helpline.privacy.audit_chain import (
    START,
    Anchor,
    Entry,
    Verdict,
    base_seal,
    link_of,
    verify,
)
from helpline.privacy.plain_line import plain_line
from helpline.store.database import Database
from helpline.store.key_store import KeyStore
from helpline.store.tables.audit import audit, audit_bases

_CHAIN = "audit-chain"
_LOCK = 111_002
STRETCH = 20_000


@dataclass(frozen=True, slots=True)
class SqlAuditBook:
    """Implements `helpline.privacy.audit.AuditBook`. One writer at a time per database.

    The key lies in the key store, and so does the newest head: a cut of even the last entry is found,
    and numbering goes on behind it, so that the gap stays.
    """

    database: Database
    keys: KeyStore
    _key: list[bytes] = field(default_factory=list, init=False, repr=False)

    def note(
        self, *, actor_id: str, act: str, thing: str, now: datetime, reason: str | None = None
    ) -> None:
        self.note_each(actor_id=actor_id, act=act, things=[thing], now=now, reason=reason)

    def note_each(
        self,
        *,
        actor_id: str,
        act: str,
        things: Sequence[str],
        now: datetime,
        reason: str | None = None,
    ) -> None:
        entries = [
            {
                "at": now.astimezone(UTC),
                "actor_id": plain_line(actor_id, longest=64),
                "act": plain_line(act, longest=64),
                "thing": plain_line(thing, longest=80),
                "reason": None if reason is None else plain_line(reason, longest=255),
            }
            for thing in things
        ]
        if entries:
            self.database.apart(lambda: self._note(entries))

    def _note(self, entries: list[dict[str, Any]]) -> None:
        with self.alone() as connection:
            head = self.append(connection, entries)
        self.raise_head(head)

    @contextmanager
    def alone(self) -> Iterator[sa.Connection]:
        """A transaction beside which nobody else writes to the log."""
        with self.database.writing() as connection:
            if not self.database.is_sqlite:
                connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
            yield connection

    def append(self, connection: sa.Connection, entries: list[dict[str, Any]]) -> Anchor:
        """The new head, to be raised once it is committed. Only within `alone`."""
        key, (number, link) = self.key(), self._end(connection)
        for entry in entries:
            number += 1
            at = f"{entry['at']:%Y-%m-%d %H:%M:%S.%f}"
            values = (entry["actor_id"], entry["act"], entry["thing"], entry["reason"])
            link = link_of(key, link, (number, at, *values))
            entry |= {"number": number, "link": link}
        connection.execute(sa.insert(audit), entries)
        return Anchor(number, link)

    def raise_head(self, head: Anchor) -> None:
        self.keys.raise_head(_CHAIN, *head)

    def _end(self, connection: sa.Connection) -> Anchor:
        """Where to go on: the last entry, or the head of the key store when that is further."""
        last = sa.select(audit.c.number, audit.c.link).order_by(audit.c.number.desc()).limit(1)
        row = connection.execute(last).first()
        found = Anchor(row.number, bytes(row.link or b"")) if row else self.base(connection)
        head = self.keys.head(_CHAIN)
        return found if head is None or head[0] < found.number else Anchor(*head)

    def base(self, connection: sa.Connection) -> Anchor:
        """Behind what was retired. One that we did not seal is none, and its entries are missing."""
        for row in connection.execute(sa.select(audit_bases).order_by(audit_bases.c.number.desc())):
            # SQLite keeps whatever kind of value somebody puts there.
            if not isinstance(row.link, bytes) or not isinstance(row.seal, bytes):
                continue
            found = Anchor(row.number, row.link)
            if hmac.compare_digest(row.seal, base_seal(self.key(), found)):
                return found
        return START

    def key(self) -> bytes:
        """Made with the first entry; asked of the key store once per process."""
        if not self._key:
            self._key.append(self.keys.key_or_new(_CHAIN))
        return self._key[0]

    def head(self) -> Anchor | None:
        """The newest entry, as an anchor; None while there is none."""
        head = self.keys.head(_CHAIN)
        return None if head is None else Anchor(*head)

    def verify(self, anchors: Sequence[Anchor]) -> Verdict:
        """Every entry against its link, and the whole against the anchors and the newest head."""
        head = self.head()
        known = [*anchors, *([] if head is None else [head])]
        with self.database.reading() as connection:
            base = self.base(connection)
        return verify(self.key(), self._walk(), known, base=base)

    def _walk(self) -> Iterator[Entry]:
        """In the order of numbers, as they lie there."""
        last = -(2**31)
        while True:
            with self.database.reading() as connection:
                rows = self.stretch(connection, last)
            yield from rows
            if len(rows) < STRETCH:
                return
            last = rows[-1][0]

    def stretch(self, connection: sa.Connection, after: int) -> list[Entry]:
        """The next entries behind that number, STRETCH at most; the driver's own rows, for speed."""
        at, mark = "at", "?"
        if not self.database.is_sqlite:
            at, mark = "to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')", "%s"
        query = (
            f"SELECT number, {at}, actor_id, act, thing, reason, link FROM audit"  # noqa: S608 -- no value in it
            f" WHERE number > {mark} ORDER BY number LIMIT {STRETCH}"
        )
        cursor = connection.exec_driver_sql(query, (after,)).cursor
        return cast("list[Entry]", cursor.fetchall())
