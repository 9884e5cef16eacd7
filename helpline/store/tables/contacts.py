"""Contacts: the anonymised records. What was said is one encrypted envelope."""

import sqlalchemy as sa

from helpline.store.tables.base import CODE, ID, THE_SAME_DAY, Instant, column, metadata

_NOTES = "90 days after closing"

contacts = sa.Table(
    "contacts",
    metadata,
    column("id", ID, primary_key=True, data="operational", keep=_NOTES),
    column(
        "call_id",
        ID,
        sa.ForeignKey("calls.id"),
        nullable=True,
        unique=True,
        data="operational",
        keep=_NOTES,
    ),
    # Without a reference: the constraint could not be added to a table that stands, on SQLite.
    column("case_id", ID, nullable=True, index=True, data="operational", keep=_NOTES),
    column("channel", CODE, data="operational", keep=_NOTES),
    column("owner_id", ID, sa.ForeignKey("people.id"), index=True, data="operational", keep=_NOTES),
    # Who wrote it down last; empty until somebody has.
    column("recorded_by", ID, nullable=True, index=True, data="operational", keep=_NOTES),
    column("state", CODE, data="operational", keep=_NOTES),
    column("opened_at", Instant, data="operational", keep=_NOTES),
    column("completed_at", Instant, nullable=True, index=True, data="operational", keep=_NOTES),
    column("form_version", CODE, data="operational", keep=_NOTES),
    column("sealed", sa.LargeBinary, nullable=True, data="content", keep=_NOTES),
    column("version", sa.Integer, data="operational", keep=_NOTES),
    column("training", ID, nullable=True, data="operational", keep=THE_SAME_DAY),
    # Every list is read newest first, page by page.
    sa.Index(None, "opened_at", "id"),
)
