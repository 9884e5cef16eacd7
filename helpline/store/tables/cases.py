"""Cases and the lines of their timelines. What was written is one encrypted envelope a line."""

import sqlalchemy as sa

from helpline.store.tables.base import CODE, ID, Instant, column, metadata

_KEEP = "90 days after closing"

cases = sa.Table(
    "cases",
    metadata,
    column("id", ID, primary_key=True, data="operational", keep=_KEEP),
    column("label", ID, unique=True, data="operational", keep=_KEEP),
    column("state", CODE, index=True, data="operational", keep=_KEEP),
    column("owner_id", ID, sa.ForeignKey("people.id"), index=True, data="operational", keep=_KEEP),
    column("opened_by", ID, sa.ForeignKey("people.id"), data="operational", keep=_KEEP),
    column("opened_at", Instant, data="operational", keep=_KEEP),
    column("closed_at", Instant, nullable=True, data="operational", keep=_KEEP),
    column("closing_asked_by", ID, nullable=True, data="operational", keep=_KEEP),
    column("handing_to", ID, nullable=True, index=True, data="operational", keep=_KEEP),
    column("version", sa.Integer, data="operational", keep=_KEEP),
    sa.CheckConstraint(
        "(closed_at IS NULL) = (state <> 'closed')", name="closed_at_when_it_is_closed"
    ),
    sa.Index(None, "opened_at", "id"),
)

case_entries = sa.Table(
    "case_entries",
    metadata,
    column("id", ID, primary_key=True, data="operational", keep=_KEEP),
    column("case_id", ID, sa.ForeignKey("cases.id"), index=True, data="operational", keep=_KEEP),
    column("kind", CODE, data="operational", keep=_KEEP),
    column("at", Instant, data="operational", keep=_KEEP),
    column("by_id", ID, sa.ForeignKey("people.id"), data="operational", keep=_KEEP),
    column("code", CODE, nullable=True, data="operational", keep=_KEEP),
    column("yes", sa.Boolean, nullable=True, data="operational", keep=_KEEP),
    column("service_id", ID, nullable=True, data="operational", keep=_KEEP),
    column("due_on", sa.Date, nullable=True, index=True, data="operational", keep=_KEEP),
    column("done_at", Instant, nullable=True, data="operational", keep=_KEEP),
    column("done_by", ID, nullable=True, data="operational", keep=_KEEP),
    column("sealed", sa.LargeBinary, nullable=True, data="content", keep=_KEEP),
    # Flags that are not settled, follow-ups that are not done.
    sa.Index(None, "kind", "done_at"),
)
