"""Which parts of the line work, and since when."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from helpline.calls.ports import News
from helpline.store.database import Database
from helpline.store.news import append_news
from helpline.store.tables.health import part_states

# Whoever looks at the parts looks at least this often; after that nobody looks any more.
STALE = timedelta(seconds=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartState:
    """`since` is the instant from which it has been up, or not."""

    is_up: bool
    since: datetime


@dataclass(frozen=True, slots=True)
class SqlHealthBook:
    database: Database

    def found(self, part: str, *, is_up: bool, now: datetime) -> None:
        """What a look at the part has shown; boards hear of it when it is another state."""
        with self.database.writing() as connection:
            known = connection.execute(
                sa.select(part_states).where(part_states.c.part == part)
            ).one_or_none()
            mine = part_states.c.part == part
            if known is None:
                row = {"part": part, "is_up": is_up, "since": now, "seen_at": now}
                connection.execute(sa.insert(part_states).values(**row))
            elif bool(known.is_up) is is_up:
                connection.execute(sa.update(part_states).where(mine).values(seen_at=now))
            else:
                changed = {"is_up": is_up, "since": now, "seen_at": now}
                connection.execute(sa.update(part_states).where(mine).values(**changed))
            if known is None or bool(known.is_up) is not is_up:
                body = {"part": part, "is_up": is_up, "since": now.isoformat()}
                append_news(connection, [News(stream="line", type="part", body=body)], now)

    def states(self, now: datetime) -> dict[str, PartState]:
        """By part. `jobs` is the process that looks at the others: down once it looks no more."""
        with self.database.reading() as connection:
            rows = connection.execute(sa.select(part_states)).all()
        states = {row.part: PartState(is_up=bool(row.is_up), since=row.since) for row in rows}
        looks = [row.seen_at for row in rows if row.part == "jobs"]
        if looks and now - looks[0] > STALE:
            states["jobs"] = PartState(is_up=False, since=looks[0])
        return states
