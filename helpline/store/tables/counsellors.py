"""The routing rows of counsellors: what they do just now, and what this shift has asked of them."""

import sqlalchemy as sa

from helpline.store.tables.base import CODE, ID, THE_SAME_DAY, Instant, column, metadata

_EMPLOYED = "while employed"

counsellors = sa.Table(
    "counsellors",
    metadata,
    column(
        "id", ID, sa.ForeignKey("people.id"), primary_key=True, data="operational", keep="5 years"
    ),
    column("languages", sa.JSON, data="operational", keep=_EMPLOYED),
    column("duty", CODE, data="operational", keep=_EMPLOYED),
    column("duty_reason", sa.String(64), nullable=True, data="operational", keep=_EMPLOYED),
    column("on_shift", sa.Boolean, data="operational", keep=_EMPLOYED),
    column("present", sa.Boolean, data="operational", keep=_EMPLOYED),
    column("idle_since", Instant, data="operational", keep=_EMPLOYED),
    column("wrap_up_until", Instant, nullable=True, data="operational", keep=_EMPLOYED),
    column("alive_at", Instant, nullable=True, data="operational", keep=_EMPLOYED),
    column("training", ID, nullable=True, data="operational", keep=THE_SAME_DAY),
    column("skills", sa.JSON, server_default="{}", data="operational", keep=_EMPLOYED),
    column("rank", sa.Integer, server_default="0", data="operational", keep=_EMPLOYED),
    column("on_call", sa.Boolean, server_default=sa.false(), data="operational", keep=_EMPLOYED),
    column("on_call_rank", sa.Integer, server_default="0", data="operational", keep=_EMPLOYED),
    column(
        "auto_answer", sa.Boolean, server_default=sa.false(), data="operational", keep=_EMPLOYED
    ),
    column("shift_began_at", Instant, nullable=True, data="operational", keep=_EMPLOYED),
    column("calls_taken", sa.Integer, server_default="0", data="operational", keep=_EMPLOYED),
    column("worked_us", sa.BigInteger, server_default="0", data="operational", keep=_EMPLOYED),
    column("busy_since", Instant, nullable=True, data="operational", keep=_EMPLOYED),
    column("offered_at", Instant, nullable=True, data="operational", keep=_EMPLOYED),
    column("wrap_up_began_at", Instant, nullable=True, data="operational", keep=_EMPLOYED),
    column("wrap_up_reason", sa.String(200), nullable=True, data="operational", keep=_EMPLOYED),
    column("version", sa.Integer, data="operational", keep=_EMPLOYED),
)
