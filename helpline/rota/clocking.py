"""Coming and going as people say it themselves: "I am here", "I go"."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from helpline.rota.change import everything
from helpline.rota.duty_log import DutyLog
from helpline.rota.resolved import ResolvedRota
from shift_schedule.shift import Shift

SOON = timedelta(minutes=30)  # so long before her shift she may say that she is there
_AFTER = timedelta(hours=2)  # and so long after it that she has gone


class ClockError(Exception):
    """She has no shift to come to or to go from."""


class Departures(Protocol):
    def left(self, shift_ids: Collection[str]) -> Mapping[str, datetime]:
        """Of those shifts from which somebody has gone and not come back."""

    def leave(self, shift_id: str, person_id: str, at: datetime) -> bool:
        """False when she has not come, or has gone already."""

    def come_back(self, shift_id: str, person_id: str) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Clocked:
    shift: Shift
    arrived_at: datetime
    left_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Clocking:
    rota: ResolvedRota
    log: DutyLog
    departures: Departures

    def come(self, person_id: str, *, channel: str, now: datetime) -> Clocked:
        """Safe to repeat: the first instant counts. Raises ClockError."""
        mine = [x for x in self._hers(person_id, now) if x.starts_at <= now + SOON]
        mine = [x for x in mine if x.ends_at > now]
        if not mine:
            words = "You have no shift now or within half an hour."
            raise ClockError(words)
        if not self.log.arrive(mine[0].id, person_id, now, channel=channel):
            self.departures.come_back(mine[0].id, person_id)
        return Clocked(shift=mine[0], arrived_at=self.log.arrivals([mine[0].id])[mine[0].id])

    def go(self, person_id: str, *, now: datetime) -> Clocked:
        """From the last shift she has come to. Raises ClockError."""
        hers = [x for x in self._hers(person_id, now) if x.starts_at <= now + SOON]
        arrived = self.log.arrivals([each.id for each in hers])
        for shift in reversed(hers):
            if shift.id in arrived and self.departures.leave(shift.id, person_id, now):
                return Clocked(shift=shift, arrived_at=arrived[shift.id], left_at=now)
        words = "You have not said that you are here, or you have gone already."
        raise ClockError(words)

    def _hers(self, person_id: str, now: datetime) -> list[Shift]:
        """By start."""
        resolved = self.rota.over(now - _AFTER, now + SOON).resolved
        mine = [each for each in everything(resolved) if each.person_id == person_id]
        mine = [each for each in mine if each.ends_at > now - _AFTER]
        return sorted(mine, key=lambda each: each.starts_at)
