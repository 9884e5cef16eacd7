"""A month of the helpline: what is known before its roster is made, and its roster as rows."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from helpline.rota.making.problem import Assigned, Cell
from shift_schedule.candidates import Colleague
from shift_schedule.hours import Accounting
from shift_schedule.law import Rule
from shift_schedule.need import Need
from shift_schedule.pattern import ShiftType
from shift_schedule.plan import Duty, Leave, LeaveState, PlannedShift
from shift_schedule.shift import Shift

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """The house's own rules, stricter than the law, and what the soft ones cost.

    Shortage costs by half-hour and person; a night or weekend day of difference, a wish refused and
    a published shift changed cost far less, so that cover always comes first.
    """

    most_in_row: int = 5
    most_nights_in_row: int = 3
    days_off_after_nights: int = 2
    most_week: timedelta = timedelta(hours=52)
    night_from: timedelta = timedelta(hours=3)
    short_in_all: int = 40
    short_in_language: int = 40
    night_apart: int = 4
    weekend_apart: int = 3
    change: int = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A wish of a person: to work that kind on that day, or not to; of no kind, to have the day off."""

    person_id: str
    day: date
    code: str | None = None
    works: bool = False
    weight: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """What is known before: the days (`first` to `last`, both in), who there is, what is needed.

    `around` are duties outside the month, for the rest at its edges; `published` the rows that
    should stay where they can; `leaves` decided or not: only approved ones count; `fixed` are people
    who work by a pattern of their own and are not planned further.
    """

    first: date
    last: date
    people: Sequence[Colleague]
    types: Sequence[ShiftType]
    needs: Sequence[Need]
    accounting: Accounting
    leaves: Sequence[Leave] = ()
    around: Sequence[Shift] = ()
    asked: Sequence[Asked] = ()
    published: Sequence[PlannedShift] = ()
    fixed: Set[str] = frozenset()
    house: House = field(default_factory=House)

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def span(self, cell: Cell) -> tuple[datetime, datetime]:
        """The instants of a cell."""
        kind = next(each for each in self.types if each.code == cell[1])
        return kind.on(self.first + cell[0] * DAY, self.accounting.zone)

    def cells(self) -> Iterator[Cell]:
        for day in range(self.days):
            for each in self.types:
                yield day, each.code


def stops_of(month: Month) -> dict[str, dict[Cell, str]]:
    """By person, the cells ruled out before anything is planned, each with why.

    `pattern` (she works by one of her own), `leave`, `night` (forbidden, or consent is missing),
    `rest` (too near another duty of hers).
    """
    law = month.accounting.law
    rest = law[Rule.REST_BETWEEN_SHIFTS].limit
    found: dict[str, dict[Cell, str]] = {}
    for person in month.people:
        facts = person.facts
        no_nights = facts.no_nights or (facts.nights_need_consent and not facts.night_consent)
        away = [each for each in month.leaves if is_away(each, person.id)]
        near = [each for each in month.around if each.person_id == person.id]
        mine: dict[Cell, str] = {}
        for cell in month.cells():
            start, end = month.span(cell)
            if person.id in month.fixed:
                mine[cell] = "pattern"
            elif any(each.starts_at < end and start < each.ends_at for each in away):
                mine[cell] = "leave"
            elif no_nights and month.accounting.night_hours(start, end):
                mine[cell] = "night"
            elif any(each.starts_at < end + rest and start < each.ends_at + rest for each in near):
                mine[cell] = "rest"
        found[person.id] = mine
    return found


def rows_of(
    month: Month, assigned: Assigned, *, roster_id: str, now: datetime
) -> list[PlannedShift]:
    """The roster as rows of the rota, by start; ids are made of roster, day and person."""
    languages = {person.id: person.languages for person in month.people}
    rows = []
    for (person_id, day), code in assigned.items():
        starts_at, ends_at = month.span((day, code))
        rows.append(
            PlannedShift(
                id=f"{roster_id}:{(month.first + day * DAY).isoformat()}:{person_id}",
                roster_id=roster_id,
                person_id=person_id,
                duty=Duty.LINE,
                starts_at=starts_at,
                ends_at=ends_at,
                languages=languages[person_id],
                added_at=now,
            )
        )
    return sorted(rows, key=lambda row: (row.starts_at, row.id))


def is_away(leave: Leave, person_id: str) -> bool:
    """Whether the leave is hers and approved."""
    return leave.person_id == person_id and leave.state is LeaveState.APPROVED
