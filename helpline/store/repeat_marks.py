"""Has this caller rung before, this week? Only that, never who."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from helpline.privacy.caller_number import repeat_mark, week_of
from helpline.store.database import Database
from helpline.store.key_store import KeyStore
from helpline.store.tables.repeats import repeat_marks

WEEK = timedelta(days=7)
_KEY = "repeat:"


@dataclass(frozen=True, slots=True, kw_only=True)
class RepeatMarks:
    """The number lives in the arguments of `note` and nowhere else."""

    database: Database
    keys: KeyStore
    zone: ZoneInfo

    def note(self, call_id: str, *, number: str, reference: str = "", now: datetime) -> None:
        """Once a call, after it has its row; a call that comes back is the same call.

        `number` is what the carrier says, whatever it is; `reference` what an edge gives instead.
        """
        week = week_of(now, self.zone)
        mark = repeat_mark(self.keys.key_or_new(_KEY + week), number=number, reference=reference)
        row = {"call_id": call_id, "at": now, "mark": mark}
        there = sa.select(repeat_marks.c.call_id).where(repeat_marks.c.call_id == call_id)
        with self.database.writing() as connection:
            if connection.scalar(there) is None:
                connection.execute(sa.insert(repeat_marks).values(**row))

    def earlier_calls(self, call_id: str, now: datetime) -> int | None:
        """How many earlier calls of this week bear the same mark; None when this one has none."""
        own = sa.select(repeat_marks).where(repeat_marks.c.call_id == call_id)
        with self.database.reading() as connection:
            row = connection.execute(own).first()
            if row is None or row.mark is None or row.at <= now - WEEK:
                return None
            same = (repeat_marks.c.mark == row.mark) & (repeat_marks.c.call_id != call_id)
            same &= (repeat_marks.c.at < row.at) & (repeat_marks.c.at > now - WEEK)
            query = sa.select(sa.func.count()).select_from(repeat_marks).where(same)
            return int(connection.scalar(query) or 0)

    def forget(self, now: datetime) -> int:
        """Marks of 7 days and more become empty, and the keys of earlier weeks are destroyed.

        How many marks. Safe to repeat. Raises StillOnDisk.
        """
        old = repeat_marks.c.mark.is_not(None) & (repeat_marks.c.at <= now - WEEK)
        with self.database.writing() as connection:
            emptied = connection.execute(sa.update(repeat_marks).where(old).values(mark=None))
        present = _KEY + week_of(now, self.zone)
        earlier = [name for name in self.keys.names() if name.startswith(_KEY) and name < present]
        if earlier:
            self.keys.destroy_all(earlier)
        return int(emptied.rowcount)
