"""Code words of children.

Why: a child who wants to be known again chooses words; only a digest of them is kept.
Safe beside the running version because: it adds a table that the running version does not know.
"""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_25_words_of_children"
down_revision = "2026_11_25_search"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "code_words",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("contact_id", sa.String(length=64), nullable=True),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contacts.id"], name=op.f("fk_code_words_contact_id_contacts")
        ),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_code_words")),
    )
    for name in ("contact_id", "used_at"):
        op.create_index(op.f(f"ix_code_words_{name}"), "code_words", [name], unique=False)


def downgrade() -> None:
    op.drop_table("code_words")
