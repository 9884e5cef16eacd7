"""Who wrote a contact down: a colleague on another's behalf, or the supervisor who rescued it.

Why: contacts on paper are added later, and a stuck one is finished by somebody else.
Safe beside the running version because: it adds a column that may be empty and that the running
version neither reads nor writes.
"""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_25_recorders"
down_revision = "2026_11_25_rota"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("contacts", sa.Column("recorded_by", sa.String(length=64), nullable=True))
    op.create_index(op.f("ix_contacts_recorded_by"), "contacts", ["recorded_by"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_contacts_recorded_by"), table_name="contacts")
    op.drop_column("contacts", "recorded_by")
