"""A calendar that is brought in: its events of the coming months as stretches of time, repeats included."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import recurring_ical_events
from icalendar import Calendar

from shift_schedule.wall_time import instant_of

AHEAD = timedelta(days=180)
_MOST = 1000
_TOO_OFTEN = frozenset({"SECONDLY", "MINUTELY", "HOURLY"})


class CalendarError(ValueError):
    """Not a calendar, or one that cannot be meant: nothing of it was taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """`whole_days` when the calendar names days and no times: they are those of the helpline's zone."""

    key: str  # the same when the same calendar is brought in again
    starts_at: datetime
    ends_at: datetime
    whole_days: bool


def stretches(text: bytes, *, now: datetime, zone: ZoneInfo) -> list[Stretch]:
    """Those that begin from `now` on, by start. Cancelled events are left out. Raises CalendarError."""
    try:
        calendar = Calendar.from_ical(text)
        _refuse_floods(calendar)
        events = recurring_ical_events.of(calendar).between(now, now + AHEAD)
    except CalendarError:
        raise
    except Exception as fault:
        # Whatever a foreign file makes the readers raise: it is no calendar of ours.
        raise CalendarError("This is not a calendar.") from fault
    if len(events) > _MOST:
        raise CalendarError("The calendar has more than 1000 events in half a year.")
    found = [_stretch(event, zone) for event in events if str(event.get("STATUS")) != "CANCELLED"]
    ahead = [each for each in found if each.starts_at >= now and each.starts_at < each.ends_at]
    return sorted(ahead, key=lambda each: (each.starts_at, each.key))


def _refuse_floods(calendar: Calendar) -> None:
    """A rule that repeats every second would never end."""
    if calendar.name != "VCALENDAR":
        raise CalendarError("This is not a calendar.")
    for event in calendar.walk("VEVENT"):
        rules = event.get("RRULE", [])
        for rule in rules if isinstance(rules, list) else [rules]:
            if _TOO_OFTEN & {str(each).upper() for each in rule.get("FREQ", [])}:
                raise CalendarError("An event of the calendar repeats more than once a day.")


def _stretch(event: object, zone: ZoneInfo) -> Stretch:
    start, end = event.start, event.end  # type: ignore[attr-defined]  # the reader's own kind
    whole = not isinstance(start, datetime)
    starts_at, ends_at = _instant(start, zone), _instant(end, zone)
    uid = event.get("UID")  # type: ignore[attr-defined]
    key = hashlib.sha256(f"{uid}|{starts_at.isoformat()}".encode()).hexdigest()[:32]
    return Stretch(key=key, starts_at=starts_at, ends_at=ends_at, whole_days=whole)


def _instant(at: date | datetime, zone: ZoneInfo) -> datetime:
    """Days begin at the helpline's midnight; a time without a zone is the helpline's wall time."""
    if not isinstance(at, datetime):
        return instant_of(at, time(), zone)
    return instant_of(at.date(), at.time(), zone) if at.tzinfo is None else at
