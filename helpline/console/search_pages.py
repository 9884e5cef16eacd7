"""Looking for contacts and cases, as a page and by JSON. What is looked for stands in no address."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from flask import Blueprint, Response, jsonify, render_template, request
from flask_babel import gettext

from helpline.cases.case import Case, CaseState
from helpline.cases.form import REGIONS, taxonomy
from helpline.cases.ports import Contact, ContactState
from helpline.cases.read_contact import BadReason, ReasonNeeded
from helpline.cases.search import Found, Sought
from helpline.cases.statistics import AGE_BANDS
from helpline.console import reading
from helpline.console.access import open_to, parts
from helpline.console.api_contacts import reader
from helpline.console.case_views import case_view
from helpline.console.problems import Problem
from helpline.console.search_values import WHOSE, cursor_text, sought_in_form, sought_in_json
from helpline.console.snapshots import contact_view
from helpline.people.ports import Role

routes = Blueprint("search", __name__)
_READERS = (Role.COUNSELLOR, Role.SUPERVISOR)
_KINDS = ("contacts", "cases")
_FIELDS = (
    "what", "whose", "reason", "category", "region", "age_band", "state",
    "owner_id", "since", "until", "flagged", "overdue", "reference",
)  # fmt: skip
_PAGE = 50


@routes.get("/search")
@open_to(*_READERS)
def search() -> str:
    what = request.args.get("what", "")
    return _page({"what": what if what in _KINDS else "contacts"}, None, [])


@routes.post("/search")
@open_to(*_READERS)
def look() -> Any:
    values = {name: request.form.get(name, "")[:1000] for name in _FIELDS}
    values["what"] = values["what"] if values["what"] in _KINDS else "contacts"
    try:
        sought = sought_in_form(request.form, limit=_PAGE)
        found = _found(values["what"], sought, _why(values["whose"], values["reason"]))
    except Problem as fault:
        errors = [(field, gettext(words)) for field, words in fault.errors]
        return _page(values, None, errors), HTTPStatus.UNPROCESSABLE_ENTITY
    return _page(values, found, [])


@routes.post("/api/search/contacts")
@open_to(*_READERS)
def look_for_contacts() -> Response:
    found = _by_json("contacts")
    rows = [{**contact_view(row), "note": None} for row in found.rows]
    return jsonify({"rows": rows, "older": cursor_text(found.older)})


@routes.post("/api/search/cases")
@open_to(*_READERS)
def look_for_cases() -> Response:
    found = _by_json("cases")
    rows = [case_view(row) for row in found.rows]
    return jsonify({"rows": rows, "older": cursor_text(found.older)})


def _by_json(what: str) -> Found[Any]:
    body = reading.json_object()
    whose = reading.one_of({"whose": "mine", **body}, "whose", frozenset(WHOSE))
    reason = reading.text(body, "reason", longest=1000, default="")
    return _found(what, sought_in_json(body), _why(whose, reason))


def _why(whose: str, reason: str) -> str | None:
    """None: she looks among her own. A counsellor always does."""
    return reason if whose == "all" and reader().reads_all else None


def _found(what: str, sought: Sought, everybody: str | None) -> Found[Contact] | Found[Case]:
    search = parts().records.search
    look = search.cases if what == "cases" else search.contacts
    try:
        return look(sought, reader(), parts().now(), everybody=everybody)
    except ReasonNeeded:
        raise reading.wrong("reason", "Say why you look beyond your own.") from None
    except BadReason as fault:
        raise reading.wrong("reason", str(fault)) from None


def _page(values: Mapping[str, str], found: Any, errors: list[tuple[str, str]]) -> str:
    return render_template(
        "search.html",
        values=values,
        found=found,
        older=None if found is None else cursor_text(found.older),
        errors=errors,
        may_open=_may_open,
        taxonomy=taxonomy()["categories"],
        regions=REGIONS,
        ages=AGE_BANDS,
        contact_states=list(ContactState),
        case_states=list(CaseState),
        people=[each for each in parts().people.everyone() if each.roles & set(_READERS)],
        names={person.id: person.name for person in parts().people.everyone()},
    )


def _may_open(contact: Contact) -> bool:
    """A colleague's contact in a case of hers is read in the case."""
    return reader().may_read(contact)
