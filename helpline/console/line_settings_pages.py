"""The settings of the line as a page of plain forms: emergency notice, outside parties, on-call."""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import gettext

from helpline.console import line_settings, reading
from helpline.console.access import open_to
from helpline.console.api_line_settings import settings_view
from helpline.console.problems import Problem
from helpline.people.ports import Role

routes = Blueprint("line_settings", __name__)
Errors = list[tuple[str, str]]
_BOTH = (Role.SUPERVISOR, Role.DUTY_OFFICER)


@routes.get("/line-settings")
@open_to(*_BOTH)
def settings() -> str:
    return _page({}, [])


@routes.post("/line-settings/emergency")
@open_to(Role.SUPERVISOR)
def emergency() -> Any:
    on = reading.one_of(request.form, "on", frozenset({"yes", "no"})) == "yes"
    return _done(lambda: line_settings.turn_emergency(on=on))


@routes.post("/line-settings/parties")
@open_to(Role.SUPERVISOR)
def add_party() -> Any:
    """What was typed stays in the form when something is wrong."""

    def add() -> None:
        name = reading.text(request.form, "name", longest=120, default="")
        number = reading.text(request.form, "number", longest=20, default="")
        line_settings.add_party(name, number)

    return _done(add, field="party-{}")


@routes.post("/line-settings/parties/<party_id>/remove")
@open_to(Role.SUPERVISOR)
def remove_party(party_id: str) -> Any:
    return _done(lambda: line_settings.remove_party(party_id))


@routes.post("/line-settings/people/<person_id>/telephone")
@open_to(Role.SUPERVISOR)
def telephone(person_id: str) -> Any:
    """An empty number sets nothing here: taking it away has a button of its own."""

    def set_it() -> None:
        number = reading.text(request.form, "number", longest=20, default="")
        if not number.strip():
            raise reading.wrong("number", "A telephone number is expected here.")
        line_settings.set_telephone(person_id, number)

    return _done(set_it, field=f"{{}}-{person_id}")


@routes.post("/line-settings/people/<person_id>/telephone/remove")
@open_to(Role.SUPERVISOR)
def remove_telephone(person_id: str) -> Any:
    return _done(lambda: line_settings.set_telephone(person_id, ""))


@routes.post("/line-settings/people/<person_id>/on-call")
@open_to(*_BOTH)
def on_call(person_id: str) -> Any:
    def set_it() -> None:
        on = reading.one_of(request.form, "on", frozenset({"yes", "no"})) == "yes"
        typed = reading.text(request.form, "rank", longest=4, default="0")
        rank = int(typed) if typed.isascii() and typed.isdigit() else -1
        line_settings.set_on_call(person_id, on=on, rank=rank)

    return _done(set_it, field=f"{{}}-{person_id}")


@routes.post("/line-settings/people/<person_id>/skills")
@open_to(Role.SUPERVISOR)
def skills(person_id: str) -> Any:
    def set_it() -> None:
        typed = reading.text(request.form, "skills", longest=400, default="")
        place = reading.text(request.form, "place", longest=4, default="0")
        number = int(place) if place.isascii() and place.isdigit() else -1
        line_settings.set_ability(person_id, line_settings.typed_skills(typed), number)

    return _done(set_it, field=f"{{}}-{person_id}")


def _done(change: Callable[[], None], *, field: str = "{}") -> Any:
    """The page again; a fault stands beside its field, which is named `field` with the JSON's name in it."""
    try:
        change()
    except Problem as problem:
        if problem.status is HTTPStatus.NOT_FOUND:
            raise
        named = problem.errors or [("rank", problem.detail)]
        faults = [(field.format(name), gettext(words)) for name, words in named]
        return _page(request.form, faults), problem.status
    return redirect(url_for("line_settings.settings"), HTTPStatus.SEE_OTHER)


def _page(values: Mapping[str, str], errors: Errors) -> str:
    return render_template(
        "line_settings.html", **settings_view(), values=values, wrongs=dict(errors), errors=errors
    )
