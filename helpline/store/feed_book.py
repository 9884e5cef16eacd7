"""Calendar feeds and what stands in them."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from helpline.rota.calendar_feed import Entry, Feed, FeedScope
from helpline.rota.change import everything
from helpline.store.database import Database
from helpline.store.rota_plan import read_plan
from helpline.store.tables.rota import shifts
from helpline.store.tables.rota_news import calendar_feeds, rota_notices
from shift_schedule.notices import NoticeKind
from shift_schedule.resolve import resolve

_LIVES = calendar_feeds.c.revoked_at.is_(None)
_AT_ONCE = 10_000


@dataclass(frozen=True, slots=True)
class SqlFeedBook:
    """Implements `helpline.rota.calendar_feed.FeedBook`."""

    database: Database

    def add(self, feed: Feed) -> None:
        row = {name: getattr(feed, name) for name in Feed.__dataclass_fields__}
        with self.database.writing() as connection:
            connection.execute(
                sa.insert(calendar_feeds).values(**row | {"scope": feed.scope.value})
            )

    def feed(self, digest: str) -> Feed | None:
        with self.database.reading() as connection:
            query = sa.select(calendar_feeds).where(_LIVES, calendar_feeds.c.digest == digest)
            row = connection.execute(query).mappings().first()
        return None if row is None else _feed(row)

    def of(self, person_id: str) -> list[Feed]:
        query = sa.select(calendar_feeds).where(_LIVES, calendar_feeds.c.person_id == person_id)
        query = query.order_by(calendar_feeds.c.made_at, calendar_feeds.c.digest)
        with self.database.reading() as connection:
            return [_feed(row) for row in connection.execute(query).mappings()]

    def revoke(self, digest: str, *, person_id: str, now: datetime) -> bool:
        mine = (calendar_feeds.c.digest == digest) & (calendar_feeds.c.person_id == person_id)
        with self.database.writing() as connection:
            gone = sa.update(calendar_feeds).where(_LIVES, mine).values(revoked_at=now)
            return connection.execute(gone).rowcount == 1

    def entries(self, start: datetime, end: datetime, person_id: str | None) -> list[Entry]:
        with self.database.reading() as connection:
            held = [
                shift
                for shift in everything(resolve(read_plan(connection, start, end)))
                if person_id in {None, shift.person_id}
            ]
            rows = _rows(connection, [shift.id for shift in held])
            told = _told(connection, start, end, person_id)
        counted = Counter(each.shift_id for each in told)
        found = [
            Entry(
                root_id=rows[shift.id].root_id or shift.id,
                person_id=shift.person_id,
                starts_at=shift.starts_at,
                ends_at=shift.ends_at,
                changed_at=rows[shift.id].added_at,
                changes=counted[rows[shift.id].root_id or shift.id],
            )
            for shift in held
        ]
        return found + _cancelled(told, {each.root_id for each in found}, counted)


def _cancelled(told: list[Any], held: set[str], counted: Counter[str]) -> list[Entry]:
    """The last that is known of each shift that was taken off."""
    last = {
        each.shift_id: each
        for each in told
        if each.kind == NoticeKind.REMOVED.value and each.shift_id not in held
    }
    return [
        Entry(
            root_id=each.shift_id,
            person_id=each.person_id,
            starts_at=each.starts_at,
            ends_at=each.ends_at,
            changed_at=each.due_at,
            changes=counted[each.shift_id],
            cancelled=True,
        )
        for each in last.values()
    ]


def _rows(connection: sa.Connection, ids: list[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for at in range(0, len(ids), _AT_ONCE):
        query = sa.select(shifts.c.id, shifts.c.root_id, shifts.c.added_at)
        query = query.where(shifts.c.id.in_(ids[at : at + _AT_ONCE]))
        found |= {row.id: row for row in connection.execute(query)}
    return found


def _told(
    connection: sa.Connection, start: datetime, end: datetime, person_id: str | None
) -> list[Any]:
    """Notices about changes in the stretch, oldest first."""
    inside = (rota_notices.c.starts_at < end) & (rota_notices.c.ends_at > start)
    query = sa.select(rota_notices).where(inside, rota_notices.c.kind != NoticeKind.BEFORE.value)
    if person_id is not None:
        query = query.where(rota_notices.c.person_id == person_id)
    return list(connection.execute(query.order_by(rota_notices.c.due_at, rota_notices.c.id)))


def _feed(row: sa.RowMapping) -> Feed:
    return Feed(**{**row, "scope": FeedScope(row["scope"])})
