"""Accounts, their sessions, and failed sign-ins."""

import sqlalchemy as sa

from helpline.store.tables.base import CODE, ID, Instant, column, metadata

_EMPLOYED = "while employed"
_YEAR = "1 year"

people = sa.Table(
    "people",
    metadata,
    column("id", ID, primary_key=True, data="operational", keep=_EMPLOYED),
    column("login", sa.String(64), unique=True, data="operational", keep=_EMPLOYED),
    column("name", sa.String(128), data="operational", keep=_EMPLOYED),
    column("roles", sa.JSON, data="operational", keep=_EMPLOYED),
    column("speaks", sa.JSON, data="operational", keep=_EMPLOYED),
    column("ui_language", CODE, data="operational", keep=_EMPLOYED),
    column("active", sa.Boolean, data="operational", keep=_EMPLOYED),
    column("is_sample", sa.Boolean, data="operational", keep=_EMPLOYED),
    column("password_hash", sa.String(255), data="secret", keep=_EMPLOYED),
    column("skills", sa.JSON, server_default="{}", data="operational", keep=_EMPLOYED),
    column("place", sa.Integer, server_default="0", data="operational", keep=_EMPLOYED),
)

sessions = sa.Table(
    "sessions",
    metadata,
    column("digest", ID, primary_key=True, data="secret", keep=_YEAR),
    column("person_id", ID, sa.ForeignKey("people.id"), index=True, data="operational", keep=_YEAR),
    column("opened_at", Instant, data="operational", keep=_YEAR),
    column("seen_at", Instant, data="operational", keep=_YEAR),
    column("ended_at", Instant, nullable=True, data="operational", keep=_YEAR),
    column("covered_at", Instant, nullable=True, data="operational", keep=_YEAR),
)
_LIVE = sa.text("ended_at IS NULL")
sa.Index(
    "uq_sessions_live_person",
    sessions.c.person_id,
    unique=True,
    sqlite_where=_LIVE,
    postgresql_where=_LIVE,
)

failed_sign_ins = sa.Table(
    "failed_sign_ins",
    metadata,
    column("id", sa.Integer, primary_key=True, data="operational", keep="1 day"),
    column("login_digest", ID, index=True, data="pseudonymous", keep="1 day"),
    column("at", Instant, data="operational", keep="1 day"),
)
