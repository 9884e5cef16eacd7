"""The rota as a calendar: a week or a month to see, and for supervisors to add to, move and take from."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, time, timedelta
from http import HTTPStatus
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import gettext

from helpline.console import rota_acts
from helpline.console.access import ON_THE_LINE, open_to, parts
from helpline.console.problems import Problem
from helpline.console.rota_calendar import calendar_of, chosen_day
from helpline.console.translations import LANGUAGES
from helpline.people.ports import Person, Role
from helpline.rota.add_shift import add_shift
from helpline.rota.ports import ShiftsOverlap
from helpline.rota.remove_shift import remove_shift
from helpline.rota.shifts import Wanted
from shift_schedule.shift import ShiftError

routes = Blueprint("rota", __name__)
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
    values = _typed("person_id", "date", "start", "end")
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


def _typed(*names: str) -> dict[str, str]:
    return {name: request.form.get(name, "")[:64] for name in names}


def _faults(values: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """(field, what is wrong) for everything that can be seen from the form alone."""
    if values["person_id"] not in {person.id for person in _counsellors()}:
        yield "person_id", "Choose who is on duty."
    if not re.fullmatch(_DATE, values["date"]) or not _reads(date.fromisoformat, values["date"]):
        yield "date", "Enter a date."
    for name in ("start", "end"):
        if not re.fullmatch(_TIME, values[name]) or not _reads(time.fromisoformat, values[name]):
            yield name, "Enter a time, such as 08:00."
    if "languages" in values and not _chosen(values):
        yield "languages", "Choose at least one language."


def _reads(read: Callable[[str], object], value: str) -> bool:
    try:
        read(value)
    except ValueError:
        return False
    return True


def _chosen(values: Mapping[str, str]) -> frozenset[str]:
    return frozenset(values["languages"].split(",")) & set(LANGUAGES)


def _wanted(values: Mapping[str, str], languages: frozenset[str]) -> Wanted:
    """Wall time of the helpline's zone; an end at or before the start means the next day."""
    day = date.fromisoformat(values["date"])
    start, end = time.fromisoformat(values["start"]), time.fromisoformat(values["end"])
    ends_on = day if end > start else day + timedelta(days=1)
    return Wanted(
        person_id=values["person_id"],
        starts_at=rota_acts.wall_time(day, start),
        ends_at=rota_acts.wall_time(ends_on, end),
        languages=languages,
    )


def _add(values: Mapping[str, str]) -> None:
    wanted = _wanted(values, _chosen(values))
    add_shift(
        parts().shifts,
        person_id=values["person_id"],
        starts_at=wanted.starts_at,
        ends_at=wanted.ends_at,
        languages=wanted.languages,
        now=parts().now(),
    )


@routes.post("/rota/<shift_id>/move")
@open_to(Role.SUPERVISOR)
def move(shift_id: str) -> Any:
    """By the form of its card; a drag or a key fills in the same form."""
    values = _typed("person_id", "date", "start", "end")
    row = parts().rota.book.shift(shift_id)
    if row is None:
        raise Problem(HTTPStatus.NOT_FOUND, "There is nothing here")
    for _, words in _faults(values):
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, words)
    person = parts().people.by_id(values["person_id"])
    same = person is None or person.id == row.person_id
    spoken = row.languages if same or person is None else person.speaks
    rota_acts.move_shift(shift_id, _wanted(values, spoken or row.languages))
    return redirect(_back(values["date"]), HTTPStatus.SEE_OTHER)


@routes.post("/rota/<shift_id>/remove")
@open_to(Role.SUPERVISOR)
def remove(shift_id: str) -> Any:
    if not remove_shift(parts().shifts, shift_id, now=parts().now()):
        raise Problem(HTTPStatus.NOT_FOUND, "There is nothing here")
    return redirect(_back(_typed("shown")["shown"]), HTTPStatus.SEE_OTHER)


def _back(day: str) -> str:
    """To the calendar as it was looked at."""
    view = "month" if request.form.get("view") == "month" else None
    is_day = re.fullmatch(_DATE, day) and _reads(date.fromisoformat, day)
    return url_for("rota.rota", view=view, day=day if is_day and (view or day != "") else None)


def _page(values: Mapping[str, str], errors: list[tuple[str, str]]) -> str:
    day = chosen_day()
    month = request.args.get("view") == "month"
    return render_template(
        "rota.html",
        **calendar_of(day, month=month),
        people=_counsellors(),
        names={person.id: person.name for person in parts().people.everyone()},
        values=values,
        errors=errors,
        day=day,
        month=month,
        tab="rota",
    )


def _counsellors() -> list[Person]:
    return [person for person in parts().people.everyone() if Role.COUNSELLOR in person.roles]
