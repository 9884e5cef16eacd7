"""The pages people open: plain links and forms, two of them with an island of script."""

import json
from datetime import datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from flask import Blueprint, Flask, g, render_template, request, url_for
from flask_babel import gettext

from helpline.cases.ports import Contact
from helpline.cases.rescue_contact import REASONS as RESCUE_REASONS
from helpline.console import (
    attendance_pages,
    audit_pages,
    calendar_pages,
    case_pages,
    contact_pages,
    cover,
    directory_pages,
    disclosure_pages,
    factors,
    line_settings_pages,
    login,
    makings_pages,
    message_pages,
    my_rota_pages,
    own_password,
    people_pages,
    reading,
    report_pages,
    roster_pages,
    rota_day_page,
    rota_pages,
    rota_requests_pages,
    search_pages,
    second_step,
    training_pages,
    wish_pages,
)
from helpline.console.access import is_covered, me, my_csrf, my_draft_key, open_to, parts
from helpline.console.api_contacts import read, reader
from helpline.console.form_words import form_choices, shown_answers
from helpline.console.problems import Problem
from helpline.console.snapshots import console_snapshot, line_snapshot, person_view
from helpline.console.socket_streams import streams_of
from helpline.console.translations import LANGUAGES, reader_language
from helpline.people.ports import Role
from helpline.rota.abilities import shown as shown_skills

routes = Blueprint("pages", __name__)
_PAGE = 50


def mount_pages(app: Flask) -> None:
    app.context_processor(_common)
    app.add_template_filter(_local, "local")
    app.add_template_filter(_duration, "duration")
    app.add_template_filter(datetime.fromisoformat, "instant")
    app.add_template_filter(_json_script, "json_script")
    app.add_template_filter(shown_skills, "skills")
    accounts = (login, second_step, cover, own_password, factors, people_pages)
    records = (
        contact_pages,
        case_pages,
        search_pages,
        directory_pages,
        disclosure_pages,
        report_pages,
    )
    rota = (
        rota_pages,
        my_rota_pages,
        rota_requests_pages,
        rota_day_page,
        calendar_pages,
        roster_pages,
        makings_pages,
        wish_pages,
        attendance_pages,
    )
    work = (training_pages, line_settings_pages, message_pages, audit_pages)
    for module in (*accounts, *records, *rota, *work):
        app.register_blueprint(module.routes)
    app.register_blueprint(routes)


def _common() -> dict[str, Any]:
    """What every template may use."""
    return {
        "me": g.get("person"),
        "covered": g.get("session") is not None and is_covered(),
        "is_supervisor": g.get("person") is not None and Role.SUPERVISOR in me().roles,
        "has_role": lambda *names: g.get("person") is not None and bool(me().roles & set(names)),
        "lang": reader_language(),
        "languages": LANGUAGES,
        "csrf": my_csrf(),
        "static": lambda path: url_for("static", filename=path),
        "practice": parts().practice,
        "here": request.full_path.rstrip("?"),
        "now": parts().now(),
    }


@routes.get("/console")
@open_to(Role.COUNSELLOR)
def console() -> str:
    snapshot = console_snapshot(parts(), me())
    return render_template(
        "console.html", boot=_boot(snapshot, form=form_choices(), draft_key=my_draft_key())
    )


@routes.get("/supervisor")
@open_to(Role.SUPERVISOR)
def supervisor() -> str:
    return render_template("supervisor.html", boot=_boot(line_snapshot(parts())))


def _boot(snapshot: Any, **more: Any) -> dict[str, Any]:
    """Everything an island needs before its first request."""
    stream = "line" if "calls" in snapshot else f"person:{me().id}"
    return {
        "me": person_view(me()),
        "csrf": my_csrf(),
        "lang": reader_language(),
        "server_time": snapshot["server_time"],
        "live": {
            "streams": list(streams_of(me())),
            "stream": stream,
            "after": {stream: snapshot["seq"]},
            "epoch": snapshot["epoch"],
        },
        "snapshot": snapshot,
        "phone": {"chunderw": parts().phone.chunderw, "edge": parts().phone.edge},
        "static": url_for("static", filename=""),
        "zone": parts().zone.key,
        **more,
    }


@routes.get("/calls")
@open_to(Role.SUPERVISOR)
def calls() -> str:
    rows = parts().log.call_log(before=reading.instant_of_query("before"), limit=_PAGE)
    older = _older(rows[-1].arrived_at) if len(rows) == _PAGE else None
    return render_template("calls.html", rows=rows, older=older)


@routes.get("/calls/<call_id>")
@open_to(Role.SUPERVISOR)
def call(call_id: str) -> str:
    row = parts().log.one_call(call_id)
    if row is None:
        raise Problem(HTTPStatus.NOT_FOUND, "There is nothing here")
    contact = parts().read_contact.contacts.of_call(call_id)
    return render_template(
        "call.html",
        call=row,
        intervals=parts().log.intervals(call_id),
        offers=parts().log.offers(call_id),
        others=parts().log.others(call_id),
        contact_id=None if contact is None else contact.id,
    )


@routes.get("/contacts")
@open_to(Role.COUNSELLOR, Role.SUPERVISOR)
def contacts() -> str:
    before = reading.instant_of_query("before")
    rows = parts().read_contact.listing(reader(), before=before, limit=_PAGE, now=parts().now())
    older = _older(rows[-1].opened_at) if len(rows) == _PAGE else None
    return render_template("contacts.html", rows=rows, older=older, names=_names())


@routes.get("/contacts/<contact_id>")
@open_to(Role.COUNSELLOR, Role.SUPERVISOR)
def contact(contact_id: str) -> str:
    """Her own, or the question why she wants to read somebody else's."""
    try:
        found = read(contact_id)
    except Problem as problem:
        if problem.kind != "/problems/reason-needed":
            raise
        return _ask_why(contact_id, "", [])
    return _contact_page(found)


@routes.post("/contacts/<contact_id>")
@open_to(Role.SUPERVISOR)
def contact_for_a_reason(contact_id: str) -> Any:
    """Shown once for each reason: a reload sends the reason again and is a reading of its own."""
    reason = request.form.get("reason", "")[:1000]
    try:
        found = read(contact_id, reason)
    except Problem as problem:
        if problem.status is HTTPStatus.NOT_FOUND:
            raise
        words = [each for _, each in problem.errors] or [problem.detail]
        errors = [("reason", gettext(each)) for each in words]
        return _ask_why(contact_id, reason, errors), HTTPStatus.UNPROCESSABLE_ENTITY
    return _contact_page(found)


def _contact_page(found: Contact) -> str:
    return render_template(
        "contact.html",
        contact=found,
        names=_names(),
        answers=shown_answers(found.form, found.form_version),
        may_write=me().id in (found.owner_id, found.recorded_by),
        rescue_reasons=RESCUE_REASONS,
    )


def _ask_why(contact_id: str, reason: str, errors: list[tuple[str, str]]) -> str:
    return render_template(
        "contact_reason.html", contact_id=contact_id, reason=reason, errors=errors
    )


def _names() -> dict[str, str]:
    return {person.id: person.name for person in parts().people.everyone()}


def _older(instant: datetime) -> str:
    return "?before=" + quote(instant.isoformat())


def _local(instant: datetime | None, shape: str = "%d.%m.%Y %H:%M") -> str:
    """An instant in the helpline's own zone."""
    return "" if instant is None else instant.astimezone(parts().zone).strftime(shape)


def _duration(seconds: float | None) -> str:
    """Seconds as m:ss, hours as h:mm:ss."""
    if seconds is None:
        return ""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def _json_script(value: Any) -> str:
    """JSON that can stand inside a script element of data."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text.replace("<", "\\u003c").replace("&", "\\u0026")
