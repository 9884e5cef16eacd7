"""Training sessions, and the mark of practice calls and their contacts.

Why: a new counsellor practises with a supervisor who plays the child; such calls are marked, never
counted, and erased the same day.
Safe beside the running version because: it adds a table and columns that may be empty and that the
running version neither reads nor writes. Start no session before every process is of this version:
the earlier one would offer a practice call to anybody.
"""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_25_training"
down_revision = "2026_11_25_part_states"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "training_sessions",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("counsellor_id", sa.String(length=64), nullable=False),
        sa.Column("supervisor_id", sa.String(length=64), nullable=False),
        sa.Column("language", sa.String(length=32), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "started_at < ends_at", name=op.f("ck_training_sessions_ends_after_it_starts")
        ),
        sa.ForeignKeyConstraint(
            ["counsellor_id"],
            ["people.id"],
            name=op.f("fk_training_sessions_counsellor_id_people"),
        ),
        sa.ForeignKeyConstraint(
            ["supervisor_id"],
            ["people.id"],
            name=op.f("fk_training_sessions_supervisor_id_people"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training_sessions")),
    )
    op.create_index(
        op.f("ix_training_sessions_started_at"), "training_sessions", ["started_at"], unique=False
    )
    op.create_index(
        "uq_training_sessions_running_counsellor",
        "training_sessions",
        ["counsellor_id"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    for table in ("calls", "contacts", "counsellors"):
        op.add_column(table, sa.Column("training", sa.String(length=64), nullable=True))
    op.create_index(
        "ix_calls_training",
        "calls",
        ["training"],
        unique=False,
        sqlite_where=sa.text("training IS NOT NULL"),
        postgresql_where=sa.text("training IS NOT NULL"),
    )


def downgrade() -> None:
    op.drop_index("ix_calls_training", table_name="calls")
    for table in ("counsellors", "contacts", "calls"):
        op.drop_column(table, "training")
    op.drop_index("uq_training_sessions_running_counsellor", table_name="training_sessions")
    op.drop_index(op.f("ix_training_sessions_started_at"), table_name="training_sessions")
    op.drop_table("training_sessions")
