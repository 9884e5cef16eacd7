"""What the line is told by people: telephones, outside parties, its switches, and messages of callers."""

import sqlalchemy as sa

from helpline.store.tables.base import CODE, ID, Instant, column, metadata

_EMPLOYED = "while employed"
_UNTIL_CHANGED = "until changed"
_UNTIL_DONE = "until it is done with, at most 14 days"
_FOREVER = "5 years"

telephones = sa.Table(
    "telephones",
    metadata,
    column(
        "person_id",
        ID,
        sa.ForeignKey("people.id"),
        primary_key=True,
        data="operational",
        keep=_EMPLOYED,
    ),
    # The private number of a counsellor, sealed under a key of the key store.
    column("number", sa.LargeBinary, data="secret", keep=_EMPLOYED),
    column("set_at", Instant, data="operational", keep=_EMPLOYED),
)

outside_parties = sa.Table(
    "outside_parties",
    metadata,
    column("id", ID, primary_key=True, data="public", keep=_UNTIL_CHANGED),
    column("name", sa.String(120), data="public", keep=_UNTIL_CHANGED),
    column("number", sa.String(32), data="public", keep=_UNTIL_CHANGED),
)

line_switches = sa.Table(
    "line_switches",
    metadata,
    column("name", CODE, primary_key=True, data="public", keep=_UNTIL_CHANGED),
    column("value", sa.String(120), data="operational", keep=_UNTIL_CHANGED),
    column("set_at", Instant, data="operational", keep=_UNTIL_CHANGED),
    column("set_by", ID, data="operational", keep=_UNTIL_CHANGED),
)

messages = sa.Table(
    "messages",
    metadata,
    column("id", ID, primary_key=True, data="operational", keep=_FOREVER),
    column(
        "call_id", ID, sa.ForeignKey("calls.id"), unique=True, data="operational", keep=_FOREVER
    ),
    column("kind", CODE, data="operational", keep=_FOREVER),
    column("language", CODE, nullable=True, data="operational", keep=_FOREVER),
    column("made_at", Instant, index=True, data="operational", keep=_FOREVER),
    column("place_since", Instant, data="operational", keep=_FOREVER),
    # Sealed under a key of this message's own, which goes when the message is done with.
    column("number", sa.LargeBinary, nullable=True, data="secret", keep=_UNTIL_DONE),
    column("recording_sid", sa.String(128), nullable=True, data="operational", keep=_UNTIL_DONE),
    column("recording", sa.LargeBinary, nullable=True, data="content", keep=_UNTIL_DONE),
    column("seconds", sa.Integer, nullable=True, data="operational", keep=_FOREVER),
    column("state", CODE, data="operational", keep=_FOREVER),
    column("taken_by", ID, nullable=True, data="operational", keep=_FOREVER),
    column("taken_at", Instant, nullable=True, data="operational", keep=_FOREVER),
    column("attempts", sa.Integer, data="operational", keep=_FOREVER),
    column("done_at", Instant, nullable=True, data="operational", keep=_FOREVER),
)
