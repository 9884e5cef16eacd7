"""Rosters: made as drafts, looked at, published, restored; a published one is replaced, never edited."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from helpline.rota.change import change
from helpline.rota.ports import NotThere, RotaBook
from helpline.rota.staff import Judge
from helpline.rota.watch_cover import NeedBook
from shift_schedule.cover import Shortage, shortages
from shift_schedule.law_checks import ShortNotice, Violation, short_notice, violations
from shift_schedule.plan import Duty, Plan, PlannedShift, Roster, RosterState
from shift_schedule.resolve import resolve
from shift_schedule.shift import Shift
from shift_schedule.wall_time import day_bounds


class RosterError(ValueError):
    """Not possible in the roster's state, or without what it needs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterDraft:
    """A roster with what is known of its making.

    `solving` is JSON: progress, kinds, cost, bound. `explained` too: each open hour, as `making/tell.py`
    tells it; it is long, and lists of rosters go without it.
    """

    roster: Roster
    first_day: date
    last_day: date
    made_at: datetime
    made_by: str | None = None
    published_by: str | None = None
    reason: str | None = None
    restores_id: str | None = None
    solving: Mapping[str, Any] = field(default_factory=dict)
    explained: Sequence[Mapping[str, Any]] = ()

    @property
    def id(self) -> str:
        return self.roster.id


class RosterBook(Protocol):
    def all(self) -> list[RosterDraft]:
        """Newest first, without the one of single shifts; nothing is explained."""

    def one(self, roster_id: str) -> RosterDraft | None: ...
    def rows(self, roster_id: str) -> list[PlannedShift]:
        """As they were made, by start."""

    def add(self, draft: RosterDraft) -> RosterDraft:
        """With the next version of its period, whoever else adds one at the same time."""

    def waiting(self) -> list[RosterDraft]:
        """To be made or being made, oldest first."""

    def note(self, roster_id: str, *, state: RosterState, **solving: Any) -> bool:
        """Puts what is known of its making beside the rest; False when it is no longer being made."""

    def explain(self, roster_id: str, told: Sequence[Mapping[str, Any]]) -> None: ...
    def put_rows(self, roster_id: str, rows: Sequence[PlannedShift]) -> None:
        """In place of those it had; never of a published one."""

    def put_reason(self, roster_id: str, *, by: str, reason: str | None) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What publishing it would mean: too few people, law broken, told too late."""

    short: Sequence[Shortage]
    broken: Sequence[Violation]
    notice: ShortNotice | None

    @property
    def needs_reason(self) -> bool:
        return bool(self.short or self.broken or self.notice)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rosters:
    book: RosterBook
    rota: RotaBook
    judge: Judge
    needs: NeedBook
    zone: ZoneInfo

    def start(
        self,
        first: date,
        last: date,
        *,
        seconds: int,
        by: str | None,
        now: datetime,
        propose: bool = False,
    ) -> RosterDraft:
        """Waits to be made; the jobs process starts it. Raises RosterError for days that are over.

        With `propose` other kinds of shift may be used than the house has.
        """
        start, end = day_bounds(first, self.zone)[0], day_bounds(last, self.zone)[1]
        if end <= now or last < first:
            raise RosterError("These days are over.")
        roster = _draft(first, last, max(start, now), RosterState.SOLVING)
        return self.book.add(
            RosterDraft(
                roster=roster,
                first_day=first,
                last_day=last,
                made_at=now,
                made_by=by,
                solving={"seconds": seconds, "propose": propose},
            )
        )

    def cancel(self, roster_id: str) -> None:
        """Raises RosterError when it is not being made."""
        draft = self._one(roster_id)
        if draft.roster.state is not RosterState.SOLVING:
            raise RosterError("This roster is not being made.")
        self.book.note(roster_id, state=RosterState.DRAFT, cancelled=True)

    def restore(self, roster_id: str, *, by: str, now: datetime) -> RosterDraft:
        """The same shifts as a new version to look at; what has begun stays as it was."""
        old = self._one(roster_id)
        start = day_bounds(old.first_day, self.zone)[0]
        roster = _draft(old.first_day, old.last_day, max(start, now), RosterState.REVIEW)
        made = self.book.add(
            replace(
                old,
                roster=roster,
                made_at=now,
                made_by=by,
                published_by=None,
                reason=None,
                restores_id=roster_id,
            )
        )
        rows = [
            replace(row, id=uuid.uuid4().hex, roster_id=made.id, added_at=now, closed_at=None)
            for row in self.book.rows(roster_id)
        ]
        self.book.put_rows(made.id, rows)
        return made

    def review(self, roster_id: str, *, now: datetime) -> Review:
        """As if it were published now."""
        draft = self._one(roster_id)
        published = _published(draft.roster, now)
        start, end = self._span(draft)
        start = max(start, now)
        if end <= start:
            return Review(short=(), broken=(), notice=None)
        held = self._held_with(draft, published, start, end)
        resolved = resolve(held)
        short = shortages(resolved, self.needs.needs(start, end), now=now)
        mine = resolved.held[Duty.LINE]
        accounting = self.judge.accounting(draft.first_day)
        return Review(
            short=short,
            broken=[x for x in self._broken(mine, draft) if x.ends_at > start],
            notice=short_notice(published, accounting),
        )

    def publish(self, roster_id: str, *, by: str, reason: str | None, now: datetime) -> RosterDraft:
        """In force from now on. Raises RosterError without a reason where one is owed, ShiftsOverlap."""
        draft = self._one(roster_id)
        if draft.roster.state is not RosterState.REVIEW:
            raise RosterError("Only a roster that is ready to be looked at can be published.")
        if self.review(roster_id, now=now).needs_reason and not reason:
            raise RosterError("This roster needs a reason to be published.")
        start, end = self._span(draft)
        if end <= now:
            raise RosterError("These days are over.")
        with change(self.rota, start, end, now=now) as rows:
            rows.put_in_force(_published(draft.roster, now))
        self.book.put_reason(roster_id, by=by, reason=reason or None)
        return self._one(roster_id)

    def _one(self, roster_id: str) -> RosterDraft:
        found = self.book.one(roster_id)
        if found is None:
            raise NotThere(roster_id)
        return found

    def _span(self, draft: RosterDraft) -> tuple[datetime, datetime]:
        return day_bounds(draft.first_day, self.zone)[0], day_bounds(draft.last_day, self.zone)[1]

    def _held_with(
        self, draft: RosterDraft, published: Roster, start: datetime, end: datetime
    ) -> Plan:
        """What is in force, and this version, which takes the place of the earlier ones of its period."""
        plan = self.rota.plan(start, end)
        return replace(
            plan,
            rosters=(*plan.rosters, published),
            shifts=(*plan.shifts, *self.book.rows(draft.id)),
        )

    def _broken(self, held: Sequence[Shift], draft: RosterDraft) -> list[Violation]:
        accounting = self.judge.accounting(draft.first_day)
        return [
            found
            for person in self.judge.staff.colleagues()
            for found in violations(person.facts, held, accounting)
        ]


def _draft(first: date, last: date, effective_from: datetime, state: RosterState) -> Roster:
    """The month it is of names its period; other days are a period of their own."""
    whole = first.day == 1 and (last.year, last.month) == (first.year, first.month)
    period = f"{first:%Y-%m}" if whole else f"{first.isoformat()}..{last.isoformat()}"
    return Roster(
        id=uuid.uuid4().hex[:16],  # rows are named after roster, day and person: 60 signs in all
        period=period,
        version=1,
        state=state,
        effective_from=effective_from,
    )


def _published(roster: Roster, now: datetime) -> Roster:
    return replace(
        roster,
        state=RosterState.PUBLISHED,
        published_at=now,
        effective_from=max(roster.effective_from, now),
    )
