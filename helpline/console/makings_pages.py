"""What rosters are made of as one page of plain forms; and a person's wishes beside her own shifts."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import gettext

from helpline.console import reading, rota_makings, rota_patterns
from helpline.console.access import open_to, parts
from helpline.console.makings_views import whole_view
from helpline.console.problems import Problem
from helpline.console.rota_calendar import today
from helpline.people.ports import Role
from helpline.rota.holidays import DayKind
from shift_schedule.plan import Duty

routes = Blueprint("makings", __name__)
_LONGEST = 120
_WEEKDAYS = 7


@routes.get("/rota/made-of")
@open_to(Role.SUPERVISOR)
def made_of() -> str:
    return _page("", [])


def _page(section: str, errors: list[tuple[str, str]]) -> str:
    """What was typed stays in the form of the section that was sent."""
    return render_template(
        "rota_made_of.html",
        tab="made-of",
        **whole_view(),
        names={person.id: person.name for person in parts().people.everyone()},
        all_duties=list(Duty),
        day_kinds=list(DayKind),
        flags=rota_makings.FLAGS,
        today=today(),
        section=section,
        typed=request.form if section else {},
        errors=errors,
    )


def _typed(*names: str) -> dict[str, Any]:
    return {name: request.form.get(name, "")[:_LONGEST].strip() for name in names}


def _numbers(*names: str) -> dict[str, Any]:
    """Whole numbers as JSON would have them; what is none stays text and is refused by its field."""
    typed = _typed(*names)
    return {name: int(x) if x.isascii() and x.isdigit() else x for name, x in typed.items()}


def _done(section: str, change: Callable[[], object]) -> Any:
    """The page again; a fault stands beside its field, which is named after its section."""
    try:
        change()
    except Problem as problem:
        if problem.status is HTTPStatus.NOT_FOUND:
            raise
        named = problem.errors or [("remove", problem.detail)]
        faults = [(f"{section}-{name}", gettext(words)) for name, words in named]
        return _page(section, faults), problem.status
    return redirect(url_for("makings.made_of"), HTTPStatus.SEE_OTHER)


@routes.post("/rota/made-of/kinds")
@open_to(Role.SUPERVISOR)
def put_kind() -> Any:
    typed = _typed("code", "starts") | _numbers("minutes", "unpaid_minutes")
    return _done("kind", lambda: rota_makings.put_kind(typed["code"], typed))


@routes.post("/rota/made-of/kinds/<code>/remove")
@open_to(Role.SUPERVISOR)
def remove_kind(code: str) -> Any:
    return _done("kind", lambda: rota_makings.remove_kind(code))


@routes.post("/rota/made-of/patterns")
@open_to(Role.SUPERVISOR)
def add_pattern() -> Any:
    typed = _typed("kind", "person_id", "duty", "first_day", "last_day")
    typed["languages"] = request.form.getlist("languages")
    return _done("pattern", lambda: rota_patterns.add_pattern(typed | _rhythm()))


def _rhythm() -> dict[str, Any]:
    """Weekdays, or so many days on and so many off."""
    days = [
        each for each in range(1, _WEEKDAYS + 1) if str(each) in request.form.getlist("weekdays")
    ]
    if days:
        return {"weekdays": days}
    typed = _numbers("days_on", "days_off")
    on, off = typed["days_on"], typed["days_off"]
    if not isinstance(on, int) or not isinstance(off, int) or not 0 < on + off <= 366:  # noqa: PLR2004 -- a year
        return {"weekdays": [], "on_days": []}
    return {"cycle_days": on + off, "on_days": list(range(on))}


@routes.post("/rota/made-of/patterns/<pattern_id>/end")
@open_to(Role.SUPERVISOR)
def end_pattern(pattern_id: str) -> Any:
    typed = _typed("last_day")
    change = lambda: rota_patterns.end_pattern(pattern_id, typed)  # noqa: E731 -- as the others
    return _done(f"end-{pattern_id}", change)


@routes.post("/rota/made-of/patterns/<pattern_id>/remove")
@open_to(Role.SUPERVISOR)
def remove_pattern(pattern_id: str) -> Any:
    return _done("pattern", lambda: rota_patterns.remove_pattern(pattern_id))


@routes.post("/rota/made-of/patterns/<pattern_id>/days")
@open_to(Role.SUPERVISOR)
def put_exception(pattern_id: str) -> Any:
    typed = _typed("day", "instead")

    def change() -> None:
        day = reading.day(typed["day"], "day")
        rota_patterns.put_exception(pattern_id, day, typed)

    return _done(f"other-{pattern_id}", change)


@routes.post("/rota/made-of/patterns/<pattern_id>/days/<day>/remove")
@open_to(Role.SUPERVISOR)
def remove_exception(pattern_id: str, day: str) -> Any:
    on = reading.day(day, "day")
    return _done("pattern", lambda: rota_patterns.remove_exception(pattern_id, on))


@routes.post("/rota/made-of/people/<person_id>")
@open_to(Role.SUPERVISOR)
def put_flags(person_id: str) -> Any:
    body = {name: request.form.get(name) == "yes" for name in rota_makings.FLAGS}
    given = {"duties": request.form.getlist("duties"), **body}
    return _done(f"person-{person_id}", lambda: rota_makings.put_flags(person_id, given))


@routes.post("/rota/made-of/least")
@open_to(Role.SUPERVISOR)
def put_least() -> Any:
    body = _numbers("by_day", "by_night")
    body["by_language"] = _numbers("kk", "ru", "en")
    return _done("least", lambda: rota_makings.put_least(body))


@routes.post("/rota/made-of/holidays")
@open_to(Role.SUPERVISOR)
def put_day() -> Any:
    typed = _typed("day", "kind", "words")
    return _done("holiday", lambda: rota_makings.put_day(reading.day(typed["day"], "day"), typed))


@routes.post("/rota/made-of/holidays/<day>/remove")
@open_to(Role.SUPERVISOR)
def remove_day(day: str) -> Any:
    on = reading.day(day, "day")
    return _done("holiday", lambda: rota_makings.remove_day(on))
