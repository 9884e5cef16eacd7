"""The carrier's own records of calls hold the caller's number: they are deleted, and tried until they are."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from helpline.calls.ports import CarrierFailed, Clock

FIRST_TRY = timedelta(minutes=2)  # the carrier takes a minute to finish a record
# So many tries, so far apart: a carrier that is away comes back within hours, and some records are
# finished only days later.
_SOON, _HOURLY, _DAILY = timedelta(minutes=15), timedelta(hours=1), timedelta(days=1)
_SOON_TRIES, _HOURLY_TRIES = 8, 24


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenRecord:
    leg: str
    attempts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenRecords:
    """What the auditor sees: how many are still with the carrier, and since when."""

    count: int
    oldest: datetime | None


class CarrierRecordBook(Protocol):
    def enrol(self, now: datetime) -> None:
        """Every leg of a call that has ended, once; practice calls are nobody's."""

    def due(self, now: datetime, *, limit: int) -> Sequence[OpenRecord]: ...
    def gone(self, leg: str) -> None:
        """Our own rows forget the carrier's name of the leg as well."""

    def again(self, leg: str, at: datetime) -> None: ...
    def open(self) -> OpenRecords: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ForgetCarrierRecords:
    """Safe to repeat: a record that is gone already counts as deleted."""

    book: CarrierRecordBook
    forget: Callable[[str], None]  # raises CarrierFailed
    clock: Clock

    def __call__(self, *, limit: int = 50) -> int:
        """How many went. The first that fails ends the run when the carrier answers nothing at all."""
        now = self.clock.now()
        self.book.enrol(now)
        deleted = 0
        for record in self.book.due(now, limit=limit):
            try:
                self.forget(record.leg)
            except CarrierFailed:
                self.book.again(record.leg, now + _after(record.attempts))
                continue
            self.book.gone(record.leg)
            deleted += 1
        return deleted


def _after(attempts: int) -> timedelta:
    """How long to wait after the next failure."""
    if attempts < _SOON_TRIES:
        return _SOON
    return _HOURLY if attempts < _SOON_TRIES + _HOURLY_TRIES else _DAILY
