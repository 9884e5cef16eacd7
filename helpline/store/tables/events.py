"""What happened (with the reply it got), what must still be done outside, and when to wake."""

import sqlalchemy as sa

from helpline.store.tables.base import CODE, Instant, column, metadata

events = sa.Table(
    "events",
    metadata,
    column("number", sa.Integer, primary_key=True, data="operational", keep="90 days"),
    column("id", sa.String(255), unique=True, data="operational", keep="90 days"),
    column("at", Instant, index=True, data="operational", keep="90 days"),
    column("kind", CODE, data="operational", keep="90 days"),
    column("body", sa.JSON, data="operational", keep="90 days"),
    column("reply", sa.JSON, data="operational", keep="90 days"),
)

outbox = sa.Table(
    "outbox",
    metadata,
    column("id", sa.String(255), primary_key=True, data="operational", keep="7 days"),
    column("made_at", Instant, data="operational", keep="7 days"),
    column("kind", CODE, data="operational", keep="7 days"),
    column("body", sa.JSON, data="operational", keep="7 days"),
    column("attempts", sa.Integer, data="operational", keep="7 days"),
    column("next_try_at", Instant, nullable=True, index=True, data="operational", keep="7 days"),
    column("sent_at", Instant, nullable=True, data="operational", keep="7 days"),
    column("why_failed", sa.String(255), nullable=True, data="operational", keep="7 days"),
)

timers = sa.Table(
    "timers",
    metadata,
    column("kind", CODE, primary_key=True, data="operational", keep="until due"),
    column("ref", sa.String(80), primary_key=True, data="operational", keep="until due"),
    column("due_at", Instant, index=True, data="operational", keep="until due"),
)
