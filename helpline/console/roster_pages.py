"""Rosters as pages: ask for one, watch it being made, look at it, publish it, restore an earlier one."""

import csv
from datetime import timedelta
from http import HTTPStatus
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import gettext
from markupsafe import Markup

from helpline.console import roster_acts
from helpline.console.access import open_to, parts, put_on_record
from helpline.console.problems import Problem
from helpline.console.rota_calendar import today
from helpline.people.ports import Role
from helpline.rota.making.make_roster import can_solve
from helpline.rota.picture import Words, drawn, picture_of
from shift_schedule.forecast import ForecastError
from shift_schedule.plan import RosterState

routes = Blueprint("rosters", __name__)
_DAY = timedelta(days=1)
_SHOWN_OPEN = 60  # stretches on the page; the JSON API gives all of them


@routes.get("/rota/rosters")
@open_to(Role.SUPERVISOR)
def rosters() -> str:
    return _list([])


def _list(errors: list[tuple[str, str]]) -> str:
    next_month = (today().replace(day=28) + 4 * _DAY).replace(day=1)
    return render_template(
        "rosters.html",
        tab="rosters",
        rosters=parts().rota.rosters.book.all(),
        names=_names(),
        solvers=can_solve(),
        erred=parts().rota.plan_need.backtest(parts().now()),
        month=request.form.get("month") or f"{next_month:%Y-%m}",
        seconds=request.form.get("seconds") or "60",
        propose=request.form.get("propose") == "yes",
        errors=errors,
    )


def _names() -> dict[str, str]:
    return {person.id: person.name for person in parts().people.everyone()}


def _told(problem: Problem) -> list[tuple[str, str]]:
    return [(field, gettext(words)) for field, words in problem.errors]


@routes.post("/rota/rosters")
@open_to(Role.SUPERVISOR)
def start() -> Any:
    typed = request.form.get("seconds", "")[:4]
    seconds = int(typed) if typed.isascii() and typed.isdigit() else -1
    propose = request.form.get("propose") == "yes"
    try:
        draft = roster_acts.start(request.form.get("month", "")[:10], seconds, propose=propose)
    except Problem as problem:
        return _list(_told(problem)), problem.status
    return _to(draft.id)


@routes.post("/rota/need")
@open_to(Role.SUPERVISOR)
def bring_in_calls() -> Any:
    """A list of past calls, until the line has a log of its own: every bad row is named."""
    sent = request.files.get("calls")
    put_on_record("rota.need", "-")
    try:
        text = b"" if sent is None else sent.read()
        parts().rota.plan_need.from_list(text.decode("utf-8-sig"), parts().now())
    except (ForecastError, UnicodeDecodeError, csv.Error) as fault:
        words = gettext("This list of calls cannot be read.")
        why = str(fault)[: roster_acts.REASON] if isinstance(fault, ForecastError) else ""
        return _list([("calls", f"{words} {why}")]), HTTPStatus.UNPROCESSABLE_ENTITY
    return redirect(url_for("rosters.rosters"), HTTPStatus.SEE_OTHER)


def _to(roster_id: str) -> Any:
    return redirect(url_for("rosters.roster", roster_id=roster_id), HTTPStatus.SEE_OTHER)


@routes.get("/rota/rosters/<roster_id>")
@open_to(Role.SUPERVISOR)
def roster(roster_id: str) -> str:
    return _one(roster_id, [])


def _one(roster_id: str, errors: list[tuple[str, str]]) -> str:
    draft, rosters_ = roster_acts.one(roster_id), parts().rota.rosters
    ready = draft.roster.state is RosterState.REVIEW
    rows = rosters_.book.rows(roster_id)
    accounting = rosters_.judge.accounting(draft.first_day)
    picture = picture_of(draft, rows, _names(), accounting)
    return render_template(
        "roster.html",
        tab="rosters",
        draft=draft,
        solving=draft.roster.state is RosterState.SOLVING,
        ready=ready,
        review=rosters_.review(roster_id, now=parts().now()) if ready else None,
        picture=picture,
        drawn=Markup(drawn(picture, _words(draft.roster.period), alone=False)),  # noqa: S704 -- escaped there
        shown_open=_SHOWN_OPEN,
        shifts=len(rows),
        names=_names(),
        solvers=can_solve(),
        errors=errors,
        reason=request.form.get("reason", "")[: roster_acts.REASON],
    )


def _words(period: str) -> Words:
    return Words(
        title=f"{gettext('Roster')} {period}",
        described=gettext(
            "A line for each person and a column for each day; the same stands in the table below."
        ),
        hours=gettext("Hours"),
        nights=gettext("Nights"),
        free_days=gettext("Days off worked"),
        begin=gettext("Shifts that begin"),
        open_hours=gettext("Open hours"),
    )


@routes.post("/rota/rosters/<roster_id>/cancel")
@open_to(Role.SUPERVISOR)
def cancel(roster_id: str) -> Any:
    roster_acts.cancel(roster_id)
    return _to(roster_id)


@routes.post("/rota/rosters/<roster_id>/publish")
@open_to(Role.SUPERVISOR)
def publish(roster_id: str) -> Any:
    """What is owed and missing is told on the page itself."""
    try:
        reason = roster_acts.typed_reason(request.form.get("reason", ""))
        roster_acts.publish(roster_id, reason)
    except Problem as problem:
        if not problem.errors or problem.status is HTTPStatus.CONFLICT:
            raise
        return _one(roster_id, _told(problem)), problem.status
    return _to(roster_id)


@routes.post("/rota/rosters/<roster_id>/restore")
@open_to(Role.SUPERVISOR)
def restore(roster_id: str) -> Any:
    return _to(roster_acts.restore(roster_id).id)
