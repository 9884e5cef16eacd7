"""What stays of contacts for the figures: no identity, no hour and no order.

Why: contacts are erased, the monthly figures must not be.
Safe beside the running version because: it adds a table that the running version does not know.
"""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_25_statistics"
down_revision = "2026_11_25_services"
branch_labels = None
depends_on = None


def upgrade() -> None:
    codes = (
        "month",
        "channel",
        "language",
        "call_type",
        "region",
        "age_band",
        "gender",
        "relation",
        "urgency",
    )
    op.create_table(
        "statistics",
        sa.Column("id", sa.String(length=64), nullable=False),
        *(sa.Column(name, sa.String(length=32), nullable=False) for name in codes),
        sa.Column("at_risk", sa.Boolean(), nullable=False),
        sa.Column("categories", sa.JSON(), nullable=False),
        sa.Column("actions", sa.JSON(), nullable=False),
        sa.Column("referrals", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statistics")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_statistics_month"), "statistics", ["month"], unique=False)


def downgrade() -> None:
    op.drop_table("statistics")
