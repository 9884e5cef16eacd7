"""Weeks of a carrier that fails now and then, and how long it keeps the records of calls."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from helpline.calls.forget_carrier_records import (
    FIRST_TRY,
    ForgetCarrierRecords,
    OpenRecord,
    OpenRecords,
)
from helpline.calls.ports import CarrierFailed

BEGIN = datetime(2026, 11, 2, tzinfo=UTC)
CALLS_A_DAY, DAYS = 400, 14
_TAIL = timedelta(days=16)
_MINUTE = timedelta(minutes=1)


@dataclass(slots=True)
class Records:
    """Implements `helpline.calls.forget_carrier_records.CarrierRecordBook`, in memory."""

    ended: list[tuple[datetime, str]]  # the next to end is the last
    open_: dict[str, tuple[datetime, int]] = field(default_factory=dict)
    ended_at: dict[str, datetime] = field(default_factory=dict)

    def enrol(self, now: datetime) -> None:
        while self.ended and self.ended[-1][0] <= now:
            at, leg = self.ended.pop()
            self.open_[leg], self.ended_at[leg] = (max(at + FIRST_TRY, now), 0), at

    def due(self, now: datetime, *, limit: int) -> Sequence[OpenRecord]:
        due = sorted((at, leg, tries) for leg, (at, tries) in self.open_.items() if at <= now)
        return [OpenRecord(leg=leg, attempts=tries) for _, leg, tries in due[:limit]]

    def gone(self, leg: str) -> None:
        del self.open_[leg]

    def again(self, leg: str, at: datetime) -> None:
        self.open_[leg] = (at, self.open_[leg][1] + 1)

    def open(self) -> OpenRecords:
        return OpenRecords(count=len(self.open_), oldest=None)


@dataclass(slots=True)
class FailingCarrier:
    """One request in twenty fails; once a day it is away for up to six hours; some records take days.

    Of fifty records one is finished only after one to thirteen days, as carriers document.
    """

    records: Records
    chance: random.Random
    now_: datetime = BEGIN
    finished: dict[str, datetime] = field(default_factory=dict)
    away: list[tuple[datetime, datetime]] = field(default_factory=list)
    kept_for: list[timedelta] = field(default_factory=list)

    def now(self) -> datetime:
        return self.now_

    def forget(self, leg: str) -> None:
        ended = self.records.ended_at[leg]
        if leg not in self.finished:
            slow = self.chance.random() < 0.02
            takes = timedelta(days=self.chance.uniform(1, 13)) if slow else _MINUTE
            self.finished[leg] = ended + takes
        is_away = any(begin <= self.now_ < end for begin, end in self.away)
        if is_away or self.now_ < self.finished[leg] or self.chance.random() < 0.05:
            raise CarrierFailed("forget call: 409 20009")
        self.kept_for.append(self.now_ - ended)


def kept_for(seed: int) -> tuple[list[timedelta], int]:
    """How long each record was kept at the carrier, sorted; and how many are there after all."""
    chance = random.Random(seed)
    ends = sorted(
        (BEGIN + timedelta(days=chance.uniform(0, DAYS)), f"leg-{number}")
        for number in range(CALLS_A_DAY * DAYS)
    )
    records = Records(ended=ends[::-1])
    carrier = FailingCarrier(records, chance)
    for day in range(DAYS):
        begin = BEGIN + timedelta(days=day, hours=chance.uniform(0, 18))
        carrier.away.append((begin, begin + timedelta(hours=chance.uniform(0, 6))))
    forget = ForgetCarrierRecords(book=records, forget=carrier.forget, clock=carrier)
    while carrier.now_ < BEGIN + timedelta(days=DAYS) + _TAIL:
        forget()
        carrier.now_ += _MINUTE
    return sorted(carrier.kept_for), records.open().count
