"""Local wall time to instants: clock changes are decided here and nowhere else."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_SECOND = timedelta(seconds=1)


def instant_of(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The first instant, in UTC, at which the clocks of `zone` have reached `at` on `day`.

    A time that happens twice (clocks set back) gives the first of the two; one that never happens
    (clocks set forward) gives the instant of the change. So a later wall time never gives an
    earlier instant, and shifts that meet on the clock meet in time: no gap, no overlap.
    """
    first = datetime.combine(day, at, zone)
    instant = first.astimezone(UTC)
    if instant.astimezone(zone).replace(tzinfo=None) == first.replace(tzinfo=None):
        return instant
    return _change_between(first.replace(fold=1).astimezone(UTC), instant, zone)


def _change_between(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """The change of offset in `(before, after]`, to the second: zone data knows nothing finer."""
    offset = after.astimezone(zone).utcoffset()
    while after - before > _SECOND:
        middle = before + timedelta(seconds=(after - before) // _SECOND // 2)
        if middle.astimezone(zone).utcoffset() == offset:
            after = middle
        else:
            before = middle
    return after


def local_day(instant: datetime, zone: ZoneInfo) -> date:
    """The calendar day on which `instant` falls in `zone`."""
    return instant.astimezone(zone).date()


def day_bounds(day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """The local day as `[start, end)` in UTC: 24 hours but for days of a clock change."""
    midnight = time()
    return instant_of(day, midnight, zone), instant_of(day + timedelta(days=1), midnight, zone)
