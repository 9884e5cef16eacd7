"""The rota as rows: rosters and their versions, shifts that are superseded and never edited, leave, swaps."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from shift_schedule.shift import ShiftError
from shift_schedule.swap import Swap


class PlanError(ValueError):
    """The rows do not fit together: an id twice, or one that points nowhere."""


class Duty(StrEnum):
    """What a person on duty is there for."""

    LINE = "line"  # answers in a browser
    SENIOR = "senior"  # leads the shift and takes escalations
    ON_CALL = "on_call"  # the tier that answers by telephone when nobody on shift can


class RosterState(StrEnum):
    """A roster's way; only a published one is anybody's duty."""

    DRAFT = "draft"
    SOLVING = "solving"
    REVIEW = "review"
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """One version of the plan of one period (`period` names it, such as a month).

    Published at `published_at`, in force for shifts that start at `effective_from` or later: shifts
    before that stay with the version that was in force then, so history does not change.
    """

    id: str
    period: str
    version: int
    state: RosterState
    effective_from: datetime
    published_at: datetime | None = None

    def __post_init__(self) -> None:
        if (self.state is RosterState.PUBLISHED) != (self.published_at is not None):
            raise PlanError("a roster has an instant of publication exactly when it is published")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedShift:
    """A row of a roster: duty over `[starts_at, ends_at)`; `person_id` None is an open shift.

    `languages` are those the person answers in, of an open shift those asked for. A change never
    edits a row: it adds one with `supersedes_id`, or closes it with `closed_at`.
    Raises ShiftError as `Shift` does.
    """

    id: str
    roster_id: str
    person_id: str | None
    duty: Duty
    starts_at: datetime
    ends_at: datetime
    languages: frozenset[str]
    added_at: datetime
    supersedes_id: str | None = None
    closed_at: datetime | None = None

    def __post_init__(self) -> None:
        if self.starts_at.tzinfo is None or self.ends_at.tzinfo is None:
            raise ShiftError("a shift needs aware instants")
        if self.starts_at >= self.ends_at:
            raise ShiftError("a shift must end after it starts")


class LeaveKind(StrEnum):
    ANNUAL = "annual"
    SICK = "sick"
    STUDY = "study"
    UNPAID = "unpaid"
    OTHER = "other"


class LeaveState(StrEnum):
    """Only approved leave takes anybody off the rota; a sick call is approved as it is made."""

    ASKED = "asked"
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Leave:
    """`person_id` is away over `[starts_at, ends_at)`.

    `withdrawn_at` is when leave that had been approved was taken back. Raises ShiftError when the
    stretch is empty or naive, PlanError when approved leave has no instant of the decision.
    """

    id: str
    person_id: str
    starts_at: datetime
    ends_at: datetime
    kind: LeaveKind
    state: LeaveState
    decided_at: datetime | None = None
    withdrawn_at: datetime | None = None

    def __post_init__(self) -> None:
        if self.state is LeaveState.APPROVED and self.decided_at is None:
            raise PlanError("approved leave needs the instant of its decision")
        if self.starts_at.tzinfo is None or self.ends_at.tzinfo is None:
            raise ShiftError("leave needs aware instants")
        if self.starts_at >= self.ends_at:
            raise ShiftError("leave must end after it starts")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """All rows of the rota. Raises PlanError when an id stands twice or points nowhere."""

    rosters: tuple[Roster, ...] = ()
    shifts: tuple[PlannedShift, ...] = ()
    leaves: tuple[Leave, ...] = ()
    swaps: tuple[Swap, ...] = ()

    def __post_init__(self) -> None:
        for rows in (self.rosters, self.shifts, self.leaves, self.swaps):
            if len({row.id for row in rows}) < len(rows):
                raise PlanError("two rows of a plan have the same id")
        versions = {(row.period, row.version) for row in self.rosters}
        if len(versions) < len(self.rosters):
            raise PlanError("two rosters have the same period and version")
        rosters = {row.id for row in self.rosters}
        if any(row.roster_id not in rosters for row in self.shifts):
            raise PlanError("a shift belongs to a roster that is not there")
        self._check_links()

    def _check_links(self) -> None:
        shifts = {row.id for row in self.shifts}
        shifts_or_none = shifts | {None}  # made once: a plan of five years has many rows
        if any(row.supersedes_id not in shifts_or_none for row in self.shifts):
            raise PlanError("a shift supersedes one that is not there")
        if any(row.shift_id not in shifts for row in self.swaps):
            raise PlanError("a swap is about a shift that is not there")
        if any(row.other_shift_id not in shifts_or_none for row in self.swaps):
            raise PlanError("a swap is about a shift that is not there")


def as_known(plan: Plan, at: datetime) -> Plan:
    """The plan as it stood at `at`: what was added, published and decided until then, and no later.

    So "who was planned at the time" is answered by the same code as "who is on now".
    """
    shifts = tuple(
        row if row.closed_at is None or row.closed_at <= at else replace(row, closed_at=None)
        for row in plan.shifts
        if row.added_at <= at
    )
    known = {row.id for row in shifts}
    known_or_none = known | {None}
    return Plan(
        rosters=tuple(_roster_at(row, at) for row in plan.rosters),
        shifts=shifts,
        leaves=tuple(
            _leave_at(row, at) for row in plan.leaves if row.decided_at and row.decided_at <= at
        ),
        swaps=tuple(
            row
            for row in plan.swaps
            if row.decided_at and row.decided_at <= at
            if row.shift_id in known and row.other_shift_id in known_or_none
        ),
    )


def _roster_at(roster: Roster, at: datetime) -> Roster:
    if roster.published_at is None or roster.published_at <= at:
        return roster
    return replace(roster, state=RosterState.REVIEW, published_at=None)


def _leave_at(leave: Leave, at: datetime) -> Leave:
    if leave.withdrawn_at is None or leave.withdrawn_at <= at:
        return leave
    return replace(leave, state=LeaveState.APPROVED, withdrawn_at=None)
