"""Who can be put on the rota, and what stops anybody from taking a stretch of it."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from helpline.rota.change import everything
from helpline.rota.ports import RotaBook
from shift_schedule.candidates import (
    Against,
    Candidate,
    Colleague,
    Rota,
    candidates,
    obstacles,
)
from shift_schedule.hours import Accounting, Calendar
from shift_schedule.law import law_on
from shift_schedule.resolve import OpenStretch, resolve
from shift_schedule.shift import Shift
from shift_schedule.wall_time import instant_of

_TWO_WEEKS = timedelta(days=14)


class StaffBook(Protocol):
    def colleagues(self) -> list[Colleague]:
        """Active people with a desk, by id, with what each may work."""

    def unpaid_breaks(self) -> Mapping[tuple[time, time], timedelta]:
        """By the wall time at which a kind of shift begins and ends."""


class HolidayBook(Protocol):
    def calendar(self, first: date, last: date) -> Calendar: ...


class Stopped(Exception):
    """She cannot take it; `against` says all that stops her."""

    def __init__(self, against: tuple[Against, ...]) -> None:
        super().__init__(", ".join(each.obstacle for each in against))
        self.against = against


@dataclass(frozen=True, slots=True, kw_only=True)
class Judge:
    """Everybody's whole year counts: overtime is limited by the year, and hours by the month."""

    book: RotaBook
    staff: StaffBook
    holidays: HolidayBook
    zone: ZoneInfo

    def accounting(self, day: date) -> Accounting:
        first, last = date(day.year, 1, 1), date(day.year + 1, 1, 31)
        return Accounting(
            zone=self.zone, law=law_on(day), calendar=self.holidays.calendar(first, last)
        )

    def ranked(self, stretch: OpenStretch) -> list[Candidate]:
        """Who could take it, best first, and what stops everybody else."""
        return candidates(stretch, self.staff.colleagues(), self.rota_around(stretch.starts_at))

    def check(
        self, stretch: OpenStretch, person_id: str, *, given: Set[str] = frozenset()
    ) -> Colleague:
        """Raises Stopped; `given` are shifts she gives away in return."""
        rota = self.rota_around(stretch.starts_at)
        rota = replace(rota, shifts=[each for each in rota.shifts if each.id not in given])
        person = next((each for each in self.staff.colleagues() if each.id == person_id), None)
        if person is None:
            raise Stopped(())
        if against := obstacles(stretch, person, rota):
            raise Stopped(against)
        return person

    def rota_around(self, instant: datetime) -> Rota:
        day = instant.astimezone(self.zone).date()
        start = instant_of(date(day.year, 1, 1), time(), self.zone)
        plan = self.book.plan(start - _TWO_WEEKS, instant + 4 * _TWO_WEEKS)
        shifts = everything(resolve(plan))
        accounting = replace(self.accounting(day), unpaid=self._unpaid(shifts))
        return Rota(shifts=shifts, accounting=accounting, leaves=plan.leaves)

    def _unpaid(self, shifts: list[Shift]) -> Mapping[str, timedelta]:
        by_clock = self.staff.unpaid_breaks()
        found = {}
        for shift in shifts:
            edges = tuple(
                each.astimezone(self.zone).time() for each in (shift.starts_at, shift.ends_at)
            )
            if (pause := by_clock.get((edges[0], edges[1]))) is not None:
                found[shift.id] = pause
        return found
