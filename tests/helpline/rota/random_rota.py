"""A rota that everything happens to: rosters published and replaced, shifts moved, given, swapped, leave."""

import random
import uuid
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from helpline.console.rota_parts import RotaParts
from helpline.rota.leaves import LeaveWish
from helpline.rota.ports import NotThere, ShiftsOverlap
from helpline.rota.rosters import RosterError
from helpline.rota.shifts import Wanted, end_now, give, move, put_on, take_off
from helpline.rota.swaps import SwapWish
from shift_schedule.leave_moves import LeaveError
from shift_schedule.plan import Duty, LeaveKind, LeaveState, PlannedShift, RosterState
from shift_schedule.resolve import OpenStretch, Resolved
from shift_schedule.shift import Shift, ShiftError
from shift_schedule.swap import SwapError, SwapState
from shift_schedule.swap_moves import WrongSwapMove
from tests.fakes.stopped_clock import StoppedClock

FIRST, LAST = date(2026, 3, 1), date(2026, 3, 31)
MIDNIGHT = datetime(2026, 2, 28, 19, tzinfo=UTC)  # the month begins in Almaty
DAYS = 31
_LANGUAGES = ("kk", "ru", "en")
_DUTIES = (Duty.LINE,) * 4 + (Duty.ON_CALL, Duty.SENIOR)
_REFUSED = (
    ShiftsOverlap,
    NotThere,
    ShiftError,
    SwapError,
    WrongSwapMove,
    LeaveError,
    RosterError,
)


def day(number: float) -> datetime:
    """So many days after the month began, to the minute."""
    return MIDNIGHT + timedelta(minutes=round(number * 24 * 60))


@dataclass(slots=True, kw_only=True)
class RandomRota:
    """Every act is one of the application's own, at a moment of its own; what it refuses is left."""

    rota: RotaParts
    clock: StoppedClock
    people: list[str]
    supervisor: str
    chance: random.Random

    def publish(self) -> None:
        """A version of the whole month, which takes the place of the one before from now on."""
        draft = self.rota.rosters.start(FIRST, LAST, seconds=1, by=None, now=self._now())
        rows = [row for person in self.people for row in self._month_of(draft.id, person)]
        self.rota.rosters.book.put_rows(draft.id, rows)
        self.rota.rosters.book.note(draft.id, state=RosterState.REVIEW)
        self._publish(draft.id)

    def restore(self) -> None:
        """An earlier version once more."""
        published = [
            each
            for each in self.rota.rosters.book.all()
            if each.roster.state is RosterState.PUBLISHED
        ]
        old = self.chance.choice(published)
        self._publish(self.rota.rosters.restore(old.id, by=self.supervisor, now=self._now()).id)

    def _publish(self, roster_id: str) -> None:
        """Direct shifts may stand in its way: then it stays a draft."""
        with suppress(*_REFUSED):
            self.rota.rosters.publish(
                roster_id, by=self.supervisor, reason="sample reason", now=self._now()
            )

    def happen(self, times: int) -> None:
        acts: list[Callable[[], object]] = [
            *[self._put_on] * 4,
            *[self._move] * 4,
            *[self._swap] * 6,
            *[self._take_off] * 1,
            *[self._end_now] * 1,
            *[self._give] * 3,
            *[self._leave] * 3,
            self._sick,
            self._back_from_leave,
        ]
        for _ in range(times):
            with suppress(*_REFUSED):
                self.chance.choice(acts)()

    def _now(self) -> datetime:
        """No two acts at one instant, as in life."""
        return self.clock.pass_by(timedelta(seconds=1))

    def _month_of(self, roster_id: str, person: str) -> list[PlannedShift]:
        """Some of them nobody's yet."""
        rows, at = [], self.chance.uniform(0, 3)
        while at < DAYS:
            start, length = day(at), timedelta(minutes=30 * self.chance.randrange(4, 25))
            rows.append(
                PlannedShift(
                    id=uuid.UUID(int=self.chance.getrandbits(128)).hex,
                    roster_id=roster_id,
                    person_id=None if self.chance.random() < 0.15 else person,
                    duty=self.chance.choice(_DUTIES),
                    starts_at=start,
                    ends_at=start + length,
                    languages=self._spoken(),
                    added_at=self.clock.now(),
                )
            )
            at += length / timedelta(days=1) + self.chance.choice([0, self.chance.uniform(1, 5)])
        return rows

    def _spoken(self) -> frozenset[str]:
        return frozenset(self.chance.sample(_LANGUAGES, self.chance.randrange(1, 4)))

    def _resolved(self) -> Resolved:
        return self.rota.resolved.over(day(-3), day(DAYS + 3)).resolved

    def edges(self) -> list[datetime]:
        """Where anything begins or ends in the month, held or open."""
        resolved = self._resolved()
        spans = [(x.starts_at, x.ends_at) for held in resolved.held.values() for x in held]
        spans += [(x.starts_at, x.ends_at) for x in resolved.open]
        edges = [at for span in spans for at in span]
        return [at for at in edges if day(-1) < at < day(DAYS + 1)]

    def _some(self) -> tuple[Shift, Duty]:
        held = self._resolved().held
        return self.chance.choice([(each, duty) for duty in Duty for each in held[duty]])

    def _put_on(self) -> None:
        start = day(self.chance.uniform(-2, DAYS + 2))
        shift = Shift(
            id=uuid.UUID(int=self.chance.getrandbits(128)).hex,
            person_id=self.chance.choice(self.people),
            starts_at=start,
            ends_at=start + timedelta(minutes=self.chance.randrange(30, 720)),
            languages=self._spoken(),
        )
        put_on(self.rota.book, shift, self.chance.choice(_DUTIES), now=self._now())

    def _move(self) -> None:
        """A little, or to any day of the month and to anybody, or to nobody."""
        shift, _ = self._some()
        by = timedelta(minutes=self.chance.choice([60, -60, self.chance.randrange(-20000, 20000)]))
        anybody = self.chance.choice([*self.people, None])
        person = shift.person_id if self.chance.random() < 0.6 else anybody
        wanted = Wanted(
            person_id=person,
            starts_at=shift.starts_at + by,
            ends_at=shift.ends_at + by + timedelta(minutes=self.chance.randrange(0, 60)),
            languages=shift.languages,
        )
        move(self.rota.book, shift.id, wanted, now=self._now())

    def _take_off(self) -> None:
        take_off(self.rota.book, self._some()[0].id, now=self._now())

    def _end_now(self) -> None:
        on = [x for held in self._resolved().held.values() for x in held if x.covers(self.clock.at)]
        if on:
            end_now(self.rota.book, self.chance.choice(on).id, now=self._now())

    def _give(self) -> None:
        open_: OpenStretch = self.chance.choice(self._resolved().open)
        give(
            self.rota.book,
            open_.shift_id,
            open_.starts_at,
            person_id=self.chance.choice(self.people),
            languages=self._spoken(),
            now=self._now(),
        )

    def _swap(self) -> None:
        """Asked and approved as always; accepted without the law, which would stop most of these."""
        (given, duty), (other, others_duty) = self._some(), self._some()
        if given.person_id == other.person_id:
            return
        exchange = other.id if self.chance.random() < 0.6 and duty is others_duty else None
        wish = SwapWish(shift_id=given.id, taker_id=other.person_id, other_shift_id=exchange)
        asked = self.rota.swaps.ask(wish, by=given.person_id, now=self._now())
        accepted = replace(asked, state=SwapState.ACCEPTED, taker_languages=self._spoken())
        with self.rota.book.changing(self._now()) as rows:
            assert rows.put_swap(accepted, was=SwapState.ASKED, by=other.person_id)
        with suppress(*_REFUSED):
            self.rota.swaps.approve(asked.id, by=self.supervisor, now=self._now())
            return
        self.rota.swaps.refuse(asked.id, by=self.supervisor, now=self._now())

    def _leave(self) -> None:
        start = self.clock.now() + timedelta(minutes=self.chance.randrange(-600, 30000))
        wish = LeaveWish(
            person_id=self.chance.choice(self.people),
            starts_at=start,
            ends_at=start + timedelta(minutes=self.chance.randrange(60, 5000)),
            kind=self.chance.choice([LeaveKind.ANNUAL, LeaveKind.STUDY]),
        )
        asked = self.rota.leaves.ask(wish, now=self._now())
        if self.chance.random() < 0.8:
            self.rota.leaves.approve(asked.id, by=self.supervisor, now=self._now())

    def _sick(self) -> None:
        person, now = self.chance.choice(self.people), self._now()
        until = now + timedelta(minutes=self.chance.randrange(30, 5000))
        self.rota.leaves.call_in_sick(person, until=until, by=person, now=now)

    def _back_from_leave(self) -> None:
        away = [
            each
            for each in self.rota.book.leaves(ends_after=self.clock.now())
            if each.state is LeaveState.APPROVED
        ]
        if away:
            leave = self.chance.choice(away)
            self.rota.leaves.withdraw(leave.id, by=leave.person_id, now=self._now())
