"""A week or a month of the rota, day by day, as the calendar shows it."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from flask import request

from helpline.console.access import parts
from helpline.console.rota_acts import whole_days
from helpline.rota.change import everything
from shift_schedule.plan import Duty
from shift_schedule.resolve import OpenStretch, Resolved
from shift_schedule.shift import Shift
from shift_schedule.wall_time import day_bounds

_DAY = timedelta(days=1)
_A_WEEK = 7
_YEARS = range(2000, 2190)


def today() -> date:
    return parts().now().astimezone(parts().zone).date()


def chosen_day() -> date:
    """Of the address; today when it names none that is one."""
    asked = request.args.get("day", "")
    try:
        day = date.fromisoformat(asked) if re.fullmatch(r"[0-9-]{10}", asked) else today()
    except ValueError:
        return today()
    return day if day.year in _YEARS else today()


def calendar_of(day: date, *, month: bool) -> Mapping[str, Any]:
    """A week begins on the chosen day, so that today comes first; a month with its first Monday."""
    first, last = _month(day) if month else (day, day + (_A_WEEK - 1) * _DAY)
    start, end = whole_days(first, last)
    rota = parts().rota.resolved.over(start, end).resolved
    holidays = parts().rota.planning.calendar(first, last)
    return {
        "days": [
            {**_day(each, rota), "free": not holidays.is_working(each)}
            for each in _days(first, last)
        ],
        "earlier": (first - _DAY).replace(day=1) if month else day - _A_WEEK * _DAY,
        "later": _next_month(day) if month else day + _A_WEEK * _DAY,
        "short": parts().rota.cover.short(max(parts().now(), start), end)
        if end > parts().now()
        else [],
        "today": today(),
        "duties": _duties(rota),
    }


def _month(day: date) -> tuple[date, date]:
    """Whole weeks, from Monday."""
    first = day.replace(day=1)
    last = _next_month(day) - _DAY
    return first - first.weekday() * _DAY, last + (6 - last.weekday()) * _DAY


def _next_month(day: date) -> date:
    return (day.replace(day=28) + 4 * _DAY).replace(day=1)


def _days(first: date, last: date) -> Iterable[date]:
    while first <= last:
        yield first
        first += _DAY


def _day(day: date, rota: Resolved) -> dict[str, Any]:
    """The shifts that begin on the day, and those that run into it; open ones apart."""
    starts, ends = day_bounds(day, parts().zone)

    def touches(each: Shift | OpenStretch) -> bool:
        return each.starts_at < ends and each.ends_at > starts

    return {
        "date": day,
        "shifts": [each for each in everything(rota) if touches(each)],
        "open": [each for each in rota.open if touches(each)],
        "begins": {each.id for each in everything(rota) if starts <= each.starts_at < ends},
    }


def _duties(rota: Resolved) -> Mapping[str, Duty]:
    """Of each shift that is not simply the line."""
    return {
        shift.id: duty
        for duty, held in rota.held.items()
        if duty is not Duty.LINE
        for shift in held
    }
