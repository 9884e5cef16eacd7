"""The mark of a caller who rings again within the week; emptied when the week is over."""

import sqlalchemy as sa

from helpline.store.tables.base import ID, Instant, column, metadata

_WEEK = "7 days"

repeat_marks = sa.Table(
    "repeat_marks",
    metadata,
    column(
        "call_id",
        ID,
        sa.ForeignKey("calls.id"),
        primary_key=True,
        data="operational",
        keep="5 years",
    ),
    column("at", Instant, index=True, data="operational", keep="5 years"),
    column("mark", sa.Integer, nullable=True, index=True, data="pseudonymous", keep=_WEEK),
)
