"""The rota: a week of shifts to see, and a form to add to it."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from http import HTTPStatus
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import gettext

from helpline.console.access import EVERYBODY, open_to, parts
from helpline.console.problems import Problem
from helpline.people.ports import Person, Role
from helpline.rota.add_shift import add_shift
from helpline.rota.ports import ShiftsOverlap
from helpline.rota.remove_shift import remove_shift
from shift_schedule.coverage import gaps
from shift_schedule.shift import Shift, ShiftError

routes = Blueprint("rota", __name__)
_DAYS = 7


@routes.get("/rota")
@open_to(*EVERYBODY)
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
    try:
        _add(values)
    except ShiftError as fault:
        return _page(values, [("start", gettext(str(fault)))]), HTTPStatus.UNPROCESSABLE_ENTITY
    except ShiftsOverlap:
        words = gettext("This person already has a shift in that time.")
        return _page(values, [("start", words)]), HTTPStatus.UNPROCESSABLE_ENTITY
    return redirect(url_for("rota.rota"), HTTPStatus.SEE_OTHER)


def _add(values: Mapping[str, str]) -> None:
    """Wall time of the helpline's zone; an end at or before the start means the next day."""
    languages = frozenset(values["languages"].split(",")) & {"kk", "ru", "en"}
    if values["person_id"] not in {person.id for person in _counsellors()}:
        raise ShiftError("choose who is on duty")
    try:
        day = date.fromisoformat(values["date"])
        start, end = time.fromisoformat(values["start"]), time.fromisoformat(values["end"])
    except ValueError as error:
        raise ShiftError("enter a date and two times") from error
    starts_at = datetime.combine(day, start, parts().zone)
    ends_on = day if end > start else day + timedelta(days=1)
    add_shift(
        parts().shifts,
        person_id=values["person_id"],
        starts_at=starts_at,
        ends_at=datetime.combine(ends_on, end, parts().zone),
        languages=languages,
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
