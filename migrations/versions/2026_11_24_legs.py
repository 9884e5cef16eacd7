"""Legs of calls, and an index of the live ones.

Why: every connection of a call is kept with its instants; the waiting line must be found at once
among years of ended calls.
Safe beside the running version because: it adds a table and an index that the running version does
not know, and drops an index that it does not need.
"""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_24_legs"
down_revision = "2026_11_24_first_tables"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "legs",
        sa.Column("leg", sa.String(length=128), nullable=False),
        sa.Column("call_id", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.String(length=64), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["call_id"], ["calls.id"], name=op.f("fk_legs_call_id_calls")),
        sa.PrimaryKeyConstraint("leg", name=op.f("pk_legs")),
    )
    op.create_index(op.f("ix_legs_call_id"), "legs", ["call_id"], unique=False)
    op.execute(
        "INSERT INTO legs (leg, call_id, kind, opened_at, left_at)"
        " SELECT leg, id, 'caller', arrived_at, ended_at FROM calls"
    )
    op.drop_index(op.f("ix_calls_state"), table_name="calls")
    op.create_index(
        "ix_calls_live",
        "calls",
        ["arrived_at"],
        unique=False,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )


def downgrade() -> None:
    op.drop_index("ix_calls_live", table_name="calls")
    op.create_index(op.f("ix_calls_state"), "calls", ["state"], unique=False)
    op.drop_index(op.f("ix_legs_call_id"), table_name="legs")
    op.drop_table("legs")
