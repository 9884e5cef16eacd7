"""Hours of the day, as on a clock in the helpline's zone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """From `begins` until just before `ends`; over midnight when it ends earlier. Equal: the whole day."""

    begins: time
    ends: time

    def covers(self, at: time) -> bool:
        if self.begins < self.ends:
            return self.begins <= at < self.ends
        return at >= self.begins or at < self.ends


def is_open(hours: Iterable[Hours], now: datetime, zone: tzinfo) -> bool:
    """Without any hours it is always open."""
    at = now.astimezone(zone).time()
    all_of_them = tuple(hours)
    return not all_of_them or any(each.covers(at) for each in all_of_them)


def next_end(hours: Iterable[Hours], now: datetime, zone: tzinfo) -> datetime | None:
    """The first instant after `now` at which one of the hours ends, in UTC; None without any.

    An end that a clock change leaves out, or repeats, is taken as the zone's rules say (`fold=0`).
    """
    today = now.astimezone(zone).date()
    days = [today + timedelta(days=ahead) for ahead in range(3)]
    ends = [
        datetime.combine(day, each.ends, tzinfo=zone).astimezone(UTC)
        for each in hours
        for day in days
    ]
    return min((end for end in ends if end > now), default=None)
