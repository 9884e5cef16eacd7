"""Columns for tiers, transfers, supervisors, skills and lanes; tables for what people tell the line.

Why: the routing decides on-call telephones, the partner line, messages, guests in a room, skills and
fair lanes, and what it has decided must survive a restart.
Safe beside the running version because: every new column has a default that means what was true before,
and the new tables are not read by it. Ring no telephone before every process is of this version: the
earlier one would not know its leg.
"""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_25_routing_grown"
down_revision = "2026_11_25_covered_sessions"
branch_labels = None
depends_on = None

_LIVE = "state IN ('ringing', 'accepted', 'consulting')"
_LIVE_BEFORE = "state IN ('ringing', 'accepted')"


def _named(name: str, kind: sa.types.TypeEngine, default: object = None) -> sa.Column:
    return sa.Column(name, kind, nullable=default is None, server_default=default)


def _columns() -> dict[str, list[sa.Column]]:
    code, instant, no = sa.String(length=32), sa.DateTime(timezone=True), sa.false()
    return {
        "calls": [
            _named("needs", sa.JSON(), "{}"),
            _named("needs_since", instant),
            _named("tier", code, "browsers"),
            _named("alone", sa.Boolean(), no),
            _named("partner_in", sa.Boolean(), no),
            _named("partner_failed", sa.Boolean(), no),
            _named("speaks", sa.Boolean(), no),
            _named("guests", sa.JSON(), "[]"),
            _named("guests_made", sa.Integer(), "0"),
            _named("handed_out", sa.Boolean(), no),
            _named("silent", sa.Boolean(), no),
            _named("repeat_mark", sa.String(length=8)),
            _named("repeats", sa.Integer(), "0"),
            _named("earlier", sa.Integer(), "0"),
            _named("lane", code),
        ],
        "offers": [
            _named("auto_answer", sa.Boolean(), no),
            _named("by_phone", sa.Boolean(), no),
            _named("leg", sa.String(length=128)),
            _named("consult", sa.Boolean(), no),
        ],
        "people": [_named("skills", sa.JSON(), "{}"), _named("place", sa.Integer(), "0")],
        "counsellors": [
            _named("skills", sa.JSON(), "{}"),
            _named("rank", sa.Integer(), "0"),
            _named("on_call", sa.Boolean(), no),
            _named("on_call_rank", sa.Integer(), "0"),
            _named("auto_answer", sa.Boolean(), no),
            _named("shift_began_at", instant),
            _named("calls_taken", sa.Integer(), "0"),
            _named("worked_us", sa.BigInteger(), "0"),
            _named("busy_since", instant),
            _named("offered_at", instant),
            _named("wrap_up_began_at", instant),
            _named("wrap_up_reason", sa.String(length=200)),
        ],
    }


def upgrade() -> None:
    for table, columns in _columns().items():
        for column in columns:
            op.add_column(table, column)
    op.create_index(
        "ix_calls_repeat_mark",
        "calls",
        ["repeat_mark", "arrived_at"],
        unique=False,
        sqlite_where=sa.text("repeat_mark IS NOT NULL"),
        postgresql_where=sa.text("repeat_mark IS NOT NULL"),
    )
    _one_live_offer_each(_LIVE)
    _make_tables()


def _one_live_offer_each(live: str) -> None:
    op.drop_index("uq_offers_live_counsellor", table_name="offers")
    op.create_index(
        "uq_offers_live_counsellor",
        "offers",
        ["counsellor_id"],
        unique=True,
        sqlite_where=sa.text(live),
        postgresql_where=sa.text(live),
    )


def _make_tables() -> None:
    instant = sa.DateTime(timezone=True)
    op.create_table(
        "telephones",
        sa.Column("person_id", sa.String(length=64), nullable=False),
        sa.Column("number", sa.LargeBinary(), nullable=False),
        sa.Column("set_at", instant, nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_telephones_person_id_people")
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_telephones")),
    )
    op.create_table(
        "outside_parties",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("number", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outside_parties")),
    )
    op.create_table(
        "line_switches",
        sa.Column("name", sa.String(length=32), nullable=False),
        sa.Column("value", sa.String(length=120), nullable=False),
        sa.Column("set_at", instant, nullable=False),
        sa.Column("set_by", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_line_switches")),
    )
    _make_messages(instant)


def _make_messages(instant: sa.DateTime) -> None:
    op.create_table(
        "messages",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("call_id", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("language", sa.String(length=32), nullable=True),
        sa.Column("made_at", instant, nullable=False),
        sa.Column("place_since", instant, nullable=False),
        sa.Column("number", sa.LargeBinary(), nullable=True),
        sa.Column("recording_sid", sa.String(length=128), nullable=True),
        sa.Column("recording", sa.LargeBinary(), nullable=True),
        sa.Column("seconds", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("taken_by", sa.String(length=64), nullable=True),
        sa.Column("taken_at", instant, nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("done_at", instant, nullable=True),
        sa.ForeignKeyConstraint(["call_id"], ["calls.id"], name=op.f("fk_messages_call_id_calls")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_messages")),
        sa.UniqueConstraint("call_id", name=op.f("uq_messages_call_id")),
    )
    op.create_index(op.f("ix_messages_made_at"), "messages", ["made_at"], unique=False)


def downgrade() -> None:
    for table in ("messages", "line_switches", "outside_parties", "telephones"):
        op.drop_table(table)
    op.execute("UPDATE offers SET state = 'finished' WHERE state = 'consulting'")
    _one_live_offer_each(_LIVE_BEFORE)
    op.drop_index("ix_calls_repeat_mark", table_name="calls")
    for table, columns in _columns().items():
        for column in columns:
            op.drop_column(table, column.name)
