"""Second factors, recovery codes, and the minutes between a password and the second factor."""

import sqlalchemy as sa

from helpline.store.tables.base import CODE, ID, Instant, column, metadata

_EMPLOYED = "while employed"
_MINUTES = "10 minutes"

factors = sa.Table(
    "factors",
    metadata,
    column("id", ID, primary_key=True, data="operational", keep=_EMPLOYED),
    column(
        "person_id", ID, sa.ForeignKey("people.id"), index=True, data="operational", keep=_EMPLOYED
    ),
    column("kind", CODE, data="operational", keep=_EMPLOYED),
    column("name", sa.String(64), data="operational", keep=_EMPLOYED),
    column("added_at", Instant, data="operational", keep=_EMPLOYED),
    column("confirmed", sa.Boolean, data="operational", keep=_EMPLOYED),
    # Of a code: its secret, sealed. Of a security key: its public key.
    column("material", sa.LargeBinary, data="secret", keep=_EMPLOYED),
    column("credential", sa.LargeBinary, nullable=True, data="operational", keep=_EMPLOYED),
    # Of a code: the newest half minute whose code was used. Of a key: its count of signatures.
    column("used", sa.BigInteger, data="operational", keep=_EMPLOYED),
)

recovery_codes = sa.Table(
    "recovery_codes",
    metadata,
    column("digest", ID, primary_key=True, data="secret", keep=_EMPLOYED),
    column(
        "person_id", ID, sa.ForeignKey("people.id"), index=True, data="operational", keep=_EMPLOYED
    ),
)

half_sessions = sa.Table(
    "half_sessions",
    metadata,
    column("digest", ID, primary_key=True, data="secret", keep=_MINUTES),
    column(
        "person_id", ID, sa.ForeignKey("people.id"), index=True, data="operational", keep=_MINUTES
    ),
    column("opened_at", Instant, data="operational", keep=_MINUTES),
    column("tries", sa.Integer, data="operational", keep=_MINUTES),
)

key_challenges = sa.Table(
    "key_challenges",
    metadata,
    column("owner", ID, primary_key=True, data="secret", keep=_MINUTES),
    column("challenge", sa.LargeBinary, data="secret", keep=_MINUTES),
    column("at", Instant, data="operational", keep=_MINUTES),
)
