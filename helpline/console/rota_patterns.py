"""Patterns of duty, however they were sent: each fault by its field, each change on record."""

import uuid
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from helpline.console import reading
from helpline.console.access import parts, put_on_record
from helpline.console.rota_acts import may_be_planned
from helpline.console.rota_makings import if_there
from helpline.people.ports import Person
from helpline.rota.makings import generated
from shift_schedule.pattern import Pattern, PatternError
from shift_schedule.plan import Duty, PlannedShift
from shift_schedule.shift import overlap

_WEEK = 7
_LOOKED_OVER = timedelta(days=120)  # in which two patterns of one person must not meet


def add_pattern(body: Mapping[str, Any]) -> Pattern:
    """Somebody's, or nobody's: that one gives open shifts. Raises Problem."""
    by_code = {kind.code: kind for kind in parts().rota.planning.shift_types()}
    kind = by_code[reading.one_of(body, "kind", frozenset(by_code))]
    duty = Duty(reading.one_of(body, "duty", frozenset(Duty)))
    person = _person_of(body, duty)
    languages = person.speaks if person else reading.languages(body, "languages")
    first = reading.day(body.get("first_day"), "first_day")
    last = _last_day(body, first)
    cycle, on = _rhythm(body, first)
    try:
        pattern = Pattern(
            id=uuid.uuid4().hex,
            shift_type=kind,
            person_id=person.id if person else None,
            languages=languages,
            first_day=first,
            last_day=last,
            cycle_days=cycle,
            on_days=on,
            duty=duty,
        )
    except PatternError as fault:
        raise reading.wrong("on_days", "Choose days that lie in the cycle.") from fault
    if _meets_another(pattern):
        raise reading.wrong("person_id", "Another pattern of hers has shifts at the same time.")
    put_on_record("rota.pattern_added", pattern.id)
    parts().rota.makings.add_pattern(pattern)
    return pattern


def _person_of(body: Mapping[str, Any], duty: Duty) -> Person | None:
    person_id = reading.text(body, "person_id", default="") if body.get("person_id") else ""
    if not person_id:
        return None
    if not may_be_planned(person_id, duty):
        raise reading.wrong("person_id", "Choose somebody who has that duty.")
    return next(each for each in parts().people.everyone() if each.id == person_id)


def _last_day(body: Mapping[str, Any], first: date) -> date | None:
    if body.get("last_day") in (None, ""):
        return None
    last = reading.day(body["last_day"], "last_day")
    if last < first:
        raise reading.wrong("last_day", "Enter a date that is not before the first.")
    return last


def _rhythm(body: Mapping[str, Any], first: date) -> tuple[int, frozenset[int]]:
    """By weekdays, 1 for Monday; or by the days of a cycle, from 0, that starts on the first day."""
    name = "weekdays" if body.get("weekdays") else "on_days"
    days = body.get(name)
    if not isinstance(days, list) or not days or not all(type(each) is int for each in days):
        raise reading.wrong(name, "Choose at least one day.")
    if name == "on_days":
        return reading.whole(body, "cycle_days"), frozenset(days)
    if not set(days) <= set(range(1, _WEEK + 1)):
        raise reading.wrong("weekdays", "Choose at least one day.")
    return _WEEK, frozenset((each - 1 - first.weekday()) % _WEEK for each in days)


def _meets_another(pattern: Pattern) -> bool:
    """Nobody works twice at once; looked for from the first day on that both of them have."""
    if pattern.person_id is None:
        return False
    for other in parts().rota.makings.patterns():
        if other.person_id == pattern.person_id:
            first = max(other.first_day, pattern.first_day)
            ours, theirs = (_rows(each, first) for each in (pattern, other))
            if any(overlap(mine, hers) for mine in ours for hers in theirs):
                return True
    return False


def _rows(pattern: Pattern, first: date) -> list[PlannedShift]:
    now, zone = parts().now(), parts().zone
    return generated([pattern], first, first + _LOOKED_OVER, zone, roster_id="-", now=now)


def end_pattern(pattern_id: str, body: Mapping[str, Any]) -> None:
    """Raises Problem."""
    pattern = one_pattern(pattern_id)
    last = reading.day(body.get("last_day"), "last_day")
    if last < pattern.first_day:
        raise reading.wrong("last_day", "Enter a date that is not before the first.")
    put_on_record("rota.pattern_changed", pattern_id)
    if_there(parts().rota.makings.end_pattern(pattern_id, last))


def remove_pattern(pattern_id: str) -> None:
    """Raises Problem."""
    put_on_record("rota.pattern_removed", pattern_id)
    if_there(parts().rota.makings.remove_pattern(pattern_id))


def put_exception(pattern_id: str, day: date, body: Mapping[str, Any]) -> None:
    """On that day another kind of shift, or none. Raises Problem."""
    one_pattern(pattern_id)
    instead = body.get("instead") or None
    codes = frozenset(each.code for each in parts().rota.planning.shift_types())
    if instead is not None:
        instead = reading.one_of(body, "instead", codes)
    put_on_record("rota.pattern_changed", pattern_id)
    parts().rota.makings.put_exception(pattern_id, day, instead)


def remove_exception(pattern_id: str, day: date) -> None:
    """Raises Problem."""
    put_on_record("rota.pattern_changed", pattern_id)
    if_there(parts().rota.makings.remove_exception(pattern_id, day))


def one_pattern(pattern_id: str) -> Pattern:
    found = [each for each in parts().rota.makings.patterns() if each.id == pattern_id]
    if_there(bool(found))
    return found[0]
