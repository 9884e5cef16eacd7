"""Rosters as pages: ask for one, watch it being made, look at it, publish it, restore an earlier one."""

import csv
import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from http import HTTPStatus
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import gettext

from helpline.console.access import me, open_to, parts
from helpline.console.problems import Problem
from helpline.console.rota_acts import refusals
from helpline.console.rota_calendar import today
from helpline.people.ports import Role
from helpline.rota.making.make_roster import can_solve
from helpline.rota.rosters import RosterDraft, RosterError
from shift_schedule.fairness import Share, shares
from shift_schedule.forecast import ForecastError
from shift_schedule.law import Rule
from shift_schedule.plan import PlannedShift, RosterState
from shift_schedule.shift import Shift

routes = Blueprint("rosters", __name__)
_DAY = timedelta(days=1)
_SECONDS = range(5, 601)
_REASON = 500


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
        errors=errors,
    )


def _names() -> dict[str, str]:
    return {person.id: person.name for person in parts().people.everyone()}


@routes.post("/rota/rosters")
@open_to(Role.SUPERVISOR)
def start() -> Any:
    """The whole month; the jobs process makes it."""
    month, seconds = request.form.get("month", ""), request.form.get("seconds", "")
    errors = []
    if not re.fullmatch(r"2[01][0-9]{2}-(0[1-9]|1[0-2])", month):
        errors.append(("month", gettext("Enter a month, such as 2027-01.")))
    if not re.fullmatch("[0-9]{1,3}", seconds) or int(seconds) not in _SECONDS:
        errors.append(("seconds", gettext("A whole number from 5 to 600 is expected here.")))
    if errors:
        return _list(errors), HTTPStatus.UNPROCESSABLE_ENTITY
    first = date.fromisoformat(f"{month}-01")
    last = first.replace(day=monthrange(first.year, first.month)[1])
    try:
        draft = parts().rota.rosters.start(
            first, last, seconds=int(seconds), by=me().id, now=parts().now()
        )
    except RosterError as fault:
        return _list([("month", gettext(str(fault)))]), HTTPStatus.UNPROCESSABLE_ENTITY
    return _to(draft.id)


@routes.post("/rota/need")
@open_to(Role.SUPERVISOR)
def bring_in_calls() -> Any:
    """A list of past calls, until the line has a log of its own: every bad row is named."""
    sent = request.files.get("calls")
    try:
        text = b"" if sent is None else sent.read()
        parts().rota.plan_need.from_list(text.decode("utf-8-sig"), parts().now())
    except (ForecastError, UnicodeDecodeError, csv.Error) as fault:
        words = gettext("This list of calls cannot be read.")
        why = str(fault)[:_REASON] if isinstance(fault, ForecastError) else ""
        return _list([("calls", f"{words} {why}")]), HTTPStatus.UNPROCESSABLE_ENTITY
    return redirect(url_for("rosters.rosters"), HTTPStatus.SEE_OTHER)


def _to(roster_id: str) -> Any:
    return redirect(url_for("rosters.roster", roster_id=roster_id), HTTPStatus.SEE_OTHER)


@routes.get("/rota/rosters/<roster_id>")
@open_to(Role.SUPERVISOR)
def roster(roster_id: str) -> str:
    return _one(roster_id, [])


def _one(roster_id: str, errors: list[tuple[str, str]]) -> str:
    rosters_ = parts().rota.rosters
    draft = rosters_.book.one(roster_id)
    if draft is None:
        raise Problem(HTTPStatus.NOT_FOUND, "There is nothing here")
    ready = draft.roster.state is RosterState.REVIEW
    rows = rosters_.book.rows(roster_id)
    return render_template(
        "roster.html",
        tab="rosters",
        draft=draft,
        solving=draft.roster.state is RosterState.SOLVING,
        ready=ready,
        review=rosters_.review(roster_id, now=parts().now()) if ready else None,
        picture=_picture(draft, rows),
        days=_days(draft),
        free=_free(draft),
        shifts=len(rows),
        names=_names(),
        solvers=can_solve(),
        rules=frozenset(f"rule:{rule.value}" for rule in Rule),
        errors=errors,
        reason=request.form.get("reason", "")[:_REASON],
    )


def _days(draft: RosterDraft) -> list[date]:
    count = (draft.last_day - draft.first_day).days + 1
    return [draft.first_day + number * _DAY for number in range(count)]


def _free(draft: RosterDraft) -> frozenset[date]:
    calendar = parts().rota.planning.calendar(draft.first_day, draft.last_day)
    return frozenset(day for day in _days(draft) if not calendar.is_working(day))


def _picture(
    draft: RosterDraft, rows: list[PlannedShift]
) -> list[tuple[str, Mapping[date, Mapping[str, Any]], Share]]:
    """A line a person: by day when she begins and ends, whether it is night; and her share of it all."""
    names, zone = _names(), parts().zone
    accounting = parts().rota.judge.accounting(draft.first_day)
    lines: dict[str, dict[date, Mapping[str, Any]]] = {}
    held = []
    for row in rows:
        if row.person_id is None:
            continue
        day = row.starts_at.astimezone(zone).date()
        night = accounting.night_hours(row.starts_at, row.ends_at) >= timedelta(hours=3)
        lines.setdefault(row.person_id, {})[day] = {"shift": row, "night": night}
        held.append(
            Shift(
                id=row.id,
                person_id=row.person_id,
                starts_at=row.starts_at,
                ends_at=row.ends_at,
                languages=row.languages,
            )
        )
    ordered = sorted(shares(lines, held, accounting), key=lambda x: names.get(x.person_id, ""))
    return [(names.get(x.person_id, ""), lines[x.person_id], x) for x in ordered]


@routes.post("/rota/rosters/<roster_id>/cancel")
@open_to(Role.SUPERVISOR)
def cancel(roster_id: str) -> Any:
    try:
        with refusals():
            parts().rota.rosters.cancel(roster_id)
    except RosterError as fault:
        raise Problem(HTTPStatus.CONFLICT, str(fault)) from fault
    return _to(roster_id)


@routes.post("/rota/rosters/<roster_id>/publish")
@open_to(Role.SUPERVISOR)
def publish(roster_id: str) -> Any:
    """Where it is short or breaks the law, a supervisor's reason is kept with her name."""
    reason = request.form.get("reason", "").strip()[:_REASON]
    if parts().rota.rosters.book.one(roster_id) is None:
        raise Problem(HTTPStatus.NOT_FOUND, "There is nothing here")
    try:
        with refusals():
            parts().rota.rosters.publish(
                roster_id, by=me().id, reason=reason or None, now=parts().now()
            )
    except RosterError as fault:
        told = [("reason", gettext(str(fault)))]
        return _one(roster_id, told), HTTPStatus.UNPROCESSABLE_ENTITY
    return _to(roster_id)


@routes.post("/rota/rosters/<roster_id>/restore")
@open_to(Role.SUPERVISOR)
def restore(roster_id: str) -> Any:
    with refusals():
        made = parts().rota.rosters.restore(roster_id, by=me().id, now=parts().now())
    return _to(made.id)
