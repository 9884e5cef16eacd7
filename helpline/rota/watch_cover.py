"""Too few and nobody: looked for over thirty days, and told within a minute of what made the hole."""

import uuid
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from helpline.rota.alarms import Alarm, AlarmBook, AlarmKind
from helpline.rota.ports import Clock
from helpline.rota.resolved import ResolvedRota
from shift_schedule.cover import Shortage, shortages
from shift_schedule.need import Need

AHEAD = timedelta(days=30)
_AT_LEAST_EVERY = timedelta(minutes=5)
_KINDS = frozenset({AlarmKind.GAP, AlarmKind.UNDER_STAFFED})


class NeedBook(Protocol):
    def needs(self, start: datetime, end: datetime) -> list[Need]:
        """Half-hour by half-hour: as planned, and nowhere under the minimum."""


@dataclass(slots=True, kw_only=True)
class WatchCover:
    """Open alarms against what is short now; nothing is ever said about the past."""

    rota: ResolvedRota
    needs: NeedBook
    alarms: AlarmBook
    clock: Clock
    _seen: tuple[int, datetime] | None = field(default=None, init=False)

    def __call__(self) -> int:
        """How many alarms were raised; nothing is done while the rota stands as it stood."""
        now, version = self.clock.now(), self.rota.book.version()
        if self._seen is not None:
            seen_version, seen_at = self._seen
            if seen_version == version and now - seen_at < _AT_LEAST_EVERY:
                return 0
        raised = self.look(now)
        self._seen = (version, now)
        return raised

    def look(self, now: datetime) -> int:
        short = self.short(now, now + AHEAD)
        standing = [each for each in self.alarms.open() if each.kind in _KINDS]
        known, raised = set(), []
        for shortage in short:
            same = next((each for each in standing if _is_about(each, shortage, now)), None)
            if same is None:
                raised.append(_alarm(shortage, now))
            else:
                known.add(same.id)
        cleared = [each.id for each in standing if each.id not in known]
        return self.alarms.write(raised, cleared, now=now)

    def short(self, now: datetime, until: datetime) -> list[Shortage]:
        kept = self.rota.over(now, until)
        return shortages(kept.resolved, self.needs.needs(now, until), now=now)


def _is_about(alarm: Alarm, shortage: Shortage, now: datetime) -> bool:
    """The same stretch, though time has eaten of its beginning, or the month has moved on at its end."""
    numbers = (alarm.language, alarm.need, alarm.have)
    if numbers != (shortage.language, shortage.need, shortage.have):
        return False
    beyond = now + AHEAD - timedelta(days=1)
    same_end = alarm.ends_at == shortage.ends_at or min(alarm.ends_at, shortage.ends_at) >= beyond
    begun = alarm.starts_at <= shortage.starts_at <= max(alarm.starts_at, now)
    return same_end and begun


def _alarm(shortage: Shortage, now: datetime) -> Alarm:
    return Alarm(
        id=uuid.uuid4().hex,
        kind=AlarmKind(shortage.kind.value),
        language=shortage.language,
        starts_at=shortage.starts_at,
        ends_at=shortage.ends_at,
        need=shortage.need,
        have=shortage.have,
        raised_at=now,
    )
