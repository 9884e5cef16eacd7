"""Shifts: assigned stretches of duty."""

import sqlalchemy as sa

from helpline.store.tables.base import ID, Instant, column, metadata

shifts = sa.Table(
    "shifts",
    metadata,
    column("id", ID, primary_key=True, data="operational", keep="5 years"),
    column(
        "person_id", ID, sa.ForeignKey("people.id"), index=True, data="operational", keep="5 years"
    ),
    column("starts_at", Instant, index=True, data="operational", keep="5 years"),
    column("ends_at", Instant, index=True, data="operational", keep="5 years"),
    column("languages", sa.JSON, data="operational", keep="5 years"),
    sa.CheckConstraint("starts_at < ends_at", name="ends_after_it_starts"),
)
