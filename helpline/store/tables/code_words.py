"""Words by which a child wants to be known again: a digest under a key that is not in this database."""

import sqlalchemy as sa

from helpline.store.tables.base import ID, Instant, column, metadata

_KEEP = "90 days from the last use"

code_words = sa.Table(
    "code_words",
    metadata,
    column("digest", ID, primary_key=True, data="pseudonymous", keep=_KEEP),
    # The last contact in which they were said; empty once that is erased.
    column(
        "contact_id",
        ID,
        sa.ForeignKey("contacts.id"),
        nullable=True,
        index=True,
        data="operational",
        keep=_KEEP,
    ),
    column("used_at", Instant, index=True, data="operational", keep=_KEEP),
)
