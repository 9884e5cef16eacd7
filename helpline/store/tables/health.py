"""Which parts of the line work, as the jobs process last found them."""

import sqlalchemy as sa

from helpline.store.tables.base import CODE, Instant, column, metadata

part_states = sa.Table(
    "part_states",
    metadata,
    column("part", CODE, primary_key=True, data="operational", keep="while used"),
    column("is_up", sa.Boolean, data="operational", keep="while used"),
    column("since", Instant, data="operational", keep="while used"),
    column("seen_at", Instant, data="operational", keep="while used"),
)
