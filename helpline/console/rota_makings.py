"""What a supervisor keeps for rosters, however it was sent: each fault by its field, each change on record."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from http import HTTPStatus
from typing import Any

from helpline.console import reading
from helpline.console.access import me, parts, put_on_record
from helpline.console.problems import Problem
from helpline.console.rota_calendar import today
from helpline.console.translations import LANGUAGES
from helpline.people.ports import Person, Role
from helpline.rota.holidays import DayKind
from helpline.rota.making.month import Asked
from helpline.rota.makings import USUAL, InUse
from shift_schedule.law_checks import Facts
from shift_schedule.need import Minimum
from shift_schedule.pattern import ShiftType
from shift_schedule.plan import Duty

CODE = re.compile(r"[A-Za-z0-9]{1,12}")
FLAGS = (
    "shortened_week",
    "no_nights",
    "nights_need_consent",
    "night_consent",
    "no_overtime",
    "overtime_consent",
)
_LENGTHS = range(60, 24 * 60 + 1)
_LEAST_BREAK = 30  # minutes, art. 81
_PEOPLE = range(1, 100)
_SPEAKERS = range(100)
_AHEAD = timedelta(days=180)


def kinds() -> list[ShiftType]:
    """The house's own; the usual ones while it has named none."""
    return parts().rota.planning.shift_types() or list(USUAL)


def put_kind(code: str, body: Mapping[str, Any]) -> ShiftType:
    """Raises Problem."""
    if not CODE.fullmatch(code):
        raise reading.wrong("code", "Up to twelve letters and digits are expected here.")
    starts = _time(body.get("starts"), "starts")
    minutes, unpaid = reading.whole(body, "minutes"), reading.whole(body, "unpaid_minutes")
    if minutes not in _LENGTHS:
        raise reading.wrong("minutes", "A whole number from 60 to 1440 is expected here.")
    if unpaid and (unpaid < _LEAST_BREAK or unpaid > minutes / 2):
        words = "A meal break has 30 minutes or more; 0 when it is inside working time."
        raise reading.wrong("unpaid_minutes", words)
    ends = (datetime.combine(date.min, starts) + timedelta(minutes=minutes)).time()
    kind = ShiftType(code=code, starts=starts, ends=ends, unpaid_break=timedelta(minutes=unpaid))
    for other in parts().rota.planning.shift_types():
        if other.code != code and (other.starts, other.ends) == (starts, ends):
            raise reading.wrong("starts", "Another kind of shift has the same hours.")
    put_on_record("rota.kind_set", code)
    parts().rota.planning.put_shift_type(kind)
    return kind


def remove_kind(code: str) -> None:
    """Raises Problem."""
    put_on_record("rota.kind_removed", code)
    try:
        if_there(parts().rota.makings.remove_shift_type(code))
    except InUse as fault:
        raise Problem(HTTPStatus.CONFLICT, "A pattern has this kind of shift.") from fault


def put_flags(person_id: str, body: Mapping[str, Any]) -> None:
    """What somebody may work, and what she has consented to in writing. Raises Problem."""
    if_there(person_id in {each.id for each in staff()})
    given = body.get("duties")
    if not isinstance(given, list) or not all(each in list(Duty) for each in given):
        raise reading.wrong("duties", "Choose one of the list.")
    flags = {name: reading.yes_or_no(body, name) for name in FLAGS}
    put_on_record("person.work_flags", person_id)
    facts = Facts(person_id=person_id, **flags)
    parts().rota.planning.put_facts(facts, {Duty(each) for each in given})


def staff() -> list[Person]:
    """Whoever can be put on the rota, by name."""
    those = frozenset({Role.COUNSELLOR, Role.SUPERVISOR})
    found = [each for each in parts().people.everyone() if each.roles & those]
    return sorted(found, key=lambda each: (each.name, each.id))


def put_least(body: Mapping[str, Any]) -> Minimum:
    """At every instant by day and by night, and who answers in each language. Raises Problem."""
    numbers = {name: reading.whole(body, name) for name in ("by_day", "by_night")}
    for name, number in numbers.items():
        if number not in _PEOPLE:
            raise reading.wrong(name, "A whole number from 1 to 99 is expected here.")
    given = reading.an_object(body, "by_language")
    for language in given:
        if language not in LANGUAGES:
            raise reading.wrong("by_language", "Choose one of the list.")
        if reading.whole(given, language) not in _SPEAKERS:
            raise reading.wrong(language, "A whole number from 0 to 99 is expected here.")
    by_language = {each: number for each, number in given.items() if number}
    by_day, by_night = numbers["by_day"], numbers["by_night"]
    least = Minimum(by_day=by_day, by_night=by_night, by_language=by_language)
    put_on_record("rota.least", "-")
    parts().rota.makings.put_least(least)
    with parts().rota.book.changing(parts().now()):
        pass  # no shift has changed, but whoever watches the rota must look again at once
    return least


def put_day(day: date, body: Mapping[str, Any]) -> None:
    """Over what the library says of it. Raises Problem."""
    kind = DayKind(reading.one_of(body, "kind", frozenset(DayKind)))
    words = reading.text(body, "words", longest=120, default="").strip()
    put_on_record("rota.day_set", day.isoformat())
    parts().rota.planning.put_day(day, kind, words)


def remove_day(day: date) -> None:
    """Raises Problem."""
    put_on_record("rota.day_removed", day.isoformat())
    if_there(parts().rota.makings.remove_day(day))


def put_wish(day: date, body: Mapping[str, Any]) -> Asked:
    """Her own: a day off, or a kind of shift, or not that kind. Raises Problem."""
    if not today() < day <= today() + _AHEAD:
        raise reading.wrong("day", "Choose a day from tomorrow on, up to half a year ahead.")
    works = reading.yes_or_no(body, "works")
    code = body.get("code") or None
    if code is not None or works:
        code = reading.one_of(body, "code", frozenset(each.code for each in kinds()))
    asked = Asked(person_id=me().id, day=day, code=code, works=works)
    put_on_record("rota.wish", day.isoformat())
    parts().rota.planning.put_wish(asked)
    return asked


def remove_wish(day: date) -> None:
    """Raises Problem."""
    put_on_record("rota.wish_removed", day.isoformat())
    if_there(parts().rota.makings.remove_wish(me().id, day))


def _time(value: Any, name: str) -> time:
    try:
        read = time.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        read = None
    if read is None or read.tzinfo is not None or read.second or read.microsecond:
        raise reading.wrong(name, "Enter a time, such as 08:00.")
    return read


def if_there(there: bool) -> None:
    if not there:
        raise Problem(HTTPStatus.NOT_FOUND, "There is nothing here")
