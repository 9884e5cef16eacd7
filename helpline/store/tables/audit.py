"""Who saw or changed what: never content."""

import sqlalchemy as sa

from helpline.store.tables.base import ID, Instant, column, metadata

_KEEP = "3 years"

# Where the log begins since older entries were retired: the number and the link of the last of them.
audit_bases = sa.Table(
    "audit_bases",
    metadata,
    column("number", sa.Integer, primary_key=True, data="operational", keep=_KEEP),
    column("link", sa.LargeBinary, data="operational", keep=_KEEP),
    column("seal", sa.LargeBinary, data="operational", keep=_KEEP),
)

audit = sa.Table(
    "audit",
    metadata,
    column("number", sa.Integer, primary_key=True, data="operational", keep=_KEEP),
    column("at", Instant, index=True, data="operational", keep=_KEEP),
    column("actor_id", ID, index=True, data="operational", keep=_KEEP),
    column("act", sa.String(64), data="operational", keep=_KEEP),
    column("thing", sa.String(80), index=True, data="operational", keep=_KEEP),
    column("reason", sa.String(255), nullable=True, data="operational", keep=_KEEP),
    # Seals the entry and the link before it, under a key that is not in this database.
    column("link", sa.LargeBinary, data="operational", keep=_KEEP),
)
