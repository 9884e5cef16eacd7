"""What rosters are made of, as its page and the JSON API show it."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from helpline.console.access import parts
from helpline.console.rota_calendar import today
from helpline.console.rota_makings import FLAGS, kinds, staff
from helpline.rota.holidays import official
from helpline.rota.making.month import Asked
from helpline.rota.makings import is_night
from shift_schedule.candidates import Colleague
from shift_schedule.law import Rule
from shift_schedule.pattern import Pattern, ShiftType

View = Mapping[str, Any]
_MINUTE = timedelta(minutes=1)
_AHEAD = timedelta(days=180)
_WEEK = 7


def whole_view() -> View:
    """All of it, for a supervisor."""
    day = today()
    least = parts().rota.planning.least()
    return {
        "kinds": [kind_view(each) for each in kinds()],
        "kinds_are_usual": not parts().rota.planning.shift_types(),
        "patterns": [pattern_view(each) for each in parts().rota.makings.patterns()],
        "people": people_view(),
        "least": {
            "by_day": least.by_day,
            "by_night": least.by_night,
            "by_language": dict(least.by_language),
        },
        "days": days_view(day, date(day.year + 1, 12, 31)),
        "wishes": [
            {"person_id": each.person_id, **wish_view(each)}
            for each in parts().rota.planning.wishes(day, day + _AHEAD)
        ],
    }


def kind_view(kind: ShiftType) -> View:
    by = parts().rota.judge.accounting(today())
    return {
        "code": kind.code,
        "starts": f"{kind.starts:%H:%M}",
        "ends": f"{kind.ends:%H:%M}",
        "minutes": kind.length // _MINUTE,
        "unpaid_minutes": kind.unpaid_break // _MINUTE,
        "paid_minutes": (kind.length - kind.unpaid_break) // _MINUTE,
        "is_night": is_night(kind, today(), by),
        "too_long": kind.length > by.law[Rule.LONGEST_SHIFT].limit,
    }


def pattern_view(pattern: Pattern) -> View:
    """`weekdays` from 1 for Monday where it follows the week; `on_days` from 0 in any case."""
    weekdays = [(pattern.first_day.weekday() + each) % _WEEK + 1 for each in pattern.on_days]
    return {
        "id": pattern.id,
        "kind": pattern.shift_type.code,
        "person_id": pattern.person_id,
        "languages": sorted(pattern.languages),
        "duty": pattern.duty.value,
        "first_day": pattern.first_day.isoformat(),
        "last_day": pattern.last_day and pattern.last_day.isoformat(),
        "cycle_days": pattern.cycle_days,
        "on_days": sorted(pattern.on_days),
        "weekdays": sorted(weekdays) if pattern.cycle_days == _WEEK else None,
        "exceptions": [
            {"day": each.day.isoformat(), "instead": each.instead and each.instead.code}
            for each in pattern.exceptions
        ],
    }


def people_view() -> list[View]:
    known = {each.id: each for each in parts().rota.planning.everybody()}
    return [
        {"id": each.id, "name": each.name, **_work_view(known[each.id])}
        for each in staff()
        if each.id in known
    ]


def _work_view(colleague: Colleague) -> View:
    flags = {name: getattr(colleague.facts, name) for name in FLAGS}
    return {"duties": sorted(colleague.duties), **flags}


def days_view(first: date, last: date) -> list[View]:
    """What is not ordinary: the library's days, and over them the house's own, by day."""
    found = {
        day: {"day": day.isoformat(), "kind": kind.value, "words": "", "own": False}
        for year in range(first.year, last.year + 1)
        for day, kind in official(year).items()
        if first <= day <= last
    }
    for own in parts().rota.makings.own_days(first, last):
        found[own.day] = {
            "day": own.day.isoformat(),
            "kind": own.kind.value,
            "words": own.words,
            "own": True,
        }
    return [found[day] for day in sorted(found)]


def wish_view(asked: Asked) -> View:
    return {"day": asked.day.isoformat(), "code": asked.code, "works": asked.works}
