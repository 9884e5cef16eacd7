"""The library's list of holidays, compared with the one of its last release: a change is told."""

import hashlib
import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol

from helpline.rota.alarms import Alarm, AlarmBook, AlarmKind
from helpline.rota.holidays import official
from helpline.rota.ports import Clock


class ListBook(Protocol):
    """The digest of the list as it was last seen, a number beside its name."""

    def seen_list(self, name: str) -> int | None: ...
    def see_list(self, name: str, number: int, now: datetime) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchHolidays:
    lists: ListBook
    alarms: AlarmBook
    clock: Clock

    def __call__(self) -> int:
        """Of the year and the next one, each by itself; the first look only remembers."""
        now = self.clock.now()
        return sum(self._look(year, now) for year in (now.year, now.year + 1))

    def _look(self, year: int, now: datetime) -> int:
        name, number = f"holidays {year}", digest(year)
        before = self.lists.seen_list(name)
        if before == number:
            return 0
        self.lists.see_list(name, number, now)
        if before is None:
            return 0
        start = datetime.combine(date(year, 1, 1), datetime.min.time(), now.tzinfo)
        alarm = Alarm(
            id=uuid.uuid4().hex,
            kind=AlarmKind.HOLIDAYS_CHANGED,
            starts_at=start,
            ends_at=start + timedelta(days=365),
            raised_at=now,
        )
        return self.alarms.write([alarm], [], now=now)


def digest(year: int) -> int:
    """Of the days and their kinds; fits a whole number of the database."""
    text = ";".join(f"{day}:{kind}" for day, kind in sorted(official(year).items()))
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:3], "big")
