"""Reading the streams: heads, what came after, and what changed since somebody looked."""

import secrets
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from helpline.store.database import Database
from helpline.store.tables.streams import facts, stream_events, streams

_AT_ONCE = 100  # SQLite takes 500 branches in one question


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamEvent:
    stream: str
    seq: int
    at: datetime
    type: str
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class SqlStreamBook:
    """The truth behind every screen."""

    database: Database

    def heads(self) -> dict[str, int]:
        """The last number of every stream."""
        with self.database.reading() as connection:
            return {row.name: row.seq for row in connection.execute(sa.select(streams))}

    def head(self, stream: str) -> int:
        with self.database.reading() as connection:
            seq = connection.scalar(sa.select(streams.c.seq).where(streams.c.name == stream))
        return int(seq or 0)

    def after(self, stream: str, seq: int, *, limit: int = 1000) -> list[StreamEvent]:
        """Events past `seq`, in order, at most `limit`."""
        later = (stream_events.c.stream == stream) & (stream_events.c.seq > seq)
        query = sa.select(stream_events).where(later).order_by(stream_events.c.seq).limit(limit)
        with self.database.reading() as connection:
            return [StreamEvent(**row) for row in connection.execute(query).mappings()]

    def changed_since(self, seen: Mapping[str, int]) -> Iterable[StreamEvent]:
        """Everything past the numbers in `seen`, stream by stream, each in order."""
        heads = self.heads().items()
        return self.later_than({s: seen.get(s, 0) for s, head in heads if head > seen.get(s, 0)})

    def later_than(self, last: Mapping[str, int], *, limit: int = 1000) -> list[StreamEvent]:
        """Of these streams alone, what is past the number of each; in order, at most `limit`."""
        found: list[StreamEvent] = []
        with self.database.reading() as connection:
            for query in later_in(last, limit):
                found += [StreamEvent(**row) for row in connection.execute(query).mappings()]
        return found[:limit]

    def epoch(self) -> str:
        """A word that changes when the database is another one, such as a restored backup."""
        query = sa.select(facts.c.value).where(facts.c.name == "epoch")
        with self.database.reading() as connection:
            known = connection.scalar(query)
        if known is not None:
            return str(known)
        try:
            with self.database.writing() as connection:
                row = {"name": "epoch", "value": secrets.token_hex(8)}
                connection.execute(sa.insert(facts).values(**row))
        except sa.exc.IntegrityError:
            return self.epoch()  # another process was first
        return self.epoch()

    def forget_before(self, instant: datetime) -> int:
        """Old news: whoever was away that long reads the snapshot."""
        with self.database.writing() as connection:
            old = sa.delete(stream_events).where(stream_events.c.at < instant)
            return int(connection.execute(old).rowcount)


def later_in(last: Mapping[str, int], limit: int) -> Iterator[sa.Select[Any]]:
    """One branch a stream, each over its own end of the key.

    As one condition with many alternatives PostgreSQL read every stream from its first piece of news.
    """
    names = sorted(last)
    for start in range(0, len(names), _AT_ONCE):
        ends = [
            sa.select(stream_events)
            .where((stream_events.c.stream == name) & (stream_events.c.seq > last[name]))
            .order_by(stream_events.c.seq)
            .limit(limit)
            .subquery()
            for name in names[start : start + _AT_ONCE]
        ]
        found = sa.union_all(*(sa.select(each) for each in ends)).subquery()
        yield sa.select(found).order_by(found.c.stream, found.c.seq).limit(limit)
