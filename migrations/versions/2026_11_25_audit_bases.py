"""Where the audit log begins since older entries were retired.

Why: entries older than the law asks for are retired, and what is left must be verifiable as before.
Safe beside the running version because: it adds a table that the running version does not know; nothing
is retired before every process is new.
"""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_25_audit_bases"
down_revision = "2026_11_25_disclosures"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "audit_bases",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("link", sa.LargeBinary(), nullable=False),
        sa.Column("seal", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_audit_bases")),
    )


def downgrade() -> None:
    op.drop_table("audit_bases")
