"""A day of the line, half-hour by half-hour: planned, present, needed, and the calls that came."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from flask import Blueprint, render_template

from helpline.console import rota_acts
from helpline.console.access import ON_THE_LINE, open_to, parts
from helpline.console.rota_calendar import chosen_day, today
from shift_schedule.breaks import BreakRule, Breaks, lay_breaks
from shift_schedule.plan import Duty
from shift_schedule.shift import Shift

routes = Blueprint("rota_day", __name__)
Place = Callable[[float], float]
_HALF = timedelta(minutes=30)
_WIDTH, _HEIGHT, _LEFT, _TOP, _BOTTOM = 960, 320, 40, 16, 280


@dataclass(frozen=True, slots=True, kw_only=True)
class HalfHour:
    """`present` None: nobody can know yet."""

    starts_at: datetime
    needed: int
    planned: int
    present: int | None
    calls: int


@routes.get("/rota/day")
@open_to(*ON_THE_LINE)
def day() -> str:
    chosen = chosen_day()
    rows = half_hours(*rota_acts.whole_days(chosen, chosen))
    return render_template(
        "rota_day.html",
        tab="day",
        day=chosen,
        today=today(),
        earlier=chosen - timedelta(days=1),
        later=chosen + timedelta(days=1),
        stretches=list(_stretches(rows)),
        picture=picture(rows, parts().now()),
        breaks=breaks_of(*rota_acts.whole_days(chosen, chosen)),
        names={person.id: person.name for person in parts().people.everyone()},
        waiting=sum(each.counsellor_id is None for each in parts().store.live_calls()),
        width=_WIDTH,
        height=_HEIGHT,
    )


def half_hours(start: datetime, end: datetime) -> list[HalfHour]:
    now, rota = parts().now(), parts().rota
    kept = rota.resolved.over(start, end)
    calls = rota.waiting(start, end)
    shifts = [x for x in kept.resolved.held[Duty.LINE] if x.starts_at < end and x.ends_at > start]
    ids = [shift.id for shift in shifts]
    arrived, left = rota.duty_log.arrivals(ids), rota.departures.left(ids)
    return [
        HalfHour(
            starts_at=need.starts_at,
            needed=need.total,
            planned=len(kept.on(need.starts_at)),
            present=None if need.starts_at > now else _there(shifts, arrived, left, need.starts_at),
            calls=calls.get(need.starts_at, 0),
        )
        for need in rota.planning.needs(start, end)
    ]


def breaks_of(start: datetime, end: datetime) -> Breaks:
    """Laid so that cover never falls below the need: the same rota always gives the same breaks."""
    rota = parts().rota
    held = rota.resolved.over(start - _HALF, end + _HALF).resolved.held[Duty.LINE]
    mine = [each for each in held if each.starts_at < end and each.ends_at > start]
    first = min((each.starts_at for each in mine), default=start)
    last = max((each.ends_at for each in mine), default=end)
    return lay_breaks(mine, rota.planning.needs(first, last), BreakRule())


def _stretches(rows: list[HalfHour]) -> Iterator[tuple[HalfHour, datetime]]:
    """Neighbours with the same numbers as one row, with where it ends."""
    for _, same in groupby(rows, key=lambda row: (row.needed, row.planned, row.present, row.calls)):
        group = list(same)
        yield group[0], group[-1].starts_at + _HALF


def _there(
    shifts: Iterable[Shift],
    arrived: Mapping[str, datetime],
    left: Mapping[str, datetime],
    at: datetime,
) -> int:
    """Who had come by the end of the half-hour, was on shift in it, and had not gone before it."""
    until = at + _HALF
    return len(
        {
            shift.person_id
            for shift in shifts
            if shift.starts_at < until and at < shift.ends_at
            if shift.id in arrived and arrived[shift.id] < until
            if shift.id not in left or left[shift.id] > at
        }
    )


def picture(rows: list[HalfHour], now: datetime) -> Mapping[str, object]:
    """Coordinates for the page's SVG; told apart by shape and dash, not by colour alone."""
    most = max([4, *(max(row.needed, row.planned, row.calls) for row in rows)])
    wide = (_WIDTH - _LEFT) / max(len(rows), 1)

    def x(number: float) -> float:
        return round(_LEFT + number * wide, 1)

    def y(count: float) -> float:
        return round(_BOTTOM - (_BOTTOM - _TOP) * count / most, 1)

    begin = rows[0].starts_at
    passed = (now - begin) / _HALF
    step = max(1, most // 4)
    return {
        "needed": " ".join(_steps(x, y, (row.needed for row in rows))),
        "planned": " ".join(_steps(x, y, (row.planned for row in rows))),
        "present": [_bar(x, y, n, row.present, wide) for n, row in enumerate(rows) if row.present],
        "calls": [{"x": x(n + 0.5), "y": y(row.calls)} for n, row in enumerate(rows) if row.calls],
        "lines": [{"y": y(count), "words": count} for count in range(0, most + 1, step)],
        "hours": [
            {"x": x(n), "words": row.starts_at.astimezone(parts().zone).strftime("%H")}
            for n, row in enumerate(rows)
            if n % 4 == 0
        ],
        "now": x(passed) if 0 <= passed <= len(rows) else None,
        "bottom": _BOTTOM,
        "top": _TOP,
        "left": _LEFT,
    }


def _steps(x: Place, y: Place, counts: Iterable[int]) -> Iterator[str]:
    for number, count in enumerate(counts):
        yield f"{x(number)},{y(count)}"
        yield f"{x(number + 1)},{y(count)}"


def _bar(x: Place, y: Place, number: int, count: int | None, wide: float) -> Mapping[str, float]:
    top = y(count or 0)
    left = x(number)
    return {"x": left, "y": top, "width": round(wide - 1, 1), "height": round(_BOTTOM - top, 1)}
