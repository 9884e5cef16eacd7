"""The first tables: calls, events, people, shifts, contacts, streams, audit.

Why: nothing was there.
Safe beside the running version because: there is none.
"""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_24_first_tables"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "audit",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.String(length=64), nullable=False),
        sa.Column("act", sa.String(length=64), nullable=False),
        sa.Column("thing", sa.String(length=80), nullable=False),
        sa.Column("reason", sa.String(length=255), nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_audit")),
    )
    op.create_index(op.f("ix_audit_at"), "audit", ["at"], unique=False)

    op.create_table(
        "calls",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("leg", sa.String(length=128), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("arrived_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("enqueued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("language", sa.String(length=32), nullable=True),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("tried", sa.JSON(), nullable=False),
        sa.Column("offers_made", sa.Integer(), nullable=False),
        sa.Column("counsellor_id", sa.String(length=64), nullable=True),
        sa.Column("counsellor_leg", sa.String(length=128), nullable=True),
        sa.Column("counsellor_in", sa.Boolean(), nullable=False),
        sa.Column("caller_in", sa.Boolean(), nullable=False),
        sa.Column("talked", sa.Boolean(), nullable=False),
        sa.Column("lost", sa.Boolean(), nullable=False),
        sa.Column("on_hold", sa.Boolean(), nullable=False),
        sa.Column("muted", sa.Boolean(), nullable=False),
        sa.Column("talking_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("hold_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("room", sa.String(length=128), nullable=True),
        sa.Column("preferred_id", sa.String(length=64), nullable=True),
        sa.Column("preferred_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", sa.String(length=32), nullable=True),
        sa.Column("ended_by", sa.String(length=32), nullable=True),
        sa.Column("heard_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(outcome IS NULL) = (ended_at IS NULL) AND (outcome IS NULL) = (state <> 'ended')",
            name=op.f("ck_calls_one_outcome_when_ended"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calls")),
        sa.UniqueConstraint("leg", name=op.f("uq_calls_leg")),
    )
    op.create_index(op.f("ix_calls_arrived_at"), "calls", ["arrived_at"], unique=False)
    op.create_index(op.f("ix_calls_counsellor_leg"), "calls", ["counsellor_leg"], unique=False)
    op.create_index(op.f("ix_calls_state"), "calls", ["state"], unique=False)

    op.create_table(
        "events",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=255), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("reply", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_events")),
        sa.UniqueConstraint("id", name=op.f("uq_events_id")),
    )
    op.create_index(op.f("ix_events_at"), "events", ["at"], unique=False)

    op.create_table(
        "facts",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("value", sa.String(length=255), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_facts")),
    )
    op.create_table(
        "failed_sign_ins",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("login_digest", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_failed_sign_ins")),
    )
    op.create_index(
        op.f("ix_failed_sign_ins_login_digest"), "failed_sign_ins", ["login_digest"], unique=False
    )

    op.create_table(
        "outbox",
        sa.Column("id", sa.String(length=255), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_try_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("why_failed", sa.String(length=255), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
    )
    op.create_index(op.f("ix_outbox_next_try_at"), "outbox", ["next_try_at"], unique=False)

    op.create_table(
        "people",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("login", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=128), nullable=False),
        sa.Column("roles", sa.JSON(), nullable=False),
        sa.Column("speaks", sa.JSON(), nullable=False),
        sa.Column("ui_language", sa.String(length=32), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("is_sample", sa.Boolean(), nullable=False),
        sa.Column("password_hash", sa.String(length=255), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
        sa.UniqueConstraint("login", name=op.f("uq_people_login")),
    )
    op.create_table(
        "stream_events",
        sa.Column("stream", sa.String(length=80), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("type", sa.String(length=32), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("stream", "seq", name=op.f("pk_stream_events")),
    )
    op.create_index(op.f("ix_stream_events_at"), "stream_events", ["at"], unique=False)

    op.create_table(
        "streams",
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_streams")),
    )
    op.create_table(
        "timers",
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("ref", sa.String(length=80), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("kind", "ref", name=op.f("pk_timers")),
    )
    op.create_index(op.f("ix_timers_due_at"), "timers", ["due_at"], unique=False)

    op.create_table(
        "contacts",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("call_id", sa.String(length=64), nullable=True),
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("owner_id", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("completed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("form_version", sa.String(length=32), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["call_id"], ["calls.id"], name=op.f("fk_contacts_call_id_calls")),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["people.id"], name=op.f("fk_contacts_owner_id_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contacts")),
        sa.UniqueConstraint("call_id", name=op.f("uq_contacts_call_id")),
    )
    op.create_index(op.f("ix_contacts_opened_at"), "contacts", ["opened_at"], unique=False)
    op.create_index(op.f("ix_contacts_owner_id"), "contacts", ["owner_id"], unique=False)

    op.create_table(
        "counsellors",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("duty", sa.String(length=32), nullable=False),
        sa.Column("duty_reason", sa.String(length=64), nullable=True),
        sa.Column("on_shift", sa.Boolean(), nullable=False),
        sa.Column("present", sa.Boolean(), nullable=False),
        sa.Column("idle_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("wrap_up_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("alive_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["id"], ["people.id"], name=op.f("fk_counsellors_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_counsellors")),
    )
    op.create_table(
        "intervals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("call_id", sa.String(length=64), nullable=False),
        sa.Column("phase", sa.String(length=32), nullable=False),
        sa.Column("counsellor_id", sa.String(length=64), nullable=True),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["call_id"], ["calls.id"], name=op.f("fk_intervals_call_id_calls")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intervals")),
    )
    op.create_index(op.f("ix_intervals_call_id"), "intervals", ["call_id"], unique=False)
    op.create_index(
        "uq_intervals_open_call",
        "intervals",
        ["call_id"],
        unique=True,
        sqlite_where=sa.text("ends_at IS NULL"),
        postgresql_where=sa.text("ends_at IS NULL"),
    )

    op.create_table(
        "offers",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("call_id", sa.String(length=64), nullable=False),
        sa.Column("counsellor_id", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.String(length=64), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["call_id"], ["calls.id"], name=op.f("fk_offers_call_id_calls")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offers")),
    )
    op.create_index(op.f("ix_offers_call_id"), "offers", ["call_id"], unique=False)
    op.create_index(op.f("ix_offers_counsellor_id"), "offers", ["counsellor_id"], unique=False)
    op.create_index(
        "uq_offers_accepted_call",
        "offers",
        ["call_id"],
        unique=True,
        sqlite_where=sa.text("state = 'accepted'"),
        postgresql_where=sa.text("state = 'accepted'"),
    )
    op.create_index(
        "uq_offers_live_counsellor",
        "offers",
        ["counsellor_id"],
        unique=True,
        sqlite_where=sa.text("state IN ('ringing', 'accepted')"),
        postgresql_where=sa.text("state IN ('ringing', 'accepted')"),
    )

    op.create_table(
        "sessions",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.String(length=64), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_sessions_person_id_people")
        ),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_sessions")),
    )
    op.create_index(op.f("ix_sessions_person_id"), "sessions", ["person_id"], unique=False)
    op.create_index(
        "uq_sessions_live_person",
        "sessions",
        ["person_id"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )

    op.create_table(
        "shifts",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.String(length=64), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.CheckConstraint("starts_at < ends_at", name=op.f("ck_shifts_ends_after_it_starts")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_shifts_person_id_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shifts")),
    )
    op.create_index(op.f("ix_shifts_ends_at"), "shifts", ["ends_at"], unique=False)
    op.create_index(op.f("ix_shifts_person_id"), "shifts", ["person_id"], unique=False)
    op.create_index(op.f("ix_shifts_starts_at"), "shifts", ["starts_at"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_shifts_starts_at"))
    op.drop_index(op.f("ix_shifts_person_id"))
    op.drop_index(op.f("ix_shifts_ends_at"))

    op.drop_table("shifts")
    op.drop_index(
        "uq_sessions_live_person",
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.drop_index(op.f("ix_sessions_person_id"))

    op.drop_table("sessions")
    op.drop_index(
        "uq_offers_live_counsellor",
        sqlite_where=sa.text("state IN ('ringing', 'accepted')"),
        postgresql_where=sa.text("state IN ('ringing', 'accepted')"),
    )
    op.drop_index(
        "uq_offers_accepted_call",
        sqlite_where=sa.text("state = 'accepted'"),
        postgresql_where=sa.text("state = 'accepted'"),
    )
    op.drop_index(op.f("ix_offers_counsellor_id"))
    op.drop_index(op.f("ix_offers_call_id"))

    op.drop_table("offers")
    op.drop_index(
        "uq_intervals_open_call",
        sqlite_where=sa.text("ends_at IS NULL"),
        postgresql_where=sa.text("ends_at IS NULL"),
    )
    op.drop_index(op.f("ix_intervals_call_id"))

    op.drop_table("intervals")
    op.drop_table("counsellors")
    op.drop_index(op.f("ix_contacts_owner_id"))
    op.drop_index(op.f("ix_contacts_opened_at"))

    op.drop_table("contacts")
    op.drop_index(op.f("ix_timers_due_at"))

    op.drop_table("timers")
    op.drop_table("streams")
    op.drop_index(op.f("ix_stream_events_at"))

    op.drop_table("stream_events")
    op.drop_table("people")
    op.drop_index(op.f("ix_outbox_next_try_at"))

    op.drop_table("outbox")
    op.drop_index(op.f("ix_failed_sign_ins_login_digest"))

    op.drop_table("failed_sign_ins")
    op.drop_table("facts")
    op.drop_index(op.f("ix_events_at"))

    op.drop_table("events")
    op.drop_index(op.f("ix_calls_state"))
    op.drop_index(op.f("ix_calls_counsellor_leg"))
    op.drop_index(op.f("ix_calls_arrived_at"))

    op.drop_table("calls")
    op.drop_index(op.f("ix_audit_at"))

    op.drop_table("audit")
