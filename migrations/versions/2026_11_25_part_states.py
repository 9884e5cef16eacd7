"""States of the line's parts.

Why: supervisors must see that the carrier does not answer, or that nothing runs by itself.
Safe beside the running version because: it adds a table that the running version does not know.
"""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_25_part_states"
down_revision = "2026_11_24_legs"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "part_states",
        sa.Column("part", sa.String(length=32), nullable=False),
        sa.Column("is_up", sa.Boolean(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("part", name=op.f("pk_part_states")),
    )


def downgrade() -> None:
    op.drop_table("part_states")
