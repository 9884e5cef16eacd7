"""The segment table: who is on between one change and the next, read by bisection."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from operator import attrgetter
from types import MappingProxyType

from shift_schedule.shift import Shift

_NOBODY: Mapping[str, frozenset[str]] = MappingProxyType({})


class Timetable:
    """Shifts ready to be asked at any instant; built anew whenever the rota changes.

    Built in one pass over the sorted edges; an answer costs one bisection, whatever the number of
    years and people. Equal to `on_shift` and `next_change` over the same shifts.
    """

    __slots__ = ("_by_person", "_edges", "_segments")

    def __init__(self, shifts: Iterable[Shift]) -> None:
        every = list(shifts)
        self._edges, self._segments = _sweep(every)
        by_person: dict[str, list[Shift]] = defaultdict(list)
        for shift in every:
            by_person[shift.person_id].append(shift)
        for mine in by_person.values():
            for name in ("id", "ends_at", "starts_at"):  # each keeps the order of the one before
                mine.sort(key=attrgetter(name))
        self._by_person = dict(by_person)  # to be asked for a stranger must not add her

    def at(self, instant: datetime) -> Mapping[str, frozenset[str]]:
        """Each person on shift with her languages. Half-open: on at the start, off at the very end."""
        if instant.tzinfo is not UTC:  # one zone on both sides: comparing two is ten times slower
            instant = instant.astimezone(UTC)
        found = bisect_right(self._edges, instant)
        return self._segments[found - 1] if found else _NOBODY

    def next_change(self, instant: datetime) -> datetime | None:
        """The first start or end after `instant`; None when nothing changes any more."""
        found = bisect_right(self._edges, instant.astimezone(UTC))
        return self._edges[found] if found < len(self._edges) else None

    def changes(self, start: datetime, end: datetime) -> list[datetime]:
        """Every start and end in `[start, end)`, each once, in order."""
        edges = self._edges
        return edges[bisect_left(edges, start) : bisect_left(edges, end)]

    def of(self, person_id: str, start: datetime, end: datetime) -> list[Shift]:
        """A person's shifts that touch `[start, end)`, by start."""
        mine = self._by_person.get(person_id, ())
        return [shift for shift in mine if shift.starts_at < end and start < shift.ends_at]

    def next_shift(self, person_id: str, now: datetime) -> Shift | None:
        """A person's first shift that starts after `now`; the one she is in has begun."""
        mine = self._by_person.get(person_id, ())
        return next((shift for shift in mine if shift.starts_at > now), None)

    @property
    def people(self) -> frozenset[str]:
        return frozenset(self._by_person)


def _sweep(shifts: list[Shift]) -> tuple[list[datetime], list[Mapping[str, frozenset[str]]]]:
    starting: dict[datetime, list[Shift]] = defaultdict(list)
    ending: dict[datetime, list[Shift]] = defaultdict(list)
    for shift in shifts:
        starting[_in_utc(shift.starts_at)].append(shift)
        ending[_in_utc(shift.ends_at)].append(shift)
    edges = sorted(starting.keys() | ending.keys())
    held: dict[str, list[frozenset[str]]] = defaultdict(list)
    on: dict[str, frozenset[str]] = {}
    segments: list[Mapping[str, frozenset[str]]] = []
    for edge in edges:
        gone, come = ending.get(edge, ()), starting.get(edge, ())
        for shift in gone:
            held[shift.person_id].remove(shift.languages)
        for shift in come:
            held[shift.person_id].append(shift.languages)
        for shift in (*gone, *come):
            _mark(on, shift.person_id, held[shift.person_id])
        segments.append(MappingProxyType(on.copy()))
    return edges, segments


def _mark(on: dict[str, frozenset[str]], person_id: str, languages: list[frozenset[str]]) -> None:
    if len(languages) == 1:
        on[person_id] = languages[0]
    elif languages:
        on[person_id] = frozenset[str]().union(*languages)
    else:
        on.pop(person_id, None)


def _in_utc(instant: datetime) -> datetime:
    return instant if instant.tzinfo is UTC else instant.astimezone(UTC)
