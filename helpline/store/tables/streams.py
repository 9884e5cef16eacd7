"""News for screens: one counter a stream, one row an event, and the facts of this database."""

import sqlalchemy as sa

from helpline.store.tables.base import CODE, Instant, column, metadata

streams = sa.Table(
    "streams",
    metadata,
    column("name", sa.String(80), primary_key=True, data="operational", keep="while used"),
    column("seq", sa.BigInteger, data="operational", keep="while used"),
)

stream_events = sa.Table(
    "stream_events",
    metadata,
    column("stream", sa.String(80), primary_key=True, data="operational", keep="1 day"),
    column("seq", sa.BigInteger, primary_key=True, data="operational", keep="1 day"),
    column("at", Instant, index=True, data="operational", keep="1 day"),
    column("type", CODE, data="operational", keep="1 day"),
    column("body", sa.JSON, data="operational", keep="1 day"),
)

facts = sa.Table(
    "facts",
    metadata,
    column("name", sa.String(64), primary_key=True, data="public", keep="for ever"),
    column("value", sa.String(255), data="public", keep="for ever"),
)
