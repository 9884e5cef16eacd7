"""What rosters are made from: kinds of shift, patterns, demand, holidays, and what people may work."""

from functools import partial

import sqlalchemy as sa

from helpline.store.tables.base import CODE, ID, Instant, column, metadata

_kept = partial(column, data="operational", keep="5 years")
_hers = partial(column, data="operational", keep="while employed")
_public = partial(column, data="public", keep="for good")
_PERSON = "people.id"
_CLOCK = sa.String(5)  # wall time, HH:MM

shift_types = sa.Table(
    "shift_types",
    metadata,
    _kept("code", CODE, primary_key=True),
    _kept("starts", _CLOCK),
    _kept("ends", _CLOCK),
    _kept("unpaid_minutes", sa.Integer),
)

patterns = sa.Table(
    "patterns",
    metadata,
    _kept("id", ID, primary_key=True),
    _kept("shift_type", CODE, sa.ForeignKey("shift_types.code")),
    _kept("person_id", ID, sa.ForeignKey(_PERSON), nullable=True),
    _kept("languages", sa.JSON),
    _kept("duty", CODE),
    _kept("first_day", sa.Date),
    _kept("last_day", sa.Date, nullable=True),
    _kept("cycle_days", sa.Integer),
    _kept("on_days", sa.JSON),
    sa.CheckConstraint("cycle_days BETWEEN 1 AND 366", name="has_a_cycle"),
)

pattern_exceptions = sa.Table(
    "pattern_exceptions",
    metadata,
    _kept("pattern_id", ID, sa.ForeignKey("patterns.id"), primary_key=True),
    _kept("day", sa.Date, primary_key=True),
    _kept("instead", CODE, sa.ForeignKey("shift_types.code"), nullable=True),
)

demand = sa.Table(
    "demand",
    metadata,
    _kept("starts_at", Instant, primary_key=True),
    _kept("ends_at", Instant),
    _kept("total", sa.Integer),
    _kept("by_language", sa.JSON),
    _kept("source", CODE),
    sa.CheckConstraint("starts_at < ends_at", name="ends_after_it_starts"),
)

holidays = sa.Table(
    "holidays",
    metadata,
    _public("day", sa.Date, primary_key=True),
    _public("kind", CODE),
    _public("words", sa.String(120)),
)

# Flags only: why somebody works no nights is nobody's business here.
work_facts = sa.Table(
    "work_facts",
    metadata,
    _hers("person_id", ID, sa.ForeignKey(_PERSON), primary_key=True),
    _hers("duties", sa.JSON),
    _hers("shortened_week", sa.Boolean),
    _hers("no_nights", sa.Boolean),
    _hers("nights_need_consent", sa.Boolean),
    _hers("night_consent", sa.Boolean),
    _hers("overtime_consent", sa.Boolean),
    _hers("no_overtime", sa.Boolean, server_default=sa.false()),
)

# By part of the day (`day`, `night`) and by language: the floor under every forecast.
least_people = sa.Table(
    "least_people",
    metadata,
    _kept("part", CODE, primary_key=True),
    _kept("people", sa.Integer),
    sa.CheckConstraint("people >= 0", name="is_a_count"),
)

wishes = sa.Table(
    "wishes",
    metadata,
    _hers("person_id", ID, sa.ForeignKey(_PERSON), primary_key=True),
    _hers("day", sa.Date, primary_key=True),
    _hers("code", CODE, nullable=True),
    _hers("works", sa.Boolean),
)
