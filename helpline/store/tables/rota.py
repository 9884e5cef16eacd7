"""The rota: rosters and their versions, shifts, what changes them, and who was on duty."""

from functools import partial

import sqlalchemy as sa

from helpline.store.tables.base import CODE, ID, Instant, column, metadata

_kept = partial(column, data="operational", keep="5 years")
_PERSON = "people.id"

rosters = sa.Table(
    "rosters",
    metadata,
    _kept("id", ID, primary_key=True),
    _kept("period", CODE),
    _kept("version", sa.Integer),
    _kept("state", CODE),
    _kept("effective_from", Instant),
    _kept("published_at", Instant, nullable=True),
    _kept("first_day", sa.Date, nullable=True),
    _kept("last_day", sa.Date, nullable=True),
    _kept("made_at", Instant),
    _kept("made_by", ID, sa.ForeignKey(_PERSON), nullable=True),
    _kept("published_by", ID, sa.ForeignKey(_PERSON), nullable=True),
    _kept("reason", sa.String(500), nullable=True),  # why it was published although it is short
    _kept("restores_id", ID, sa.ForeignKey("rosters.id"), nullable=True),
    _kept("solving", sa.JSON),  # how far the making has come, and what it found
    _kept("explained", sa.JSON, nullable=True),  # each open hour: who could, what stops the others
    sa.UniqueConstraint("period", "version"),
    sa.CheckConstraint(
        "(state = 'published') = (published_at IS NOT NULL)", name="published_has_its_instant"
    ),
)

# One person is in one place: on PostgreSQL the migration adds `ex_shifts_one_at_a_time`, an exclusion
# over holder and stretch of all rows in force; SQLite has one writer, and the book looks before it writes.
shifts = sa.Table(
    "shifts",
    metadata,
    _kept("id", ID, primary_key=True),
    _kept("person_id", ID, sa.ForeignKey(_PERSON), index=True, nullable=True),  # NULL: open
    _kept("starts_at", Instant, index=True),
    _kept("ends_at", Instant, index=True),
    _kept("languages", sa.JSON),
    _kept("roster_id", ID, sa.ForeignKey("rosters.id"), index=True, server_default="direct"),
    _kept("duty", CODE, server_default="line"),
    _kept("added_at", Instant, server_default="2000-01-01 00:00:00"),
    _kept("supersedes_id", ID, sa.ForeignKey("shifts.id"), nullable=True),
    # The first row of the chain this one belongs to: what calendars know the shift by.
    _kept("root_id", ID, nullable=True),
    _kept("closed_at", Instant, nullable=True),
    # Whose it is by now: the planned person, or the taker of an approved swap.
    _kept("holder_id", ID, sa.ForeignKey(_PERSON), index=True, nullable=True),
    # Published, neither closed nor superseded, of the version that is in force when it starts.
    _kept("in_force", sa.Boolean, server_default=sa.true()),
    sa.CheckConstraint("starts_at < ends_at", name="ends_after_it_starts"),
)

leaves = sa.Table(
    "leaves",
    metadata,
    _kept("id", ID, primary_key=True),
    _kept("person_id", ID, sa.ForeignKey(_PERSON), index=True),
    _kept("starts_at", Instant),
    _kept("ends_at", Instant, index=True),
    _kept("kind", CODE),
    _kept("state", CODE),
    _kept("asked_at", Instant),
    _kept("decided_at", Instant, nullable=True),
    _kept("decided_by", ID, sa.ForeignKey(_PERSON), nullable=True),
    _kept("withdrawn_at", Instant, nullable=True),
    sa.CheckConstraint("starts_at < ends_at", name="ends_after_it_starts"),
)

swaps = sa.Table(
    "swaps",
    metadata,
    _kept("id", ID, primary_key=True),
    _kept("shift_id", ID, sa.ForeignKey("shifts.id"), index=True),
    _kept("person_id", ID, sa.ForeignKey(_PERSON)),
    _kept("state", CODE),
    _kept("asked_at", Instant),
    _kept("taker_id", ID, sa.ForeignKey(_PERSON), nullable=True),
    _kept("taker_languages", sa.JSON),
    _kept("other_shift_id", ID, sa.ForeignKey("shifts.id"), index=True, nullable=True),
    _kept("decided_at", Instant, nullable=True),
    _kept("decided_by", ID, sa.ForeignKey(_PERSON), nullable=True),
)
_OPEN_SWAP = sa.text("state IN ('asked', 'accepted')")
sa.Index(
    "uq_swaps_open_shift",
    swaps.c.shift_id,
    unique=True,
    sqlite_where=_OPEN_SWAP,
    postgresql_where=_OPEN_SWAP,
)

on_duty = sa.Table(
    "on_duty",
    metadata,
    _kept("id", ID, primary_key=True),
    _kept("person_id", ID, sa.ForeignKey(_PERSON)),
    _kept("duty", CODE),
    _kept("languages", sa.JSON),
    _kept("started_at", Instant, index=True),
    _kept("ended_at", Instant, nullable=True),
)
_RUNS = sa.text("ended_at IS NULL")
sa.Index(
    "uq_on_duty_running_person_duty",
    on_duty.c.person_id,
    on_duty.c.duty,
    unique=True,
    sqlite_where=_RUNS,
    postgresql_where=_RUNS,
)

arrivals = sa.Table(
    "arrivals",
    metadata,
    _kept("shift_id", ID, sa.ForeignKey("shifts.id"), primary_key=True),
    _kept("person_id", ID, sa.ForeignKey(_PERSON), primary_key=True),
    _kept("arrived_at", Instant),
    _kept("channel", CODE),
    _kept("left_at", Instant, nullable=True),
)

handovers = sa.Table(
    "handovers",
    metadata,
    _kept("shift_id", ID, sa.ForeignKey("shifts.id"), primary_key=True),
    _kept("author_id", ID, sa.ForeignKey(_PERSON)),
    _kept("written_at", Instant, index=True),
    # What is passed on may be about a child: sealed like a note, erased by destroying its key.
    column("note", sa.LargeBinary, nullable=True, data="content", keep="90 days"),
    _kept("acknowledged_by", ID, sa.ForeignKey(_PERSON), nullable=True),
    _kept("acknowledged_at", Instant, nullable=True),
)
