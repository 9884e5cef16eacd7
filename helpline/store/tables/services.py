"""The referral directory: services a child can be sent on to."""

import sqlalchemy as sa

from helpline.store.tables.base import CODE, ID, column, metadata

_KEEP = "until replaced"
_LINE = sa.String(500)

services = sa.Table(
    "services",
    metadata,
    column("code", ID, primary_key=True, data="public", keep=_KEEP),
    column("kind", CODE, data="public", keep=_KEEP),
    column("name_kk", _LINE, data="public", keep=_KEEP),
    column("name_ru", _LINE, data="public", keep=_KEEP),
    column("name_en", _LINE, data="public", keep=_KEEP),
    column("about_kk", _LINE, data="public", keep=_KEEP),
    column("about_ru", _LINE, data="public", keep=_KEEP),
    column("about_en", _LINE, data="public", keep=_KEEP),
    column("regions", sa.JSON, data="public", keep=_KEEP),
    column("languages", sa.JSON, data="public", keep=_KEEP),
    column("age_from", sa.Integer, data="public", keep=_KEEP),
    column("age_to", sa.Integer, data="public", keep=_KEEP),
    column("hours", _LINE, data="public", keep=_KEEP),
    column("cost", CODE, data="public", keep=_KEEP),
    column("reached_by", _LINE, data="public", keep=_KEEP),
    column("is_sample", sa.Boolean, data="public", keep=_KEEP),
)
