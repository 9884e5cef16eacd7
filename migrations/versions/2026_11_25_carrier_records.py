"""Records of calls that the carrier still keeps.

Why: a number that we do not store must not stay with the carrier either; its record is deleted, and
tried again until it is.
Safe beside the running version because: it adds a table that the running version does not know.
"""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_25_carrier_records"
down_revision = "2026_11_25_statistics"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "carrier_records",
        sa.Column("leg", sa.String(length=128), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_try_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("leg", name=op.f("pk_carrier_records")),
    )
    op.create_index(
        op.f("ix_carrier_records_next_try_at"), "carrier_records", ["next_try_at"], unique=False
    )


def downgrade() -> None:
    op.drop_table("carrier_records")
