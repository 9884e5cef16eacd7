"""The audit log becomes a chain: each entry has a link that seals it and the one before.

Why: an entry that was edited, deleted, swapped or cut off must be found, with its place.
Safe beside the running version because: the column has a default until every process is new; entries
without a link are told as altered by `audit-verify`, which is true: nothing sealed them.
"""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_25_audit_chain"
down_revision = "2026_11_25_training"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("audit") as table:
        table.add_column(
            sa.Column("link", sa.LargeBinary(), nullable=False, server_default=sa.text("''"))
        )
    op.create_index(op.f("ix_audit_actor_id"), "audit", ["actor_id"], unique=False)
    op.create_index(op.f("ix_audit_thing"), "audit", ["thing"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_audit_thing"), "audit")
    op.drop_index(op.f("ix_audit_actor_id"), "audit")
    with op.batch_alter_table("audit") as table:
        table.drop_column("link")
