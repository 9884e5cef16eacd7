"""The mark that stands for a number for a week: twenty bits, so that a thousand numbers share each."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from helpline.calls.ports import Clock
from helpline.store.database import Database
from helpline.store.key_store import KeyStore
from helpline.store.tables.calls import calls

_BITS = 20
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class RepeatMarks:
    """Another key each week, UTC: the mark of this week says nothing about the next one's."""

    database: Database
    keys: KeyStore
    clock: Clock

    def __call__(self, number: str) -> str:
        key = self.keys.key_or_new(key_name(self.clock.now()))
        whole = hmac.new(key, number.encode(), hashlib.sha256).digest()
        return format(int.from_bytes(whole[:4], "big") >> (32 - _BITS), "05x")

    def forget(self) -> int:
        """Marks older than a week go, and the key of the week before the last; how many marks went."""
        now = self.clock.now()
        self.keys.destroy(key_name(now - 2 * _WEEK))
        old = (calls.c.arrived_at < now - _WEEK) & calls.c.repeat_mark.is_not(None)
        with self.database.writing() as connection:
            gone = connection.execute(sa.update(calls).where(old).values(repeat_mark=None))
            return int(gone.rowcount)


def key_name(at: datetime) -> str:
    year, week, _ = at.isocalendar()
    return f"repeat-mark:{year}-{week:02}"
