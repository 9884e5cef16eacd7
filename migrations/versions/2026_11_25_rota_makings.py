"""What rosters are made of, kept by supervisors: the least people, no overtime, and leaving a shift.

Why: the minimum was a constant in the code, some people may work no overtime whatever they consent
to, whoever goes home can say so, and why each open hour stays open is kept beside its roster.
Safe beside the running version because: it adds a table and columns that may be empty or have a
value of their own, and that the running version neither reads nor writes.
"""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_25_rota_makings"
down_revision = "2026_11_25_carrier_records"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "least_people",
        sa.Column("part", sa.String(length=32), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.CheckConstraint("people >= 0", name=op.f("ck_least_people_is_a_count")),
        sa.PrimaryKeyConstraint("part", name=op.f("pk_least_people")),
    )
    op.add_column(
        "work_facts",
        sa.Column("no_overtime", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
    op.add_column("arrivals", sa.Column("left_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("rosters", sa.Column("explained", sa.JSON(), nullable=True))


def downgrade() -> None:
    op.drop_column("rosters", "explained")
    op.drop_column("arrivals", "left_at")
    op.drop_column("work_facts", "no_overtime")
    op.drop_table("least_people")
