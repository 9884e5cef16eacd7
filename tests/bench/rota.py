"""Who is on: five years of sixty people, from the rows to the answer."""

import time
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from datetime import time as wall
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from helpline.rota.resolved import tables_of
from shift_schedule.on_shift import on_shift
from shift_schedule.pattern import Pattern, ShiftType, planned
from shift_schedule.plan import Duty, Plan, PlannedShift, Roster, RosterState
from shift_schedule.timetable import Timetable
from tests.bench.figure import figure, percentile

_FIRST, _LAST = date(2022, 1, 1), date(2026, 12, 31)
_TYPES = (
    ShiftType(code="D", starts=wall(8), ends=wall(20)),
    ShiftType(code="P", starts=wall(13), ends=wall(21)),
    ShiftType(code="N", starts=wall(20), ends=wall(8)),
)
_PEOPLE = 60
_ASKED = 200_000


def figures() -> Iterator[Mapping[str, Any]]:
    plan = five_years()
    begin = time.perf_counter()
    resolved, tables = tables_of(plan)
    built_s = time.perf_counter() - begin
    shifts, table = resolved.held[Duty.LINE], tables[Duty.LINE]
    took = sorted(_asked_us(table))
    detail = f"{len(shifts)} shifts, {_PEOPLE} people, five years; {_ASKED} random instants"
    for part, label in ((0.5, "p50"), (0.99, "p99")):
        value = percentile(took, part)
        yield figure(f"who is on now: {label}", value, "µs", goal="< 5", detail=detail)
    more = f"{detail}; rows resolved and table built"
    yield figure("who is on now: rebuild", built_s, "s", goal="< 0.2", detail=more)


def _asked_us(table: Timetable) -> list[float]:
    chance = Random(111)
    start, span = datetime(2022, 1, 1, tzinfo=UTC), 5 * 365 * 86400
    took = []
    for _ in range(_ASKED):
        instant = start + timedelta(seconds=chance.randrange(span))
        begin = time.perf_counter_ns()
        on_shift(table, instant)
        took.append((time.perf_counter_ns() - begin) / 1000)
    return took


def five_years() -> Plan:
    """Each person two days on and two off in one of three shift types, published as one roster."""
    began = datetime(2021, 12, 1, tzinfo=UTC)
    roster = Roster(
        id="r",
        period="five years",
        version=1,
        state=RosterState.PUBLISHED,
        effective_from=began,
        published_at=began,
    )
    return Plan(rosters=(roster,), shifts=tuple(_rows(began)))


def _rows(now: datetime) -> Iterator[PlannedShift]:
    zone = ZoneInfo("Asia/Almaty")
    for number in range(_PEOPLE):
        pattern = Pattern(
            id=f"p{number}",
            shift_type=_TYPES[number % 3],
            person_id=f"person-{number:02}",
            languages=frozenset({"kk", "ru"}),
            first_day=_FIRST,
            cycle_days=4,
            on_days=frozenset({number % 4, (number + 1) % 4}),
        )
        yield from planned(pattern, _FIRST, _LAST, zone, roster_id="r", now=now)
