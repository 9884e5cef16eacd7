"""Indexes for looking for contacts and cases.

Why: a search reads newest first, page by page, and asks for flags and follow-ups that are not done.
Safe beside the running version because: it only changes by which way rows are found.
"""

from alembic import op

revision = "2026_11_25_search"
down_revision = "2026_11_25_rota_makings"
branch_labels = None
depends_on = None

_INDEXES = (
    ("contacts", ("opened_at", "id")),
    ("contacts", ("completed_at",)),
    ("cases", ("opened_at", "id")),
    ("case_entries", ("kind", "done_at")),
)


def upgrade() -> None:
    for table, columns in _INDEXES:
        op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, list(columns))
    for table in ("contacts", "cases"):
        op.drop_index(op.f(f"ix_{table}_opened_at"), table_name=table)


def downgrade() -> None:
    for table in ("contacts", "cases"):
        op.create_index(op.f(f"ix_{table}_opened_at"), table, ["opened_at"])
    for table, columns in reversed(_INDEXES):
        op.drop_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table_name=table)
