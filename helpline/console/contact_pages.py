"""Contacts beyond the call of the moment: from paper, finished later, or rescued by a supervisor."""

import re
import uuid
from collections.abc import Mapping
from datetime import date, datetime, time
from http import HTTPStatus
from typing import Any

from flask import Blueprint, Response, jsonify, redirect, render_template, request, url_for
from flask_babel import gettext

from helpline.cases.add_contact import BadPaperContact, Paper
from helpline.cases.form import PAPER_CHANNELS
from helpline.cases.ports import AlreadyThere, Contact, ContactState, StaleContact
from helpline.cases.rescue_contact import REASONS, NothingToRescue
from helpline.cases.write_contact import AlreadyComplete
from helpline.console import reading
from helpline.console.access import me, my_csrf, my_draft_key, open_to, parts
from helpline.console.api_contacts import reader
from helpline.console.form_words import form_choices
from helpline.console.problems import Problem
from helpline.console.snapshots import contact_view
from helpline.console.translations import reader_language
from helpline.people.ports import Person, Role

routes = Blueprint("contact_pages", __name__)
_WRITERS = (Role.COUNSELLOR, Role.SUPERVISOR)
_NEW_ID = re.compile(r"[0-9a-f]{32}")


@routes.get("/contacts/new")
@open_to(*_WRITERS)
def new() -> str:
    return _new_page({"id": uuid.uuid4().hex, "owner_id": me().id}, [])


@routes.post("/contacts")
@open_to(*_WRITERS)
def add() -> Any:
    names = ("id", "channel", "owner_id", "date", "time")
    values = {name: request.form.get(name, "")[:64].strip() for name in names}
    try:
        _add(_paper(values))
    except BadPaperContact as fault:
        errors = [(field, gettext(words)) for field, words in fault.faults]
        return _new_page(values, errors), HTTPStatus.UNPROCESSABLE_ENTITY
    return redirect(url_for("contact_pages.write", contact_id=values["id"]), HTTPStatus.SEE_OTHER)


@routes.get("/contacts/<contact_id>/write")
@open_to(*_WRITERS)
def write(contact_id: str) -> Any:
    """The same form as at the desk; a complete contact is shown instead."""
    contact = parts().read_contact.one(contact_id, reader(), parts().now())
    if contact is None or me().id not in (contact.owner_id, contact.recorded_by):
        raise Problem(HTTPStatus.NOT_FOUND, "There is nothing here")
    if contact.state is ContactState.COMPLETE:
        return redirect(url_for("pages.contact", contact_id=contact_id), HTTPStatus.SEE_OTHER)
    boot = {
        "csrf": my_csrf(),
        "draft_key": my_draft_key(),
        "lang": reader_language(),
        "zone": parts().zone.key,
        "contact": contact_view(contact),
        "form": form_choices(),
        "static": url_for("static", filename=""),
    }
    return render_template("contact_write.html", boot=boot, contact=contact)


@routes.post("/contacts/<contact_id>/rescue")
@open_to(Role.SUPERVISOR)
def rescue(contact_id: str) -> Any:
    _rescue(contact_id, request.form.get("reason", ""))
    return redirect(url_for("contact_pages.write", contact_id=contact_id), HTTPStatus.SEE_OTHER)


# --- by JSON


@routes.post("/api/contacts")
@open_to(*_WRITERS)
def add_by_json() -> Response:
    body = reading.json_object()
    paper = Paper(
        id=_id(reading.text(body, "id", default=uuid.uuid4().hex)),
        channel=reading.one_of(body, "channel", frozenset(PAPER_CHANNELS)),
        owner_id=_owner(reading.text(body, "owner_id", default=me().id)),
        happened_at=reading.instant(body.get("happened_at"), "happened_at"),
    )
    try:
        contact = _add(paper)
    except BadPaperContact as fault:
        words = "Something is missing or wrong"
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, words, errors=fault.faults) from fault
    answer = jsonify(contact_view(contact))
    answer.status_code = HTTPStatus.CREATED
    return answer


@routes.post("/api/contacts/<contact_id>/rescue")
@open_to(Role.SUPERVISOR)
def rescue_by_json(contact_id: str) -> Response:
    reason = reading.one_of(reading.json_object(), "reason", frozenset(REASONS))
    return jsonify(contact_view(_rescue(contact_id, reason)))


def _add(paper: Paper) -> Contact:
    """The same form sent twice is one contact; another's of that id is nobody's business."""
    try:
        return parts().records.add_contact(paper, me().id, parts().now())
    except AlreadyThere:
        there = parts().read_contact.contacts.contact(paper.id)
        if there is None or there.recorded_by != me().id:
            raise Problem(HTTPStatus.CONFLICT, "Too late, or not possible now") from None
        return there


def _rescue(contact_id: str, reason: str) -> Contact:
    try:
        return parts().records.rescue_contact(contact_id, me().id, reason, parts().now())
    except NothingToRescue:
        raise Problem(HTTPStatus.NOT_FOUND, "There is nothing here") from None
    except AlreadyComplete:
        raise Problem(HTTPStatus.CONFLICT, "This contact is complete already.") from None
    except StaleContact:
        words = "The contact was saved elsewhere in the meantime."
        raise Problem(HTTPStatus.CONFLICT, words) from None


def _paper(values: Mapping[str, str]) -> Paper:
    happened_at = _instant(values["date"], values["time"])
    known = {person.id for person in _colleagues()}
    faults = []
    if happened_at is None:
        faults += [("date", "Enter a day of the last 90 days.")]
    if values["owner_id"] not in known:
        faults += [("owner_id", "Choose who spoke with the child.")]
    if values["channel"] not in PAPER_CHANNELS:
        faults += [("channel", "Choose one of the list.")]
    if faults or happened_at is None or not _NEW_ID.fullmatch(values["id"]):
        raise BadPaperContact(faults or [("id", "Text is expected here.")])
    return Paper(
        id=values["id"],
        channel=values["channel"],
        owner_id=values["owner_id"],
        happened_at=happened_at,
    )


def _instant(day: str, clock: str) -> datetime | None:
    try:
        read = datetime.combine(date.fromisoformat(day), time.fromisoformat(clock or "12:00"))
    except ValueError:
        return None
    return read.replace(tzinfo=parts().zone) if read.year in reading.YEARS else None


def _id(value: str) -> str:
    if not _NEW_ID.fullmatch(value):
        raise reading.wrong("id", "Text is expected here.")
    return value


def _owner(person_id: str) -> str:
    if person_id not in {person.id for person in _colleagues()}:
        raise reading.wrong("owner_id", "Choose who spoke with the child.")
    return person_id


def _colleagues() -> list[Person]:
    speak = {Role.COUNSELLOR, Role.SUPERVISOR}
    return [person for person in parts().people.everyone() if person.roles & speak]


def _new_page(values: dict[str, str], errors: list[tuple[str, str]]) -> str:
    return render_template(
        "contact_new.html",
        values=values,
        errors=errors,
        people=_colleagues(),
        channels=PAPER_CHANNELS,
    )
