"""Cases as pages: a list with what is due, and one case with its timeline and its forms."""

import uuid
from collections.abc import Callable, Mapping
from datetime import date
from http import HTTPStatus
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import gettext

from helpline.cases.case import (
    CONSENTS,
    FLAGS,
    SECTIONS,
    CaseState,
    NoSuchCase,
    StaleCase,
    WrongMove,
)
from helpline.cases.case_ports import WantedCases
from helpline.cases.keep_case import BadSection, Section
from helpline.console import reading
from helpline.console.access import me, open_to, parts
from helpline.console.api_contacts import reader
from helpline.console.form_words import shown_answers
from helpline.console.problems import Problem
from helpline.people.ports import Role

routes = Blueprint("cases", __name__)
_READERS = (Role.COUNSELLOR, Role.SUPERVISOR)
_VIEWS = ("active", "due", "flagged", "closing", "closed")
_ACTIVE = (CaseState.OPEN, CaseState.IN_PROGRESS, CaseState.CLOSING)
_LONGEST = 20_000  # the use case says what is too long, in words


@routes.get("/cases")
@open_to(*_READERS)
def cases() -> str:
    view = request.args.get("view", "active")
    if view not in _VIEWS:
        view = "active"
    rows = parts().records.keep_case.listing(reader(), _wanted(view))
    return render_template(
        "cases.html", rows=rows, view=view, views=_VIEWS, names=_names(), label=_label()
    )


def _label() -> str:
    text = request.args.get("label", "")[:40].strip()
    return text if reading.is_text(text) else ""


def _wanted(view: str) -> WantedCases:
    states = {"closing": (CaseState.CLOSING,), "closed": (CaseState.CLOSED,)}.get(view, _ACTIVE)
    return WantedCases(
        reader_id=None,
        states=tuple(state.value for state in states),
        due_by=_today() if view == "due" else None,
        flagged=view == "flagged",
        label=_label(),
    )


def _today() -> date:
    return parts().now().astimezone(parts().zone).date()


@routes.post("/cases")
@open_to(*_READERS)
def open_case() -> Any:
    """Around a contact; or the contact joins the case of a label."""
    contact_id = request.form.get("contact_id", "")[:64]
    label = request.form.get("label", "")[:40]
    keep = parts().records.keep_case

    def act() -> Any:
        if label:
            return keep.link(contact_id, label, reader(), parts().now())
        return keep.open(contact_id, reader(), parts().now())

    case = _guarded(act)
    if label and not (reader().reads_all or case.owner_id == me().id):
        return redirect(url_for("pages.contact", contact_id=contact_id), HTTPStatus.SEE_OTHER)
    return redirect(url_for("cases.case", case_id=case.id), HTTPStatus.SEE_OTHER)


@routes.get("/cases/<case_id>")
@open_to(*_READERS)
def case(case_id: str) -> str:
    return _page(case_id, {}, [])


@routes.post("/cases/<case_id>")
@open_to(*_READERS)
def change(case_id: str) -> Any:
    """One thing at a time: `act` says which. What was typed stays when something is wrong."""
    act = _ACTS.get(request.form.get("act", ""))
    if act is None:
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "Something is missing or wrong")
    try:
        _guarded(lambda: act(case_id, request.form))
    except BadSection as fault:
        errors = [(field, gettext(words)) for field, words in fault.faults]
        values = {
            name: request.form.get(name, "")[:_LONGEST] for name in ("kind", "text", "due_on")
        }
        return _page(case_id, values, errors), HTTPStatus.UNPROCESSABLE_ENTITY
    if act is _answer and request.form.get("takes") != "yes":
        return redirect(url_for("cases.cases"), HTTPStatus.SEE_OTHER)
    return redirect(url_for("cases.case", case_id=case_id), HTTPStatus.SEE_OTHER)


Form = Mapping[str, str]


def _write(case_id: str, form: Form) -> None:
    section = Section(
        id=form.get("id", "")[:64] or uuid.uuid4().hex,
        kind=form.get("kind", ""),
        text=_text(form.get("text", "")),
        due_on=_date(form.get("due_on", "")),
    )
    parts().records.keep_case.write(case_id, section, reader(), parts().now())


def _flag(case_id: str, form: Form) -> None:
    parts().records.keep_case.flag(case_id, form.get("reason", ""), reader(), parts().now())


def _finish(case_id: str, form: Form) -> None:
    entry_id = form.get("entry_id", "")[:64]
    parts().records.keep_case.finish(case_id, entry_id, reader(), parts().now())


def _move(case_id: str, form: Form) -> None:
    state = form.get("state", "")
    if state not in set(CaseState):
        raise BadSection([("state", "Choose one of the list.")])
    parts().records.move_case(case_id, CaseState(state), reader(), parts().now())


def _hand(case_id: str, form: Form) -> None:
    person_id = form.get("person_id", "")
    if person_id not in {each.id for each in _counsellors()}:
        raise BadSection([("person_id", "Choose one of the list.")])
    parts().records.move_case.hand_to(case_id, person_id, reader(), parts().now())


def _answer(case_id: str, form: Form) -> None:
    takes = form.get("takes") == "yes"
    parts().records.move_case.answer(case_id, reader(), parts().now(), takes=takes)


def _unlink(case_id: str, form: Form) -> None:
    contact_id = form.get("contact_id", "")[:64]
    parts().records.keep_case.unlink(case_id, contact_id, reader(), parts().now())


_ACTS: Mapping[str, Callable[[str, Form], None]] = {
    "write": _write,
    "flag": _flag,
    "finish": _finish,
    "move": _move,
    "hand": _hand,
    "answer": _answer,
    "unlink": _unlink,
}


def _text(value: str) -> str:
    if len(value) > _LONGEST or not reading.is_text(value):
        raise BadSection([("text", "Text is expected here.")])
    return value.replace("\r\n", "\n")


def _date(value: str) -> date | None:
    if not value:
        return None
    try:
        day = date.fromisoformat(value)
    except ValueError:
        raise BadSection([("due_on", "Enter a date.")]) from None
    if day.year not in reading.YEARS:
        raise BadSection([("due_on", "Enter a date.")])
    return day


def _guarded(act: Callable[[], Any]) -> Any:
    try:
        return act()
    except NoSuchCase:
        raise Problem(HTTPStatus.NOT_FOUND, "There is nothing here") from None
    except WrongMove as fault:
        raise Problem(HTTPStatus.CONFLICT, str(fault)) from None
    except StaleCase:
        words = "Somebody changed this case in the meantime. Please look at it again."
        raise Problem(HTTPStatus.CONFLICT, words) from None


def _page(case_id: str, values: Mapping[str, str], errors: list[tuple[str, str]]) -> str:
    keep = parts().records.keep_case
    case, entries, contacts = _guarded(lambda: keep.read(case_id, reader(), parts().now()))
    lines = [(entry.at, "entry", entry) for entry in entries]
    lines += [(contact.opened_at, "contact", contact) for contact in contacts]
    return render_template(
        "case.html",
        case=case,
        lines=sorted(lines, key=lambda line: line[0], reverse=True),
        answers={each.id: shown_answers(each.form, each.form_version) for each in contacts},
        names=_names(),
        people=_counsellors(),
        today=_today(),
        new_id=uuid.uuid4().hex,
        sections=SECTIONS,
        flags=FLAGS,
        consents=CONSENTS,
        may_change=reader().reads_all or case.owner_id == me().id,
        values=values,
        errors=errors,
    )


def _names() -> dict[str, str]:
    return {person.id: person.name for person in parts().people.everyone()}


def _counsellors() -> list[Any]:
    return [each for each in parts().people.everyone() if Role.COUNSELLOR in each.roles]
