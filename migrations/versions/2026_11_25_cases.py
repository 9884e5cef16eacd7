"""Cases with their timelines, and the case a contact belongs to.

Why: contacts about the same child are kept together, with follow-ups, flags and an approval to close.
Safe beside the running version because: it adds tables that the running version does not know, and a
column that may be empty.
"""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_25_cases"
down_revision = "2026_11_25_recorders"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "cases",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("label", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("owner_id", sa.String(length=64), nullable=False),
        sa.Column("opened_by", sa.String(length=64), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closing_asked_by", sa.String(length=64), nullable=True),
        sa.Column("handing_to", sa.String(length=64), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(closed_at IS NULL) = (state <> 'closed')",
            name=op.f("ck_cases_closed_at_when_it_is_closed"),
        ),
        sa.ForeignKeyConstraint(
            ["opened_by"], ["people.id"], name=op.f("fk_cases_opened_by_people")
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["people.id"], name=op.f("fk_cases_owner_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cases")),
        sa.UniqueConstraint("label", name=op.f("uq_cases_label")),
    )
    for name in ("handing_to", "opened_at", "owner_id", "state"):
        op.create_index(op.f(f"ix_cases_{name}"), "cases", [name], unique=False)
    op.create_table(
        "case_entries",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("case_id", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.String(length=64), nullable=False),
        sa.Column("code", sa.String(length=32), nullable=True),
        sa.Column("yes", sa.Boolean(), nullable=True),
        sa.Column("service_id", sa.String(length=64), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_by", sa.String(length=64), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["by_id"], ["people.id"], name=op.f("fk_case_entries_by_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_case_entries_case_id_cases")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_entries")),
    )
    for name in ("case_id", "due_on"):
        op.create_index(op.f(f"ix_case_entries_{name}"), "case_entries", [name], unique=False)
    op.add_column("contacts", sa.Column("case_id", sa.String(length=64), nullable=True))
    op.create_index(op.f("ix_contacts_case_id"), "contacts", ["case_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_contacts_case_id"), table_name="contacts")
    op.drop_column("contacts", "case_id")
    op.drop_table("case_entries")
    op.drop_table("cases")
