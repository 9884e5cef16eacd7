"""What the rota tells people: alarms, notices, calendar feeds; and how far each watch has looked."""

from functools import partial

import sqlalchemy as sa

from helpline.store.tables.base import CODE, ID, Instant, column, metadata

_kept = partial(column, data="operational", keep="1 year")
_PERSON = "people.id"

rota_alarms = sa.Table(
    "rota_alarms",
    metadata,
    _kept("id", ID, primary_key=True),
    _kept("kind", CODE),
    _kept("language", CODE, nullable=True),
    _kept("shift_id", ID, sa.ForeignKey("shifts.id"), nullable=True),
    _kept("person_id", ID, sa.ForeignKey(_PERSON), nullable=True),
    _kept("starts_at", Instant),
    _kept("ends_at", Instant),
    _kept("need", sa.Integer),
    _kept("have", sa.Integer),
    _kept("raised_at", Instant, index=True),
    _kept("cleared_at", Instant, nullable=True),
    _kept("seen_by", ID, sa.ForeignKey(_PERSON), nullable=True),
    _kept("seen_at", Instant, nullable=True),
    _kept("called_id", ID, sa.ForeignKey(_PERSON), nullable=True),
)
# Whoever is missed is missed once for each start of hers, however often it is looked.
_OF_A_PERSON = sa.text("person_id IS NOT NULL")
sa.Index(
    "uq_rota_alarms_shift_kind_start",
    rota_alarms.c.shift_id,
    rota_alarms.c.person_id,
    rota_alarms.c.kind,
    rota_alarms.c.starts_at,
    unique=True,
    sqlite_where=_OF_A_PERSON,
    postgresql_where=_OF_A_PERSON,
)

rota_notices = sa.Table(
    "rota_notices",
    metadata,
    _kept("id", ID, primary_key=True),
    _kept("person_id", ID, sa.ForeignKey(_PERSON), index=True),
    _kept("kind", CODE),
    _kept("shift_id", ID, sa.ForeignKey("shifts.id")),
    _kept("starts_at", Instant),
    _kept("ends_at", Instant),
    _kept("before_s", sa.BigInteger),
    _kept("was_starts_at", Instant, nullable=True),
    _kept("was_ends_at", Instant, nullable=True),
    _kept("due_at", Instant),
    _kept("seen_at", Instant, nullable=True),
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

calendar_feeds = sa.Table(
    "calendar_feeds",
    metadata,
    column("digest", ID, primary_key=True, data="secret", keep="until it is revoked"),
    _kept("person_id", ID, sa.ForeignKey(_PERSON), index=True),
    _kept("scope", CODE),
    _kept("made_at", Instant),
    _kept("revoked_at", Instant, nullable=True),
)

rota_marks = sa.Table(
    "rota_marks",
    metadata,
    _kept("name", CODE, primary_key=True),
    _kept("number", sa.Integer),
    _kept("at", Instant, nullable=True),
)
