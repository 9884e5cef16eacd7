"""Training sessions: who practises, with whom, until when. Erased with their practice calls."""

import sqlalchemy as sa

from helpline.store.tables.base import CODE, ID, THE_SAME_DAY, Instant, column, metadata

training_sessions = sa.Table(
    "training_sessions",
    metadata,
    column("id", ID, primary_key=True, data="operational", keep=THE_SAME_DAY),
    column("counsellor_id", ID, sa.ForeignKey("people.id"), data="operational", keep=THE_SAME_DAY),
    column("supervisor_id", ID, sa.ForeignKey("people.id"), data="operational", keep=THE_SAME_DAY),
    column("language", CODE, data="operational", keep=THE_SAME_DAY),
    column("started_at", Instant, index=True, data="operational", keep=THE_SAME_DAY),
    column("ends_at", Instant, data="operational", keep=THE_SAME_DAY),
    column("ended_at", Instant, nullable=True, data="operational", keep=THE_SAME_DAY),
    sa.CheckConstraint("started_at < ends_at", name="ends_after_it_starts"),
)
_RUNS = sa.text("ended_at IS NULL")
sa.Index(
    "uq_training_sessions_running_counsellor",
    training_sessions.c.counsellor_id,
    unique=True,
    sqlite_where=_RUNS,
    postgresql_where=_RUNS,
)
