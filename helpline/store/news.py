"""Appending news to the streams, numbered in the order of commits, and waking whoever follows them."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from helpline.calls.ports import News
from helpline.store.tables.streams import stream_events, streams
from helpline.store.upsert import insert_unless_there

CHANNEL = "helpline_stream"
_COUNT = (
    sa.update(streams)
    .where(streams.c.name == sa.bindparam("stream"))
    .values(seq=streams.c.seq + 1)
    .returning(streams.c.seq)
)


def append_news(connection: sa.Connection, news: Sequence[News], now: datetime) -> None:
    """The row lock on the counter makes the order of numbers the order of commits: no holes are seen."""
    rows = [
        {
            "stream": each.stream,
            "seq": _next(connection, each.stream),
            "at": now,
            "type": each.type,
            "body": dict(each.body),
        }
        for each in news
    ]
    if rows:
        connection.execute(sa.insert(stream_events), rows)


def wake_everybody(connection: sa.Connection) -> None:
    """Heard when the transaction commits. On SQLite every commit is heard without it."""
    if connection.dialect.name == "postgresql":
        connection.execute(sa.select(sa.func.pg_notify(CHANNEL, "")))


def _next(connection: sa.Connection, stream: str) -> int:
    seq = connection.scalar(_COUNT, {"stream": stream})
    if seq is not None:
        return int(seq)
    # The first of two who begin a stream at once has counted already: hers is not set back to nothing.
    begun = insert_unless_there(connection, streams, {"name": stream, "seq": 0}, key=("name",))
    connection.execute(begun)
    return int(connection.scalar(_COUNT, {"stream": stream}) or 0)
