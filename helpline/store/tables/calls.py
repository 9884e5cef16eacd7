"""Calls with their legs, offers and intervals, and the routing rows of counsellors."""

import sqlalchemy as sa

from helpline.store.tables.base import CODE, ID, THE_SAME_DAY, Instant, column, metadata

_FOREVER = "5 years"
_UNTIL_DELETED = "until the carrier's record is gone"
_SID = sa.String(128)

calls = sa.Table(
    "calls",
    metadata,
    column("id", ID, primary_key=True, data="operational", keep=_FOREVER),
    column("leg", _SID, unique=True, data="operational", keep=_UNTIL_DELETED),
    column("state", CODE, data="operational", keep=_FOREVER),
    column("arrived_at", Instant, index=True, data="operational", keep=_FOREVER),
    column("enqueued_at", Instant, data="operational", keep=_FOREVER),
    column("language", CODE, nullable=True, data="operational", keep=_FOREVER),
    column("priority", sa.Integer, data="operational", keep=_FOREVER),
    column("tried", sa.JSON, data="operational", keep=_FOREVER),
    column("offers_made", sa.Integer, data="operational", keep=_FOREVER),
    column("counsellor_id", ID, nullable=True, data="operational", keep=_FOREVER),
    column("counsellor_leg", _SID, nullable=True, index=True, data="operational", keep=_FOREVER),
    column("counsellor_in", sa.Boolean, data="operational", keep=_FOREVER),
    column("caller_in", sa.Boolean, data="operational", keep=_FOREVER),
    column("talked", sa.Boolean, data="operational", keep=_FOREVER),
    column("lost", sa.Boolean, data="operational", keep=_FOREVER),
    column("on_hold", sa.Boolean, data="operational", keep=_FOREVER),
    column("muted", sa.Boolean, data="operational", keep=_FOREVER),
    column("talking_since", Instant, nullable=True, data="operational", keep=_FOREVER),
    column("hold_since", Instant, nullable=True, data="operational", keep=_FOREVER),
    column("room", _SID, nullable=True, data="operational", keep=_FOREVER),
    column("preferred_id", ID, nullable=True, data="operational", keep=_FOREVER),
    column("preferred_until", Instant, nullable=True, data="operational", keep=_FOREVER),
    column("ended_at", Instant, nullable=True, data="operational", keep=_FOREVER),
    column("outcome", CODE, nullable=True, data="operational", keep=_FOREVER),
    column("ended_by", CODE, nullable=True, data="operational", keep=_FOREVER),
    column("heard_at", Instant, nullable=True, data="operational", keep=_FOREVER),
    # The mark of a practice call: with it the whole row is erased at the end of the day.
    column("training", ID, nullable=True, data="operational", keep=THE_SAME_DAY),
    column("needs", sa.JSON, server_default="{}", data="operational", keep=_FOREVER),
    column("needs_since", Instant, nullable=True, data="operational", keep=_FOREVER),
    column("tier", CODE, server_default="browsers", data="operational", keep=_FOREVER),
    column("alone", sa.Boolean, server_default=sa.false(), data="operational", keep=_FOREVER),
    column("partner_in", sa.Boolean, server_default=sa.false(), data="operational", keep=_FOREVER),
    column(
        "partner_failed", sa.Boolean, server_default=sa.false(), data="operational", keep=_FOREVER
    ),
    column("speaks", sa.Boolean, server_default=sa.false(), data="operational", keep=_FOREVER),
    # With each supervisor's reason for being there; the audit log has it for longer.
    column("guests", sa.JSON, server_default="[]", data="operational", keep=_FOREVER),
    column("guests_made", sa.Integer, server_default="0", data="operational", keep=_FOREVER),
    column("handed_out", sa.Boolean, server_default=sa.false(), data="operational", keep=_FOREVER),
    column("silent", sa.Boolean, server_default=sa.false(), data="operational", keep=_FOREVER),
    column("repeat_mark", sa.String(8), nullable=True, data="pseudonymous", keep="7 days"),
    column("repeats", sa.Integer, server_default="0", data="operational", keep=_FOREVER),
    column("earlier", sa.Integer, server_default="0", data="operational", keep=_FOREVER),
    column("lane", CODE, nullable=True, data="operational", keep=_FOREVER),
    column("version", sa.Integer, data="operational", keep=_FOREVER),
    sa.CheckConstraint(
        "(outcome IS NULL) = (ended_at IS NULL) AND (outcome IS NULL) = (state <> 'ended')",
        name="one_outcome_when_ended",
    ),
)
# Words, not bound values: only so do both databases see that the partial index answers the question.
CALL_IS_LIVE = sa.text("calls.ended_at IS NULL")
_NOT_ENDED = sa.text("ended_at IS NULL")
_IS_PRACTICE = sa.text("training IS NOT NULL")
_HAS_MARK = sa.text("repeat_mark IS NOT NULL")
sa.Index(
    "ix_calls_repeat_mark",
    calls.c.repeat_mark,
    calls.c.arrived_at,
    sqlite_where=_HAS_MARK,
    postgresql_where=_HAS_MARK,
)
sa.Index(
    "ix_calls_training",
    calls.c.training,
    sqlite_where=_IS_PRACTICE,
    postgresql_where=_IS_PRACTICE,
)
sa.Index(
    "ix_calls_live",
    calls.c.arrived_at,
    sqlite_where=_NOT_ENDED,
    postgresql_where=_NOT_ENDED,
)

legs = sa.Table(
    "legs",
    metadata,
    column("leg", _SID, primary_key=True, data="operational", keep=_UNTIL_DELETED),
    column("call_id", ID, sa.ForeignKey("calls.id"), index=True, data="operational", keep=_FOREVER),
    column("kind", CODE, data="operational", keep=_FOREVER),
    column("person_id", ID, nullable=True, data="operational", keep=_FOREVER),
    column("opened_at", Instant, data="operational", keep=_FOREVER),
    column("joined_at", Instant, nullable=True, data="operational", keep=_FOREVER),
    column("left_at", Instant, nullable=True, data="operational", keep=_FOREVER),
)

offers = sa.Table(
    "offers",
    metadata,
    column("id", sa.String(80), primary_key=True, data="operational", keep=_FOREVER),
    column("call_id", ID, sa.ForeignKey("calls.id"), index=True, data="operational", keep=_FOREVER),
    column("counsellor_id", ID, index=True, data="operational", keep=_FOREVER),
    column("state", CODE, data="operational", keep=_FOREVER),
    column("made_at", Instant, data="operational", keep=_FOREVER),
    column("expires_at", Instant, data="operational", keep=_FOREVER),
    column("answered_at", Instant, nullable=True, data="operational", keep=_FOREVER),
    column("ended_at", Instant, nullable=True, data="operational", keep=_FOREVER),
    column("reason", sa.String(64), nullable=True, data="operational", keep=_FOREVER),
    column("auto_answer", sa.Boolean, server_default=sa.false(), data="operational", keep=_FOREVER),
    column("by_phone", sa.Boolean, server_default=sa.false(), data="operational", keep=_FOREVER),
    column("leg", _SID, nullable=True, data="operational", keep=_UNTIL_DELETED),
    column("consult", sa.Boolean, server_default=sa.false(), data="operational", keep=_FOREVER),
    column("version", sa.Integer, data="operational", keep=_FOREVER),
)
OFFER_IS_LIVE = sa.text("offers.state IN ('ringing', 'accepted', 'consulting')")
_LIVE = sa.text("state IN ('ringing', 'accepted', 'consulting')")
_ACCEPTED = sa.text("state = 'accepted'")
sa.Index(
    "uq_offers_live_counsellor",
    offers.c.counsellor_id,
    unique=True,
    sqlite_where=_LIVE,
    postgresql_where=_LIVE,
)
sa.Index(
    "uq_offers_accepted_call",
    offers.c.call_id,
    unique=True,
    sqlite_where=_ACCEPTED,
    postgresql_where=_ACCEPTED,
)

intervals = sa.Table(
    "intervals",
    metadata,
    column("id", sa.Integer, primary_key=True, data="operational", keep=_FOREVER),
    column("call_id", ID, sa.ForeignKey("calls.id"), index=True, data="operational", keep=_FOREVER),
    column("phase", CODE, data="operational", keep=_FOREVER),
    column("counsellor_id", ID, nullable=True, data="operational", keep=_FOREVER),
    column("starts_at", Instant, data="operational", keep=_FOREVER),
    column("ends_at", Instant, nullable=True, data="operational", keep=_FOREVER),
)
_OPEN = sa.text("ends_at IS NULL")
sa.Index(
    "uq_intervals_open_call",
    intervals.c.call_id,
    unique=True,
    sqlite_where=_OPEN,
    postgresql_where=_OPEN,
)
