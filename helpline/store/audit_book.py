"""Who saw or changed what: each entry sealed to the one before it, in a transaction of its own."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from helpline.privacy.audit_chain import GENESIS, Anchor, Entry, Verdict, link_of, verify
from helpline.privacy.plain_line import plain_line
from helpline.store.database import Database
from helpline.store.key_store import KeyStore
from helpline.store.tables.audit import audit

_CHAIN = "audit-chain"
_LOCK = 111_002
_AT_ONCE = 20_000


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
            self.database.apart(lambda: self._append(entries))

    def _append(self, entries: list[dict[str, Any]]) -> None:
        key = self.key()
        with self.database.writing() as connection:
            if not self.database.is_sqlite:
                connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
            number, link = self._end(connection)
            for entry in entries:
                number += 1
                at = f"{entry['at']:%Y-%m-%d %H:%M:%S.%f}"
                values = (entry["actor_id"], entry["act"], entry["thing"], entry["reason"])
                link = link_of(key, link, (number, at, *values))
                entry |= {"number": number, "link": link}
            connection.execute(sa.insert(audit), entries)
        self.keys.raise_head(_CHAIN, number, link)

    def _end(self, connection: sa.Connection) -> tuple[int, bytes]:
        """Where to go on: the last entry, or the head of the key store when that is further."""
        last = sa.select(audit.c.number, audit.c.link).order_by(audit.c.number.desc()).limit(1)
        row = connection.execute(last).first()
        number, link = (0, GENESIS) if row is None else (row.number, bytes(row.link or b""))
        head = self.keys.head(_CHAIN)
        return (number, link) if head is None or head[0] < number else head

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
        return verify(self.key(), self._walk(), [*anchors, *([] if head is None else [head])])

    def _walk(self) -> Iterator[Entry]:
        """In the order of numbers, as they lie there; the driver's own rows, for speed."""
        at, mark = "at", "?"
        if not self.database.is_sqlite:
            at, mark = "to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')", "%s"
        query = (
            f"SELECT number, {at}, actor_id, act, thing, reason, link FROM audit"  # noqa: S608 -- no value in it
            f" WHERE number > {mark} ORDER BY number LIMIT {_AT_ONCE}"
        )
        last = -(2**31)
        while True:
            with self.database.reading() as connection:
                rows = connection.exec_driver_sql(query, (last,)).cursor.fetchall()
            yield from rows
            if len(rows) < _AT_ONCE:
                return
            last = rows[-1][0]
