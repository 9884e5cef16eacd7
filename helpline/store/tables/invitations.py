"""One-time links to a first or a new password."""

import sqlalchemy as sa

from helpline.store.tables.base import ID, Instant, column, metadata

_DAYS = "until used, 3 days at most"

invitations = sa.Table(
    "invitations",
    metadata,
    column("digest", ID, primary_key=True, data="secret", keep=_DAYS),
    column("person_id", ID, sa.ForeignKey("people.id"), index=True, data="operational", keep=_DAYS),
    column("expires_at", Instant, data="operational", keep=_DAYS),
)
