"""The mark of a caller who rings again within the week.

Why: a counsellor may know that somebody has called before this week, and never who.
Safe beside the running version because: it adds a table that the running version does not know.
"""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_26_repeat_marks"
down_revision = "2026_11_26_services"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "repeat_marks",
        sa.Column("call_id", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("mark", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["call_id"], ["calls.id"], name=op.f("fk_repeat_marks_call_id_calls")
        ),
        sa.PrimaryKeyConstraint("call_id", name=op.f("pk_repeat_marks")),
    )
    for name in ("at", "mark"):
        op.create_index(op.f(f"ix_repeat_marks_{name}"), "repeat_marks", [name], unique=False)


def downgrade() -> None:
    op.drop_table("repeat_marks")
