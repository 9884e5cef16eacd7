"""Records of calls that the carrier keeps and that must be deleted there: one row until it is."""

import sqlalchemy as sa

from helpline.store.tables.base import Instant, column, metadata

_UNTIL = "until the carrier's record is gone"

carrier_records = sa.Table(
    "carrier_records",
    metadata,
    column("leg", sa.String(128), primary_key=True, data="operational", keep=_UNTIL),
    column("ended_at", Instant, data="operational", keep=_UNTIL),
    column("next_try_at", Instant, index=True, data="operational", keep=_UNTIL),
    column("attempts", sa.Integer, data="operational", keep=_UNTIL),
)
