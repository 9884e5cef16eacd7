"""Who is on shift at an instant, and when that changes next."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from shift_schedule.shift import Shift
from shift_schedule.timetable import Timetable


def on_shift(
    shifts: Iterable[Shift] | Timetable, instant: datetime
) -> Mapping[str, frozenset[str]]:
    """Each person on shift with the languages she answers in. The order of `shifts` never matters.

    Half-open: on shift at the very start, off at the very end. Two shifts of one person that meet
    at `instant` give the later one; overlapping ones (which the store refuses) give both languages.
    A `Timetable` gives the same answer by bisection.
    """
    if isinstance(shifts, Timetable):
        return shifts.at(instant)
    found: dict[str, frozenset[str]] = {}
    for shift in shifts:
        if shift.covers(instant):
            found[shift.person_id] = found.get(shift.person_id, frozenset()) | shift.languages
    return found


def next_change(shifts: Iterable[Shift] | Timetable, instant: datetime) -> datetime | None:
    """The first start or end after `instant`, or None when nothing changes any more.

    An edge at `instant` itself has happened. Where one shift meets the next there is one edge,
    even when the same person goes on in the same languages.
    """
    if isinstance(shifts, Timetable):
        return shifts.next_change(instant)
    edges = (edge for shift in shifts for edge in (shift.starts_at, shift.ends_at))
    return min((edge for edge in edges if edge > instant), default=None)
