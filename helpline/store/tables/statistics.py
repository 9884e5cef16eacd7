"""What stays of contacts for the figures. The id is drawn by chance, and it is the order of the rows."""

import sqlalchemy as sa

from helpline.store.tables.base import CODE, ID, column, metadata

_YEARS = "5 years"

statistics = sa.Table(
    "statistics",
    metadata,
    column("id", ID, primary_key=True, data="public", keep=_YEARS),
    column("month", CODE, index=True, data="public", keep=_YEARS),
    column("channel", CODE, data="public", keep=_YEARS),
    column("language", CODE, data="public", keep=_YEARS),
    column("call_type", CODE, data="public", keep=_YEARS),
    column("region", CODE, data="public", keep=_YEARS),
    column("age_band", CODE, data="public", keep=_YEARS),
    column("gender", CODE, data="public", keep=_YEARS),
    column("relation", CODE, data="public", keep=_YEARS),
    column("urgency", CODE, data="public", keep=_YEARS),
    column("at_risk", sa.Boolean, data="public", keep=_YEARS),
    column("categories", sa.JSON, data="public", keep=_YEARS),
    column("actions", sa.JSON, data="public", keep=_YEARS),
    column("referrals", sa.JSON, data="public", keep=_YEARS),
    # On SQLite the rows lie in the order of the key, so that their order tells nothing of time.
    sqlite_with_rowid=False,
)
