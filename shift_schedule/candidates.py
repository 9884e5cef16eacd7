"""Who could take an open stretch, best first, and what stops everybody else."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from shift_schedule.hours import Accounting, by_month, hours, monthly_norm
from shift_schedule.law_checks import Facts, Violation, violations, weekly_norm
from shift_schedule.plan import Duty, Leave, LeaveState
from shift_schedule.resolve import OpenReason, OpenStretch
from shift_schedule.shift import Shift
from shift_schedule.wall_time import local_day

_TRIED = "the open stretch"


class Obstacle(StrEnum):
    """What stops a person; the words stand in the catalogues."""

    SHIFT_THERE = "shift_there"
    ON_LEAVE = "on_leave"
    LANGUAGE = "language"
    DUTY = "duty"
    LAW = "law"


@dataclass(frozen=True, slots=True, kw_only=True)
class Against:
    """One thing that stops a person; `violation` says which rule of the law, and by how much."""

    obstacle: Obstacle
    violation: Violation | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Colleague:
    """A person who can be put on the rota: what she may do and in which languages."""

    facts: Facts
    languages: frozenset[str]
    duties: frozenset[Duty] = frozenset({Duty.LINE})

    @property
    def id(self) -> str:
        return self.facts.person_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """`against` is empty when she may take it. `room` is what her month's norm still leaves her."""

    person_id: str
    against: tuple[Against, ...]
    room: timedelta
    nights: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Rota:
    """What candidates are judged by: everybody's duties of whole months, leave, how hours count."""

    shifts: Sequence[Shift]
    accounting: Accounting
    leaves: Sequence[Leave] = ()
    _by_person: Mapping[str, list[Shift]] = field(init=False)

    def __post_init__(self) -> None:
        found: dict[str, list[Shift]] = {}
        for shift in self.shifts:
            found.setdefault(shift.person_id, []).append(shift)
        object.__setattr__(self, "_by_person", found)

    def of(self, person_id: str) -> list[Shift]:
        return self._by_person.get(person_id, [])


def as_open(shift: Shift, duty: Duty) -> OpenStretch:
    """A held shift as if it were open: to ask who could take it in a swap.

    For an exchange, leave the shift that is given in return out of the taker's in the `Rota`.
    """
    return OpenStretch(
        shift_id=shift.id,
        duty=duty,
        starts_at=shift.starts_at,
        ends_at=shift.ends_at,
        languages=shift.languages,
        reason=OpenReason.UNASSIGNED,
        absent_id=shift.person_id,
    )


def candidates(stretch: OpenStretch, people: Iterable[Colleague], rota: Rota) -> list[Candidate]:
    """Everybody but whoever is absent there: those who may first, then those whom least stops.

    Among equals the most room in the month's norm, the fewest nights, the lower id: hours and
    nights even out by themselves.
    """
    found = [_judged(stretch, each, rota) for each in people if each.id != stretch.absent_id]
    return sorted(
        found, key=lambda each: (len(each.against), -each.room, each.nights, each.person_id)
    )


def obstacles(stretch: OpenStretch, person: Colleague, rota: Rota) -> tuple[Against, ...]:
    """All that stops `person`, each reason once; the same answer for a swap's taker."""
    found = []
    mine = rota.of(person.id)
    if any(_meets(stretch, shift.starts_at, shift.ends_at) for shift in mine):
        found.append(Against(obstacle=Obstacle.SHIFT_THERE))
    if any(_on_leave(stretch, leave) for leave in rota.leaves if leave.person_id == person.id):
        found.append(Against(obstacle=Obstacle.ON_LEAVE))
    if stretch.languages and not stretch.languages & person.languages:
        found.append(Against(obstacle=Obstacle.LANGUAGE))
    if stretch.duty not in person.duties:
        found.append(Against(obstacle=Obstacle.DUTY))
    if not found:
        broken = _newly_broken(stretch, person, mine, rota.accounting)
        found = [Against(obstacle=Obstacle.LAW, violation=each) for each in broken]
    return tuple(found)


def _judged(stretch: OpenStretch, person: Colleague, rota: Rota) -> Candidate:
    mine, by = rota.of(person.id), rota.accounting
    day = local_day(stretch.starts_at, by.zone)
    this_month = by_month(mine, by.zone).get((day.year, day.month), [])
    norm = monthly_norm(day.year, day.month, weekly_norm(person.facts, by.law), by.calendar)
    return Candidate(
        person_id=person.id,
        against=obstacles(stretch, person, rota),
        room=norm - hours(this_month, by).paid,
        nights=sum(bool(by.night_hours(each.starts_at, each.ends_at)) for each in this_month),
    )


def _newly_broken(
    stretch: OpenStretch, person: Colleague, mine: list[Shift], accounting: Accounting
) -> list[Violation]:
    """What the law says of her shifts with this one and did not say without it."""
    tried = Shift(
        id=_TRIED,
        person_id=person.id,
        starts_at=stretch.starts_at,
        ends_at=stretch.ends_at,
        languages=person.languages,
    )
    before = Counter(each.rule for each in violations(person.facts, mine, accounting))
    after = violations(person.facts, [*mine, tried], accounting)
    counted = Counter(each.rule for each in after)
    more = {rule for rule, number in counted.items() if number > before[rule]}
    found = {each.rule: each for each in after if each.rule in more and _TRIED in each.shift_ids}
    return [found[rule] for rule in sorted(found)]


def _meets(stretch: OpenStretch, starts_at: datetime, ends_at: datetime) -> bool:
    return stretch.starts_at < ends_at and starts_at < stretch.ends_at


def _on_leave(stretch: OpenStretch, leave: Leave) -> bool:
    approved = leave.state is LeaveState.APPROVED
    return approved and _meets(stretch, leave.starts_at, leave.ends_at)
