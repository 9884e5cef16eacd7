"""The whole rota: rosters and versions, shifts that are superseded, leave, swaps, who was on duty, alarms.

Why: shifts stood alone, so that a change left no trace, nobody could be away, and no month could be
made before it was published.
Safe beside the running version because: it adds tables, and columns of `shifts` with the defaults that
a shift of the running version has. Publish nothing and close nothing before every process is of this
version: the earlier one takes every row of `shifts` for duty.
"""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_25_rota"
down_revision = "2026_11_25_routing_grown"
branch_labels = None
depends_on = None

# One person is in one place. Text has no ranges and an extension may not be there, so a person is a
# range of one number; two people with the same number come once in many million years of hiring.
_ONE_AT_A_TIME = """
ALTER TABLE shifts ADD CONSTRAINT ex_shifts_one_at_a_time EXCLUDE USING gist (
    int8range(hashtextextended(holder_id, 0), hashtextextended(holder_id, 0), '[]') WITH &&,
    tstzrange(starts_at, ends_at) WITH &&
) WHERE (in_force AND holder_id IS NOT NULL)
"""
_DIRECT = """
INSERT INTO rosters (id, period, version, state, effective_from, published_at, made_at, solving)
VALUES ('direct', 'direct', 1, 'published', '2000-01-01 00:00:00', '2000-01-01 00:00:00',
        '2000-01-01 00:00:00', '{}')
"""


def upgrade() -> None:
    op.create_table(
        "demand",
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("by_language", sa.JSON(), nullable=False),
        sa.Column("source", sa.String(length=32), nullable=False),
        sa.CheckConstraint("starts_at < ends_at", name=op.f("ck_demand_ends_after_it_starts")),
        sa.PrimaryKeyConstraint("starts_at", name=op.f("pk_demand")),
    )
    op.create_table(
        "holidays",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("words", sa.String(length=120), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_holidays")),
    )
    op.create_table(
        "rota_marks",
        sa.Column("name", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_rota_marks")),
    )
    op.create_table(
        "shift_types",
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("starts", sa.String(length=5), nullable=False),
        sa.Column("ends", sa.String(length=5), nullable=False),
        sa.Column("unpaid_minutes", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_shift_types")),
    )
    op.create_table(
        "calendar_feeds",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.String(length=64), nullable=False),
        sa.Column("scope", sa.String(length=32), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_calendar_feeds_person_id_people")
        ),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_calendar_feeds")),
    )
    with op.batch_alter_table("calendar_feeds", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_calendar_feeds_person_id"), ["person_id"], unique=False
        )

    op.create_table(
        "leaves",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.String(length=64), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.String(length=64), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("starts_at < ends_at", name=op.f("ck_leaves_ends_after_it_starts")),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["people.id"], name=op.f("fk_leaves_decided_by_people")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_leaves_person_id_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leaves")),
    )
    with op.batch_alter_table("leaves", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_leaves_ends_at"), ["ends_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_leaves_person_id"), ["person_id"], unique=False)

    op.create_table(
        "on_duty",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.String(length=64), nullable=False),
        sa.Column("duty", sa.String(length=32), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_on_duty_person_id_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_on_duty")),
    )
    with op.batch_alter_table("on_duty", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_on_duty_started_at"), ["started_at"], unique=False)
        batch_op.create_index(
            "uq_on_duty_running_person_duty",
            ["person_id", "duty"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

    op.create_table(
        "patterns",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("shift_type", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.String(length=64), nullable=True),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("duty", sa.String(length=32), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("cycle_days", sa.Integer(), nullable=False),
        sa.Column("on_days", sa.JSON(), nullable=False),
        sa.CheckConstraint("cycle_days BETWEEN 1 AND 366", name=op.f("ck_patterns_has_a_cycle")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_patterns_person_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["shift_type"], ["shift_types.code"], name=op.f("fk_patterns_shift_type_shift_types")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_patterns")),
    )
    op.create_table(
        "rosters",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("period", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("effective_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("first_day", sa.Date(), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.String(length=64), nullable=True),
        sa.Column("published_by", sa.String(length=64), nullable=True),
        sa.Column("reason", sa.String(length=500), nullable=True),
        sa.Column("restores_id", sa.String(length=64), nullable=True),
        sa.Column("solving", sa.JSON(), nullable=False),
        sa.CheckConstraint(
            "(state = 'published') = (published_at IS NOT NULL)",
            name=op.f("ck_rosters_published_has_its_instant"),
        ),
        sa.ForeignKeyConstraint(["made_by"], ["people.id"], name=op.f("fk_rosters_made_by_people")),
        sa.ForeignKeyConstraint(
            ["published_by"], ["people.id"], name=op.f("fk_rosters_published_by_people")
        ),
        sa.ForeignKeyConstraint(
            ["restores_id"], ["rosters.id"], name=op.f("fk_rosters_restores_id_rosters")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rosters")),
        sa.UniqueConstraint("period", "version", name=op.f("uq_rosters_period_version")),
    )
    op.create_table(
        "wishes",
        sa.Column("person_id", sa.String(length=64), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("code", sa.String(length=32), nullable=True),
        sa.Column("works", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_wishes_person_id_people")
        ),
        sa.PrimaryKeyConstraint("person_id", "day", name=op.f("pk_wishes")),
    )
    op.create_table(
        "work_facts",
        sa.Column("person_id", sa.String(length=64), nullable=False),
        sa.Column("duties", sa.JSON(), nullable=False),
        sa.Column("shortened_week", sa.Boolean(), nullable=False),
        sa.Column("no_nights", sa.Boolean(), nullable=False),
        sa.Column("nights_need_consent", sa.Boolean(), nullable=False),
        sa.Column("night_consent", sa.Boolean(), nullable=False),
        sa.Column("overtime_consent", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_work_facts_person_id_people")
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_work_facts")),
    )
    op.create_table(
        "pattern_exceptions",
        sa.Column("pattern_id", sa.String(length=64), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("instead", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(
            ["instead"],
            ["shift_types.code"],
            name=op.f("fk_pattern_exceptions_instead_shift_types"),
        ),
        sa.ForeignKeyConstraint(
            ["pattern_id"], ["patterns.id"], name=op.f("fk_pattern_exceptions_pattern_id_patterns")
        ),
        sa.PrimaryKeyConstraint("pattern_id", "day", name=op.f("pk_pattern_exceptions")),
    )
    op.create_table(
        "arrivals",
        sa.Column("shift_id", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.String(length=64), nullable=False),
        sa.Column("arrived_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_arrivals_person_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["shift_id"], ["shifts.id"], name=op.f("fk_arrivals_shift_id_shifts")
        ),
        sa.PrimaryKeyConstraint("shift_id", "person_id", name=op.f("pk_arrivals")),
    )
    op.create_table(
        "handovers",
        sa.Column("shift_id", sa.String(length=64), nullable=False),
        sa.Column("author_id", sa.String(length=64), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("note", sa.LargeBinary(), nullable=True),
        sa.Column("acknowledged_by", sa.String(length=64), nullable=True),
        sa.Column("acknowledged_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["acknowledged_by"], ["people.id"], name=op.f("fk_handovers_acknowledged_by_people")
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["people.id"], name=op.f("fk_handovers_author_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["shift_id"], ["shifts.id"], name=op.f("fk_handovers_shift_id_shifts")
        ),
        sa.PrimaryKeyConstraint("shift_id", name=op.f("pk_handovers")),
    )
    with op.batch_alter_table("handovers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_handovers_written_at"), ["written_at"], unique=False)

    op.create_table(
        "rota_alarms",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("language", sa.String(length=32), nullable=True),
        sa.Column("shift_id", sa.String(length=64), nullable=True),
        sa.Column("person_id", sa.String(length=64), nullable=True),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("need", sa.Integer(), nullable=False),
        sa.Column("have", sa.Integer(), nullable=False),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("cleared_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("seen_by", sa.String(length=64), nullable=True),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("called_id", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(
            ["called_id"], ["people.id"], name=op.f("fk_rota_alarms_called_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_rota_alarms_person_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["seen_by"], ["people.id"], name=op.f("fk_rota_alarms_seen_by_people")
        ),
        sa.ForeignKeyConstraint(
            ["shift_id"], ["shifts.id"], name=op.f("fk_rota_alarms_shift_id_shifts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rota_alarms")),
    )
    with op.batch_alter_table("rota_alarms", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rota_alarms_raised_at"), ["raised_at"], unique=False)
        batch_op.create_index(
            "uq_rota_alarms_shift_kind_start",
            ["shift_id", "person_id", "kind", "starts_at"],
            unique=True,
            sqlite_where=sa.text("person_id IS NOT NULL"),
            postgresql_where=sa.text("person_id IS NOT NULL"),
        )

    op.create_table(
        "rota_notices",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("shift_id", sa.String(length=64), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("before_s", sa.BigInteger(), nullable=False),
        sa.Column("was_starts_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("was_ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_rota_notices_person_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["shift_id"], ["shifts.id"], name=op.f("fk_rota_notices_shift_id_shifts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rota_notices")),
        sa.UniqueConstraint(
            "person_id",
            "shift_id",
            "kind",
            "starts_at",
            "ends_at",
            "before_s",
            name="uq_rota_notices_once",
        ),
    )
    with op.batch_alter_table("rota_notices", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rota_notices_person_id"), ["person_id"], unique=False)

    op.create_table(
        "swaps",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("shift_id", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taker_id", sa.String(length=64), nullable=True),
        sa.Column("taker_languages", sa.JSON(), nullable=False),
        sa.Column("other_shift_id", sa.String(length=64), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["people.id"], name=op.f("fk_swaps_decided_by_people")
        ),
        sa.ForeignKeyConstraint(
            ["other_shift_id"], ["shifts.id"], name=op.f("fk_swaps_other_shift_id_shifts")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_swaps_person_id_people")
        ),
        sa.ForeignKeyConstraint(["shift_id"], ["shifts.id"], name=op.f("fk_swaps_shift_id_shifts")),
        sa.ForeignKeyConstraint(["taker_id"], ["people.id"], name=op.f("fk_swaps_taker_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_swaps")),
    )
    with op.batch_alter_table("swaps", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_swaps_other_shift_id"), ["other_shift_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_swaps_shift_id"), ["shift_id"], unique=False)
        batch_op.create_index(
            "uq_swaps_open_shift",
            ["shift_id"],
            unique=True,
            sqlite_where=sa.text("state IN ('asked', 'accepted')"),
            postgresql_where=sa.text("state IN ('asked', 'accepted')"),
        )

    op.execute(_DIRECT)
    with op.batch_alter_table("shifts", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("roster_id", sa.String(length=64), server_default="direct", nullable=False)
        )
        batch_op.add_column(
            sa.Column("duty", sa.String(length=32), server_default="line", nullable=False)
        )
        batch_op.add_column(
            sa.Column(
                "added_at",
                sa.DateTime(timezone=True),
                server_default="2000-01-01 00:00:00",
                nullable=False,
            )
        )
        batch_op.add_column(sa.Column("supersedes_id", sa.String(length=64), nullable=True))
        batch_op.add_column(sa.Column("holder_id", sa.String(length=64), nullable=True))
        batch_op.add_column(sa.Column("root_id", sa.String(length=64), nullable=True))
        batch_op.add_column(sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(
            sa.Column("in_force", sa.Boolean(), server_default=sa.true(), nullable=False)
        )
        batch_op.alter_column("person_id", existing_type=sa.VARCHAR(length=64), nullable=True)
        batch_op.create_index(batch_op.f("ix_shifts_roster_id"), ["roster_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_shifts_holder_id"), ["holder_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_shifts_holder_id_people"), "people", ["holder_id"], ["id"]
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_shifts_supersedes_id_shifts"), "shifts", ["supersedes_id"], ["id"]
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_shifts_roster_id_rosters"), "rosters", ["roster_id"], ["id"]
        )
    op.execute("UPDATE shifts SET root_id = id, holder_id = person_id")
    if op.get_bind().dialect.name == "postgresql":
        op.execute(_ONE_AT_A_TIME)


def downgrade() -> None:
    with op.batch_alter_table("swaps", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_swaps_open_shift",
            sqlite_where=sa.text("state IN ('asked', 'accepted')"),
            postgresql_where=sa.text("state IN ('asked', 'accepted')"),
        )
        batch_op.drop_index(batch_op.f("ix_swaps_shift_id"))
        batch_op.drop_index(batch_op.f("ix_swaps_other_shift_id"))

    op.drop_table("swaps")
    with op.batch_alter_table("rota_notices", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_rota_notices_person_id"))

    op.drop_table("rota_notices")
    with op.batch_alter_table("rota_alarms", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_rota_alarms_shift_kind_start",
            sqlite_where=sa.text("person_id IS NOT NULL"),
            postgresql_where=sa.text("person_id IS NOT NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_rota_alarms_raised_at"))

    op.drop_table("rota_alarms")
    with op.batch_alter_table("handovers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_handovers_written_at"))

    op.drop_table("handovers")
    op.drop_table("arrivals")
    op.drop_table("pattern_exceptions")
    op.drop_table("work_facts")
    op.drop_table("wishes")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE shifts DROP CONSTRAINT ex_shifts_one_at_a_time")
    op.execute("UPDATE shifts SET supersedes_id = NULL")
    op.execute("DELETE FROM shifts WHERE NOT in_force OR person_id IS NULL OR duty <> 'line'")
    with op.batch_alter_table("shifts", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_shifts_roster_id_rosters"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_shifts_holder_id_people"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_shifts_supersedes_id_shifts"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_shifts_holder_id"))
        batch_op.drop_index(batch_op.f("ix_shifts_roster_id"))
        batch_op.alter_column("person_id", existing_type=sa.VARCHAR(length=64), nullable=False)
        batch_op.drop_column("in_force")
        batch_op.drop_column("closed_at")
        batch_op.drop_column("root_id")
        batch_op.drop_column("holder_id")
        batch_op.drop_column("supersedes_id")
        batch_op.drop_column("added_at")
        batch_op.drop_column("duty")
        batch_op.drop_column("roster_id")

    op.drop_table("rosters")
    op.drop_table("patterns")
    with op.batch_alter_table("on_duty", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_on_duty_running_person_duty",
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_on_duty_started_at"))

    op.drop_table("on_duty")
    with op.batch_alter_table("leaves", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_leaves_person_id"))
        batch_op.drop_index(batch_op.f("ix_leaves_ends_at"))

    op.drop_table("leaves")
    with op.batch_alter_table("calendar_feeds", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_calendar_feeds_person_id"))

    op.drop_table("calendar_feeds")
    op.drop_table("shift_types")
    op.drop_table("rota_marks")
    op.drop_table("holidays")
    op.drop_table("demand")
