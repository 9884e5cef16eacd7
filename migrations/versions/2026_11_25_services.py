"""The referral directory.

Why: a child is sent on to a service that is near, free, of her age and language.
Safe beside the running version because: it adds a table that the running version does not know.
"""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_25_services"
down_revision = "2026_11_25_cases"
branch_labels = None
depends_on = None


def upgrade() -> None:
    names = ("name_kk", "name_ru", "name_en", "about_kk", "about_ru", "about_en")
    op.create_table(
        "services",
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        *(sa.Column(name, sa.String(length=500), nullable=False) for name in names),
        sa.Column("regions", sa.JSON(), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("age_from", sa.Integer(), nullable=False),
        sa.Column("age_to", sa.Integer(), nullable=False),
        sa.Column("hours", sa.String(length=500), nullable=False),
        sa.Column("cost", sa.String(length=32), nullable=False),
        sa.Column("reached_by", sa.String(length=500), nullable=False),
        sa.Column("is_sample", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_services")),
    )


def downgrade() -> None:
    op.drop_table("services")
