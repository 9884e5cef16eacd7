"""A roster to be made, as plain values: days, kinds of shift, people, cover, wishes, fairness.

Hard: whatever a person's `Worker` says. Soft, as cost: cover, wishes, fairness, keeping what was
published. So there always is a roster, however short of people the month.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

Cell = tuple[int, str]  # day from 0, code of a kind
Assigned = Mapping[tuple[str, int], str]  # person and day → code of a kind; a day off is not there


class ProblemError(ValueError):
    """The problem contradicts itself: an unknown code, a day outside, a limit below zero."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of shift, one a day and person. Those in `not_before` may not follow on the next day."""

    code: str
    minutes: int
    not_before: frozenset[str] = frozenset()
    night: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Worker:
    """What one person can work: all of it hard.

    Before and after the days of the problem she is taken to have as long a run, and as many days
    off, as the least ask for. `run_before` are days worked in a row up to the first day: they count
    against the most. `cannot` are cells ruled out by leave, law or the end of the last month.
    """

    id: str
    most_minutes: int
    least_minutes: int = 0
    most: Mapping[str, int] = field(default_factory=dict)
    most_in_row: int = 6
    least_in_row: int = 1
    least_days_off: int = 1
    most_weekends: int | None = None
    run_before: int = 0
    days_off: frozenset[int] = frozenset()
    cannot: frozenset[Cell] = frozenset()
    most_nights_in_row: int | None = None
    days_off_after_nights: int = 0
    most_week_minutes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """`need` people at work in any of `cells`; of `people` alone, when given.

    Each one missing costs `under`, each one more than needed `over`.
    """

    name: str
    cells: frozenset[Cell]
    need: int
    under: int
    over: int = 0
    people: frozenset[str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A wish to work a cell, or not to; `cost` is what it costs to go against it.

    A published shift that should stay is a wish to work it: its cost is the price of a change.
    """

    person_id: str
    cell: Cell
    works: bool
    cost: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """Most less fewest of shifts in `cells` among `people`, each step of which costs `cost`."""

    name: str
    cells: frozenset[Cell]
    people: frozenset[str]
    cost: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """`weekends` are groups of one or two neighbouring days; `weeks` groups for weekly limits.

    Raises ProblemError when the parts do not fit together.
    """

    days: int
    kinds: tuple[Kind, ...]
    workers: tuple[Worker, ...]
    covers: tuple[Cover, ...] = ()
    wishes: tuple[Wish, ...] = ()
    balances: tuple[Balance, ...] = ()
    weekends: tuple[tuple[int, ...], ...] = ()
    weeks: tuple[tuple[int, ...], ...] = ()

    def __post_init__(self) -> None:
        codes = {kind.code for kind in self.kinds}
        people = {worker.id for worker in self.workers}
        if len(codes) < len(self.kinds) or len(people) < len(self.workers):
            raise ProblemError("a kind or a person stands twice")
        if self.days < 1 or any(kind.minutes < 1 for kind in self.kinds):
            raise ProblemError("days and lengths of shifts must be positive")
        if any(not cover.cells for cover in self.covers):
            raise ProblemError("a cover needs a cell that could help")
        cells = [cell for cover in self.covers for cell in cover.cells]
        cells += [wish.cell for wish in self.wishes]
        cells += [cell for balance in self.balances for cell in balance.cells]
        wrong = [c for c in cells if c[1] not in codes or not 0 <= c[0] < self.days]
        if wrong:
            raise ProblemError(f"no such day or kind of shift: {wrong[0]}")
        if any(wish.person_id not in people for wish in self.wishes):
            raise ProblemError("a wish of a person who is not there")
        if any(not 1 <= len(group) <= 2 for group in self.weekends):  # noqa: PLR2004 -- a pair
            raise ProblemError("a weekend has one or two days")

    def kind(self, code: str) -> Kind:
        return next(kind for kind in self.kinds if kind.code == code)

    def may(self, worker: Worker, day: int, code: str) -> bool:
        """Whether nothing rules the cell out by itself."""
        off = day in worker.days_off or (day, code) in worker.cannot
        return not off and worker.most.get(code, self.days) > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A roster that was made: what it costs, below which no roster can be, and how long it took.

    `proven` when the two meet. `steps` tells which part of the search gave which cost, by seconds.
    """

    assigned: Assigned
    cost: int
    bound: int
    seconds: float
    steps: tuple[tuple[str, float, int], ...] = ()

    @property
    def proven(self) -> bool:
        return self.bound >= self.cost
