"""An instance of the second nurse rostering competition as plain values, with its weekly plans.

Days of a week are counted from 0, Monday; a file of the competition covers one week.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
ANY = "Any"  # in a request: whatever the shift
NONE = "None"  # in a history: off on the last day

Need = tuple[int, str, str]  # day, shift type, skill


class FormatError(ValueError):
    """A file is not of the competition's form, or files do not belong together."""


@dataclass(frozen=True, slots=True)
class Bounds:
    least: int
    most: int

    def __post_init__(self) -> None:
        if not 0 <= self.least <= self.most:
            raise FormatError(f"the bounds ({self.least},{self.most}) hold nothing")


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftType:
    """Those in `not_next` may not follow it on the next day."""

    name: str
    in_row: Bounds
    not_next: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contract:
    """`total` and `most_weekends` are of the whole period."""

    name: str
    total: Bounds
    in_row: Bounds
    off_in_row: Bounds
    most_weekends: int
    whole_weekends: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Nurse:
    name: str
    contract: Contract
    skills: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    name: str
    weeks: int
    skills: tuple[str, ...]
    shift_types: tuple[ShiftType, ...]
    nurses: tuple[Nurse, ...]

    def __post_init__(self) -> None:
        shifts = [each.name for each in self.shift_types]
        _once("shift type", shifts)
        _once("nurse", [each.name for each in self.nurses])
        _known("shift type", (name for each in self.shift_types for name in each.not_next), shifts)
        _known("skill", (skill for each in self.nurses for skill in each.skills), self.skills)


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What a nurse brings along; `last` is the shift type of the last day, None when it was off."""

    nurse: str
    total: int
    weekends: int
    last: str | None
    in_row_of_last: int
    in_row: int
    off_in_row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """`week` counts the weeks of the period that are over."""

    scenario: str
    week: int
    pasts: tuple[Past, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    nurse: str
    day: int
    shift: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """`needs` says the minimum and the optimum of each need; `off` what nurses ask not to work."""

    scenario: str
    needs: Mapping[Need, Bounds]
    off: tuple[Request, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    nurse: str
    day: int
    shift: str
    skill: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    scenario: str
    week: int
    assignments: tuple[Assignment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Weeks in order with a plan for each. Raises FormatError when they do not fit together."""

    scenario: Scenario
    history: History
    weeks: tuple[Week, ...]
    plans: tuple[Plan, ...]

    def __post_init__(self) -> None:
        of = self.scenario
        _known("scenario", (each.scenario for each in self._files()), [of.name])
        if not self.weeks or len(self.weeks) != len(self.plans):
            raise FormatError(f"{len(self.weeks)} weeks, but {len(self.plans)} plans")
        first, after = self.history.week, self.history.week + len(self.weeks)
        if after > of.weeks:
            raise FormatError(f"{after} weeks, but the period of {of.name} has {of.weeks}")
        if [plan.week for plan in self.plans] != [*range(first, after)]:
            raise FormatError(f"the plans must be of the weeks {first} to {after - 1}, in order")
        nurses = [each.name for each in of.nurses]
        if sorted(past.nurse for past in self.history.pasts) != sorted(nurses):
            raise FormatError("the history must name every nurse once")
        shifts = [each.name for each in of.shift_types]
        requests = [each for week in self.weeks for each in week.off]
        assigned = [each for plan in self.plans for each in plan.assignments]
        needs = [need for week in self.weeks for need in week.needs]
        _known("nurse", (each.nurse for each in requests), nurses)
        _known("nurse", (each.nurse for each in assigned), nurses)
        _known("shift type", (past.last for past in self.history.pasts if past.last), shifts)
        _known("shift type", (each.shift for each in requests), [*shifts, ANY])
        _known("shift type", (each.shift for each in assigned), shifts)
        _known("shift type", (shift for _, shift, _ in needs), shifts)
        _known("skill", (each.skill for each in assigned), of.skills)
        _known("skill", (skill for _, _, skill in needs), of.skills)

    def _files(self) -> Iterable[History | Week | Plan]:
        return (self.history, *self.weeks, *self.plans)

    @property
    def ends(self) -> bool:
        """Whether the last of these weeks is the last of the whole period."""
        return self.history.week + len(self.weeks) == self.scenario.weeks


def day_of(word: str) -> int:
    """The day of `Monday` or `Mon`. Raises FormatError for any other word."""
    for day, name in enumerate(WEEKDAYS):
        if word in (name, name[:3]):
            return day
    raise FormatError(f"no such day: {word!r}")


def _known(what: str, names: Iterable[str], known: Iterable[str]) -> None:
    unknown = sorted(set(names) - set(known))
    if unknown:
        raise FormatError(f"no such {what}: {', '.join(unknown)}")


def _once(what: str, names: list[str]) -> None:
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise FormatError(f"a {what} stands twice: {', '.join(twice)}")
