"""A session can be covered: its screens show nothing before the password is given again.

Why: an open screen at an empty desk shows what a child has said to whoever passes by.
Safe beside the running version because: the column may be empty, which means not covered; the running
version neither writes nor reads it.
"""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_25_covered_sessions"
down_revision = "2026_11_25_audit_bases"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("sessions") as table:
        table.add_column(sa.Column("covered_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("sessions") as table:
        table.drop_column("covered_at")
