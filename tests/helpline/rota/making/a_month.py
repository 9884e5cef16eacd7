"""Sample months: invented needs and people by number, in Almaty."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from helpline.rota.making.month import Asked, House, Month
from shift_schedule.candidates import Colleague
from shift_schedule.erlang import Standard, Traffic, heads_needed
from shift_schedule.hours import Accounting
from shift_schedule.law import law_on
from shift_schedule.law_checks import Facts
from shift_schedule.need import Need
from shift_schedule.pattern import ShiftType
from shift_schedule.plan import Leave, LeaveKind, LeaveState, PlannedShift
from shift_schedule.shift import Shift
from shift_schedule.wall_time import day_bounds

ALMATY = ZoneInfo("Asia/Almaty")
FIRST = date(2026, 3, 2)
DAY = ShiftType(code="D", starts=time(8), ends=time(20))
EVENING = ShiftType(code="P", starts=time(13), ends=time(21))
NIGHT = ShiftType(code="N", starts=time(20), ends=time(8))
LATE = ShiftType(code="L", starts=time(16), ends=time(0))
_HALF = timedelta(minutes=30)

# Calls an hour by hour of the day: a sample curve with its peak in the evening.
_CURVE = (6, 4, 3, 2, 2, 3, 5, 8, 12, 16, 20, 22, 24, 25, 26, 28, 30, 32, 34, 33, 30, 24, 16, 10)


def person(name: str, speaks: str = "kk ru", **facts: bool) -> Colleague:
    return Colleague(facts=Facts(person_id=name, **facts), languages=frozenset(speaks.split()))


def leave(name: str, first: int, last: int) -> Leave:
    """Whole local days, counted from the first of the month."""
    days = [day_bounds(FIRST + timedelta(days=n), ALMATY) for n in (first, last)]
    return Leave(
        id=f"{name}-{first}",
        person_id=name,
        starts_at=days[0][0],
        ends_at=days[1][1],
        kind=LeaveKind.ANNUAL,
        state=LeaveState.APPROVED,
        decided_at=datetime(2026, 1, 1, tzinfo=UTC),
    )


def flat(days: int, total: int, by_language: dict[str, int]) -> list[Need]:
    start, _ = day_bounds(FIRST, ALMATY)
    return [
        Need(
            starts_at=start + n * _HALF,
            ends_at=start + (n + 1) * _HALF,
            total=total,
            by_language=by_language,
        )
        for n in range(48 * days)
    ]


def by_the_hour(days: int, *, times: float = 1.0) -> list[Need]:
    """Erlang A over the sample curve, 12 minutes a call, 2 minutes of patience, at least 2."""
    start, _ = day_bounds(FIRST, ALMATY)
    heads = [
        heads_needed(
            Traffic(
                calls_per_hour=calls * times,
                handle=timedelta(minutes=12),
                patience=timedelta(minutes=2),
            ),
            Standard(),
        )
        for calls in _CURVE
    ]
    return [
        Need(
            starts_at=start + n * _HALF,
            ends_at=start + (n + 1) * _HALF,
            total=max(2, heads[n // 2 % 24]),
            by_language={"kk": 1, "ru": 1},
        )
        for n in range(48 * days)
    ]


def a_month(  # noqa: PLR0913 -- a month has many parts; a test names those it is about
    people: Sequence[Colleague],
    needs: Sequence[Need],
    *,
    days: int,
    types: Sequence[ShiftType] = (DAY, NIGHT),
    leaves: Sequence[Leave] = (),
    around: Sequence[Shift] = (),
    asked: Sequence[Asked] = (),
    published: Sequence[PlannedShift] = (),
    house: House | None = None,
) -> Month:
    return Month(
        first=FIRST,
        last=FIRST + timedelta(days=days - 1),
        people=people,
        types=types,
        needs=needs,
        accounting=Accounting(zone=ALMATY, law=law_on(FIRST)),
        leaves=leaves,
        around=around,
        asked=asked,
        published=published,
        house=house or House(),
    )


def forty(*, times: float = 1.0, types: Sequence[ShiftType] = (DAY, EVENING, NIGHT)) -> Month:
    """40 people (24 of both languages, 8 of each), 31 days; six a week away, four without nights."""
    people = [
        person(
            f"p{n:02}",
            "kk ru" if n < 24 else "kk" if n < 32 else "ru",
            no_nights=n % 10 == 9,
            overtime_consent=True,
        )
        for n in range(40)
    ]
    leaves = [leave(f"p{n:02}", 4 * (n % 7), 4 * (n % 7) + 6) for n in range(0, 40, 7)]
    return a_month(people, by_the_hour(31, times=times), days=31, types=types, leaves=leaves)
