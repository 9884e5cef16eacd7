"""The segment table: who is on between one change and the next, read by bisection."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
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
        ordered = sorted(shifts, key=lambda each: (each.starts_at, each.ends_at, each.id))
        self._edges, self._segments = _sweep(ordered)
        by_person: dict[str, list[Shift]] = {}
        for shift in ordered:
            by_person.setdefault(shift.person_id, []).append(shift)
        self._by_person = by_person

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
    starting: dict[datetime, list[Shift]] = {}
    ending: dict[datetime, list[Shift]] = {}
    for shift in shifts:
        starting.setdefault(shift.starts_at.astimezone(UTC), []).append(shift)
        ending.setdefault(shift.ends_at.astimezone(UTC), []).append(shift)
    edges = sorted(starting.keys() | ending.keys())
    on: dict[str, list[frozenset[str]]] = {}
    segments: list[Mapping[str, frozenset[str]]] = []
    for edge in edges:
        for shift in ending.get(edge, ()):
            on[shift.person_id].remove(shift.languages)
            if not on[shift.person_id]:
                del on[shift.person_id]
        for shift in starting.get(edge, ()):
            on.setdefault(shift.person_id, []).append(shift.languages)
        segments.append(MappingProxyType({who: _together(each) for who, each in on.items()}))
    return edges, segments


def _together(languages: list[frozenset[str]]) -> frozenset[str]:
    return languages[0] if len(languages) == 1 else frozenset[str]().union(*languages)
