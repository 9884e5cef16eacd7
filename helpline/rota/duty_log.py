"""Who is on duty, put on record as it happens: the history that never changes."""

import threading
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from helpline.rota.ports import Clock
from helpline.rota.resolved import ResolvedRota
from shift_schedule.plan import Duty

Desired = Mapping[tuple[str, Duty], frozenset[str]]


class DutyLog(Protocol):
    def follow(self, desired: Desired, now: datetime) -> int:
        """Ends what is no longer and starts what is new, in one transaction; how many of both.

        Nothing is done when a later instant stands on record: whoever looked earlier comes too late.
        """

    def at(self, instant: datetime, duty: Duty) -> Mapping[str, frozenset[str]]:
        """Who was on duty then, with the languages."""

    def since(self) -> datetime | None:
        """The first instant on record."""

    def arrivals(self, shift_ids: Collection[str]) -> Mapping[str, datetime]: ...
    def arrive(self, shift_id: str, person_id: str, at: datetime, *, channel: str) -> bool:
        """Her first sign of life in that shift; False when there was one."""

    def present(self) -> frozenset[str]:
        """Whose desk is there now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepDutyLog:
    """Desired against actual, so a missed run, a restart or a second run ends in the same state.

    One run after the other: one that looked earlier and writes later would take back what is newer.
    """

    rota: ResolvedRota
    log: DutyLog
    clock: Clock
    _one_at_a_time: threading.Lock = field(default_factory=threading.Lock, init=False)

    def __call__(self) -> int:
        with self._one_at_a_time:
            return self._follow(self.clock.now())

    def _follow(self, now: datetime) -> int:
        desired = {
            (person_id, duty): languages
            for duty in Duty
            for person_id, languages in self.rota.at(now, duty).items()
        }
        return self.log.follow(desired, now)
