"""The rota: a week of shifts to see, and a form to add to it."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from http import HTTPStatus
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import gettext

from helpline.console.access import ON_THE_LINE, open_to, parts
from helpline.console.problems import Problem
from helpline.console.translations import LANGUAGES
from helpline.people.ports import Person, Role
from helpline.rota.add_shift import add_shift
from helpline.rota.ports import ShiftsOverlap
from helpline.rota.remove_shift import remove_shift
from shift_schedule.coverage import gaps
from shift_schedule.shift import Shift, ShiftError

routes = Blueprint("rota", __name__)
_DAYS = 7
_DATE = r"2[01][0-9]{2}-[0-9]{2}-[0-9]{2}"
_TIME = r"[0-9]{2}:[0-9]{2}(:[0-9]{2})?"


@routes.get("/rota")
@open_to(*ON_THE_LINE)
def rota() -> str:
    return _page({}, [])


@routes.post("/rota")
@open_to(Role.SUPERVISOR)
def add() -> Any:
    """What was typed stays in the form when something is wrong."""
    values = {
        name: request.form.get(name, "")[:64] for name in ("person_id", "date", "start", "end")
    }
    values["languages"] = ",".join(request.form.getlist("languages"))[:64]
    faults = list(_faults(values))
    try:
        if not faults:
            _add(values)
    except ShiftError as fault:
        faults = [("start", str(fault))]
    except ShiftsOverlap:
        faults = [("start", "This person already has a shift in that time.")]
    if faults:
        errors = [(field, gettext(words)) for field, words in faults]
        return _page(values, errors), HTTPStatus.UNPROCESSABLE_ENTITY
    return redirect(url_for("rota.rota"), HTTPStatus.SEE_OTHER)


def _faults(values: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """(field, what is wrong) for everything that can be seen from the form alone."""
    if values["person_id"] not in {person.id for person in _counsellors()}:
        yield "person_id", "Choose who is on duty."
    if not re.fullmatch(_DATE, values["date"]) or not _reads(date.fromisoformat, values["date"]):
        yield "date", "Enter a date."
    for name in ("start", "end"):
        if not re.fullmatch(_TIME, values[name]) or not _reads(time.fromisoformat, values[name]):
            yield name, "Enter a time, such as 08:00."
    if not _chosen(values):
        yield "languages", "Choose at least one language."


def _reads(read: Callable[[str], object], value: str) -> bool:
    try:
        read(value)
    except ValueError:
        return False
    return True


def _chosen(values: Mapping[str, str]) -> frozenset[str]:
    return frozenset(values["languages"].split(",")) & set(LANGUAGES)


def _add(values: Mapping[str, str]) -> None:
    """Wall time of the helpline's zone; an end at or before the start means the next day."""
    day = date.fromisoformat(values["date"])
    start, end = time.fromisoformat(values["start"]), time.fromisoformat(values["end"])
    starts_at = datetime.combine(day, start, parts().zone)
    ends_on = day if end > start else day + timedelta(days=1)
    add_shift(
        parts().shifts,
        person_id=values["person_id"],
        starts_at=starts_at,
        ends_at=datetime.combine(ends_on, end, parts().zone),
        languages=_chosen(values),
        now=parts().now(),
    )


@routes.post("/rota/<shift_id>/remove")
@open_to(Role.SUPERVISOR)
def remove(shift_id: str) -> Any:
    if not remove_shift(parts().shifts, shift_id, now=parts().now()):
        raise Problem(HTTPStatus.NOT_FOUND, "There is nothing here")
    return redirect(url_for("rota.rota"), HTTPStatus.SEE_OTHER)


def _page(values: Mapping[str, str], errors: list[tuple[str, str]]) -> str:
    today = parts().now().astimezone(parts().zone).date()
    start = datetime.combine(today, time(), parts().zone)
    end = start + timedelta(days=_DAYS)
    shifts = parts().shifts.between(start, end)
    days = [_day(today + timedelta(days=number), shifts) for number in range(_DAYS)]
    return render_template(
        "rota.html",
        days=days,
        people=_counsellors(),
        names={person.id: person.name for person in parts().people.everyone()},
        values=values,
        errors=errors,
        gaps=gaps(shifts, parts().now(), end, ("kk", "ru", "en")),
        today=today,
    )


def _day(day: date, shifts: list[Shift]) -> dict[str, Any]:
    """The shifts that begin on the day, and on the first day those that are running."""
    starts = datetime.combine(day, time(), parts().zone)
    ends = starts + timedelta(days=1)
    touching = [shift for shift in shifts if shift.starts_at < ends and shift.ends_at > starts]
    return {"date": day, "shifts": touching}


def _counsellors() -> list[Person]:
    return [person for person in parts().people.everyone() if Role.COUNSELLOR in person.roles]
