"""Entries of the audit log that have been kept long enough: retired from its beginning, verifiably."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa

from helpline.privacy.audit import BY_ITSELF
from helpline.privacy.audit_chain import Anchor, base_seal, verify
from helpline.store.audit_book import STRETCH, SqlAuditBook
from helpline.store.tables.audit import audit, audit_bases


class LogWasChanged(Exception):
    """What is old enough is not as it was written: it stays, until somebody has looked at it."""


@dataclass(frozen=True, slots=True)
class AuditRetention:
    """The chain goes on from a sealed base, so that what is left is verified as before.

    Only what is whole is retired: nobody gets rid of a change by waiting.
    """

    book: SqlAuditBook
    at_once: int = STRETCH  # entries
    life: timedelta = timedelta(days=3 * 365)

    def due(self, now: datetime) -> int:
        """How many entries are older than their life. With `erase` it is `erase_due.Aged`."""
        with self.book.database.reading() as connection:
            last = self._last_before(connection, now - self.life)
            return max(0, last - self.book.base(connection).number)

    def erase(self, now: datetime) -> int:
        """As `retire`, of all that are older than their life."""
        return self.retire(now - self.life, now)

    def retire(self, before: datetime, now: datetime) -> int:
        """How many entries are gone. Safe to repeat. Raises LogWasChanged."""
        gone = 0
        while retired := self._some(before, now):
            gone += retired
            if retired < self.at_once:
                break
        return gone

    def _some(self, before: datetime, now: datetime) -> int:
        """One stretch, its base and the entry that tells of it in one transaction."""
        book = self.book
        with book.alone() as connection:
            base = book.base(connection)
            end = min(self._last_before(connection, before), base.number + self.at_once)
            if end <= base.number:
                return 0
            rows = [row for row in book.stretch(connection, base.number) if row[0] <= end]
            verdict = verify(book.key(), rows, [], base=base)
            if verdict.faults or verdict.last != end:
                raise LogWasChanged
            self._move_base(connection, Anchor(end, bytes(rows[-1][6])))
            entry = {
                "at": now.astimezone(UTC),
                "actor_id": BY_ITSELF,
                "act": "audit.retired",
                "thing": f"{base.number + 1}-{end}",
                "reason": None,
            }
            head = book.append(connection, [entry])
        book.raise_head(head)
        return len(rows)

    def _last_before(self, connection: sa.Connection, before: datetime) -> int:
        """The number up to which every entry is older; the newest entry always stays."""
        newer = sa.select(sa.func.min(audit.c.number)).where(audit.c.at >= before)
        newest = sa.select(sa.func.max(audit.c.number))
        first = connection.scalar(newer)
        return int((first if first is not None else connection.scalar(newest)) or 0) - 1

    def _move_base(self, connection: sa.Connection, base: Anchor) -> None:
        connection.execute(sa.delete(audit).where(audit.c.number <= base.number))
        connection.execute(sa.delete(audit_bases))
        seal = base_seal(self.book.key(), base)
        row = {"number": base.number, "link": base.link, "seal": seal}
        connection.execute(sa.insert(audit_bases).values(**row))
