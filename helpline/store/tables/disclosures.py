"""Requests to see one contact in an emergency, and who decided them."""

import sqlalchemy as sa

from helpline.store.tables.base import CODE, ID, Instant, column, metadata

_KEEP = "3 years"

disclosures = sa.Table(
    "disclosures",
    metadata,
    column("id", ID, primary_key=True, data="operational", keep=_KEEP),
    # No reference: the contact is erased long before the request to see it.
    column("contact_id", ID, data="operational", keep=_KEEP),
    column("asked_by", ID, sa.ForeignKey("people.id"), data="operational", keep=_KEEP),
    column("asked_at", Instant, index=True, data="operational", keep=_KEEP),
    column("reason", CODE, data="operational", keep=_KEEP),
    column(
        "decided_by", ID, sa.ForeignKey("people.id"), nullable=True, data="operational", keep=_KEEP
    ),
    column("decided_at", Instant, nullable=True, data="operational", keep=_KEEP),
    column("approved", sa.Boolean, nullable=True, data="operational", keep=_KEEP),
    sa.CheckConstraint("decided_by IS NULL OR decided_by <> asked_by", name="two_people"),
)
