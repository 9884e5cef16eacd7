"""One sample person's duty in Almaty, by local wall time, for the rules about people."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from shift_schedule.hours import Accounting, Calendar
from shift_schedule.law import KAZAKHSTAN, Article, law_on
from shift_schedule.shift import Shift

ALMATY = ZoneInfo("Asia/Almaty")
H = timedelta(hours=1)


def at(day: int, hour: float, *, month: int = 3, year: int = 2026) -> datetime:
    """A local time in March 2026 (Sunday the 1st) unless said otherwise; hours may pass 24."""
    return (datetime(year, month, day, tzinfo=ALMATY) + hour * H).astimezone(UTC)


def duty(day: int, start: float, end: float, *, who: str = "ana", month: int = 3) -> Shift:
    return Shift(
        id=f"{who}-{month}-{day}-{start}",
        person_id=who,
        starts_at=at(day, start, month=month),
        ends_at=at(day, end, month=month),
        languages=frozenset({"kk", "ru"}),
    )


def accounting(
    *,
    holidays: frozenset[date] = frozenset(),
    unpaid: Mapping[str, timedelta] | None = None,
    table: tuple[Article, ...] = KAZAKHSTAN,
) -> Accounting:
    return Accounting(
        zone=ALMATY,
        law=law_on(date(2026, 3, 1), table),
        calendar=Calendar(holidays=holidays),
        unpaid=unpaid or {},
    )
