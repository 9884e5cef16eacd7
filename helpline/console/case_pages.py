"""Cases as pages: a list with what is due, and one case with its timeline and its forms."""

import uuid
from collections.abc import Mapping
from datetime import date
from http import HTTPStatus
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import gettext

from helpline.cases.case import (
    CONSENTS,
    FLAGS,
    SECTIONS,
)
from helpline.cases.keep_case import BadSection
from helpline.cases.refer import OUTCOMES
from helpline.console.access import me, open_to, parts
from helpline.console.api_contacts import reader
from helpline.console.case_acts import (
    ACTS,
    LONGEST,
    VIEWS,
    answer,
    counsellors,
    guarded,
    wanted_cases,
)
from helpline.console.form_words import shown_answers
from helpline.console.problems import Problem
from helpline.console.translations import reader_language
from helpline.people.ports import Role

routes = Blueprint("cases", __name__)
_READERS = (Role.COUNSELLOR, Role.SUPERVISOR)


@routes.get("/cases")
@open_to(*_READERS)
def cases() -> str:
    view, label = request.args.get("view", "active"), request.args.get("label", "")
    rows = parts().records.keep_case.listing(reader(), wanted := wanted_cases(view, label))
    return render_template(
        "cases.html",
        rows=rows,
        view=view if view in VIEWS else "active",
        views=VIEWS,
        names=_names(),
        label=wanted.label,
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

    case = guarded(act)
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
    act = ACTS.get(request.form.get("act", ""))
    if act is None:
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "Something is missing or wrong")
    try:
        guarded(lambda: act(case_id, request.form))
    except BadSection as fault:
        errors = [(field, gettext(words)) for field, words in fault.faults]
        values = {name: request.form.get(name, "")[:LONGEST] for name in ("kind", "text", "due_on")}
        return _page(case_id, values, errors), HTTPStatus.UNPROCESSABLE_ENTITY
    if act is answer and request.form.get("takes") != "yes":
        return redirect(url_for("cases.cases"), HTTPStatus.SEE_OTHER)
    return redirect(url_for("cases.case", case_id=case_id), HTTPStatus.SEE_OTHER)


def _page(case_id: str, values: Mapping[str, str], errors: list[tuple[str, str]]) -> str:
    keep = parts().records.keep_case
    case, entries, contacts = guarded(lambda: keep.read(case_id, reader(), parts().now()))
    lines = [(entry.at, "entry", entry) for entry in entries]
    lines += [(contact.opened_at, "contact", contact) for contact in contacts]
    return render_template(
        "case.html",
        case=case,
        lines=sorted(lines, key=lambda line: line[0], reverse=True),
        answers={each.id: shown_answers(each.form, each.form_version) for each in contacts},
        names=_names(),
        people=counsellors(),
        today=_today(),
        new_id=uuid.uuid4().hex,
        sections=SECTIONS,
        flags=FLAGS,
        consents=CONSENTS,
        outcomes=OUTCOMES,
        services={each.code: each for each in parts().records.services.everything()},
        tongue=reader_language(),
        may_change=reader().reads_all or case.owner_id == me().id,
        values=values,
        errors=errors,
    )


def _names() -> dict[str, str]:
    return {person.id: person.name for person in parts().people.everyone()}
