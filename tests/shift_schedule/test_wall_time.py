"""Wall time against the clocks themselves: every change of 2020 to 2030 in zones of all habits."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from shift_schedule.pattern import Pattern, ShiftType, planned
from shift_schedule.wall_time import day_bounds, instant_of, local_day
from tests.shift_schedule.effort import LONG

_ZONES = (
    "Asia/Almaty",  # one change in ten years, at midnight
    "Europe/Berlin",
    "America/New_York",
    "America/Havana",  # at midnight
    "Australia/Lord_Howe",  # half an hour
    "Africa/Casablanca",  # around Ramadan
    "Asia/Tehran",
    "Asia/Gaza",
    "Pacific/Apia",
    "America/Scoresbysund",
)
_TYPES = [
    ShiftType(code="N", starts=time(20), ends=time(2, 30)),
    ShiftType(code="S", starts=time(2, 30), ends=time(3, 15)),
    ShiftType(code="D", starts=time(3, 15), ends=time(20)),
]
_HALF = timedelta(minutes=15)


def _changes(zone: ZoneInfo) -> list[datetime]:
    """Each first quarter of an hour with another offset than the one before; changes lie on quarters."""
    found = []
    hour = datetime(2020, 1, 1, tzinfo=UTC)
    while hour < datetime(2031, 1, 1, tzinfo=UTC):
        later = hour + timedelta(hours=6)
        if hour.astimezone(zone).utcoffset() != later.astimezone(zone).utcoffset():
            quarters = (hour + n * _HALF for n in range(25))
            before = hour.astimezone(zone).utcoffset()
            found.append(next(q for q in quarters if q.astimezone(zone).utcoffset() != before))
        hour = later
    return found


def _readings(change: datetime, zone: ZoneInfo) -> Iterator[tuple[datetime, datetime]]:
    """Each minute around the change, with the latest wall time that the clocks have shown so far."""
    step = timedelta(minutes=1 if LONG else 5)
    shown = datetime.min  # noqa: DTZ901 -- wall time has no zone
    instant = change - timedelta(days=3)
    while instant < change + timedelta(days=2):
        shown = max(shown, instant.astimezone(zone).replace(tzinfo=None))
        if instant >= change - timedelta(days=1):
            yield instant, shown
        instant += step


def _on_by_the_clock(shown: datetime) -> str:
    """The shift whose start the clocks have reached last: what the people there would say."""
    at = shown.time()
    if time(2, 30) <= at < time(3, 15):
        return "S"
    return "D" if time(3, 15) <= at < time(20) else "N"


@pytest.mark.parametrize("name", _ZONES)
def test_around_every_change_of_the_clocks_exactly_the_shift_on_the_clock_is_on(name: str) -> None:
    zone = ZoneInfo(name)
    changes = _changes(zone)
    for change in changes if LONG else changes[:6]:
        first, last = (local_day(change + timedelta(days=d), zone) for d in (-4, 4))
        shifts = [
            (shift.starts_at, shift.ends_at, kind.code)
            for kind in _TYPES
            for shift in planned(_daily(kind), first, last, zone, roster_id="r", now=change)
        ]
        for instant, shown in _readings(change, zone):
            on = [code for start, end, code in shifts if start <= instant < end]
            assert on == [_on_by_the_clock(shown)], instant
    assert changes


def _daily(kind: ShiftType) -> Pattern:
    return Pattern(
        id=kind.code,
        shift_type=kind,
        person_id=None,
        languages=frozenset({"kk"}),
        first_day=date(2019, 12, 1),
        cycle_days=1,
        on_days=frozenset({0}),
    )


@pytest.mark.parametrize("name", _ZONES)
def test_shifts_that_meet_on_the_clock_meet_in_time_all_ten_years(name: str) -> None:
    zone = ZoneInfo(name)
    first, last = date(2020, 1, 1), date(2030 if LONG else 2022, 12, 31)
    rows = [
        shift
        for kind in _TYPES
        for shift in planned(_daily(kind), first, last, zone, roster_id="r", now=_at(first, zone))
    ]

    ordered = sorted(rows, key=lambda each: each.starts_at)
    assert [a.id for a, b in pairwise(ordered) if a.ends_at != b.starts_at] == []


def _at(day: date, zone: ZoneInfo) -> datetime:
    return instant_of(day, time(), zone)


@pytest.mark.parametrize(
    ("zone", "day", "at", "instant"),
    [
        ("Asia/Almaty", date(2024, 2, 29), time(22), "2024-02-29T16:00Z"),
        ("Asia/Almaty", date(2024, 2, 29), time(23, 30), "2024-02-29T17:30Z"),
        ("Asia/Almaty", date(2024, 3, 1), time(), "2024-02-29T19:00Z"),
        ("Europe/Berlin", date(2026, 3, 29), time(2, 30), "2026-03-29T01:00Z"),
        ("Europe/Berlin", date(2026, 3, 29), time(3), "2026-03-29T01:00Z"),
        ("Europe/Berlin", date(2026, 10, 25), time(2, 30), "2026-10-25T00:30Z"),
    ],
    ids=[
        "before the change",
        "the hour that happened twice: its first time",
        "midnight after it",
        "inside the hour leapt over: the change",
        "the end of that hour: the change too",
        "an autumn hour: its first time",
    ],
)  # fmt: skip
def test_a_wall_time_is_the_first_instant_the_clocks_have_reached_it(
    zone: str, day: date, at: time, instant: str
) -> None:
    assert instant_of(day, at, ZoneInfo(zone)) == datetime.fromisoformat(instant)


def test_the_day_on_which_almaty_set_its_clocks_back_lasts_25_hours() -> None:
    zone = ZoneInfo("Asia/Almaty")

    lengths = [
        end - start for start, end in (day_bounds(date(2024, 2, day), zone) for day in (27, 28, 29))
    ]

    assert [each / timedelta(hours=1) for each in lengths] == [24, 24, 25]
