"""Who saw or changed what: never content."""

import sqlalchemy as sa

from helpline.store.tables.base import ID, Instant, column, metadata

audit = sa.Table(
    "audit",
    metadata,
    column("number", sa.Integer, primary_key=True, data="operational", keep="3 years"),
    column("at", Instant, index=True, data="operational", keep="3 years"),
    column("actor_id", ID, data="operational", keep="3 years"),
    column("act", sa.String(64), data="operational", keep="3 years"),
    column("thing", sa.String(80), data="operational", keep="3 years"),
    column("reason", sa.String(255), nullable=True, data="operational", keep="3 years"),
)
