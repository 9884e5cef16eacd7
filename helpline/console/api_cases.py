"""Cases by JSON: the same use cases as their pages, each with its own address."""

import hashlib
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from flask import Blueprint, Response, jsonify, request

from helpline.cases.case import CONSENTS, FLAGS, CaseState
from helpline.cases.keep_case import BadSection, Section
from helpline.cases.refer import OUTCOMES
from helpline.console import reading
from helpline.console.access import me, open_to, parts
from helpline.console.api_contacts import reader
from helpline.console.case_acts import LONGEST, an_entry_id, counsellors, day, guarded, wanted_cases
from helpline.console.case_views import case_view, whole_case_view
from helpline.console.problems import Problem
from helpline.people.ports import Role

routes = Blueprint("api_cases", __name__, url_prefix="/api")
_READERS = (Role.COUNSELLOR, Role.SUPERVISOR)
Done = tuple[str, int]
_DONE = ("", HTTPStatus.NO_CONTENT)


@routes.get("/cases")
@open_to(*_READERS)
def listing() -> Response:
    wanted = wanted_cases(request.args.get("view", "active"), request.args.get("label", ""))
    rows = parts().records.keep_case.listing(reader(), wanted)
    return jsonify({"rows": [case_view(row) for row in rows]})


@routes.post("/cases")
@open_to(*_READERS)
def open_case() -> Any:
    """Around a contact; the one it is in already, if it is."""
    contact_id = reading.text(reading.json_object(), "contact_id", longest=64)
    case = _do(lambda: parts().records.keep_case.open(contact_id, reader(), parts().now()))
    return jsonify(case_view(case)), HTTPStatus.CREATED


@routes.get("/cases/<case_id>")
@open_to(*_READERS)
def one(case_id: str) -> Response:
    keep = parts().records.keep_case
    case, entries, contacts = _do(lambda: keep.read(case_id, reader(), parts().now()))
    shows_all = case.owner_id == me().id
    return jsonify(whole_case_view(case, entries, contacts, shows_all=shows_all))


@routes.post("/contacts/<contact_id>/case")
@open_to(*_READERS)
def link(contact_id: str) -> Response:
    """The contact joins the case of that label, whoever keeps it: nothing else of it is told."""
    label = reading.text(reading.json_object(), "label", longest=40)
    keep = parts().records.keep_case
    case = _do(lambda: keep.link(contact_id, label, reader(), parts().now()))
    return jsonify({"id": case.id, "label": case.label})


@routes.delete("/cases/<case_id>/contacts/<contact_id>")
@open_to(*_READERS)
def unlink(case_id: str, contact_id: str) -> Done:
    keep = parts().records.keep_case
    _do(lambda: keep.unlink(case_id, contact_id, reader(), parts().now()))
    return _DONE


@routes.post("/cases/<case_id>/entries")
@open_to(*_READERS)
def write(case_id: str) -> Any:
    """A section; a follow-up has its day."""
    body = reading.json_object()
    due_on = reading.text({"due_on": "", **body}, "due_on")
    section = Section(
        id=_key("entries", case_id),
        kind=reading.text(body, "kind", longest=32),
        text=reading.text(body, "text", longest=LONGEST),
        due_on=_do(lambda: day(due_on)),
    )
    keep = parts().records.keep_case
    _do(lambda: keep.write(case_id, section, reader(), parts().now()))
    return jsonify({"id": section.id}), HTTPStatus.CREATED


@routes.post("/cases/<case_id>/entries/<entry_id>/finish")
@open_to(*_READERS)
def finish(case_id: str, entry_id: str) -> Done:
    keep = parts().records.keep_case
    _do(lambda: keep.finish(case_id, entry_id, reader(), parts().now()))
    return _DONE


@routes.post("/cases/<case_id>/flags")
@open_to(*_READERS)
def flag(case_id: str) -> Any:
    reason = reading.one_of(reading.json_object(), "reason", frozenset(FLAGS))
    keep, key = parts().records.keep_case, _key("flags", case_id)
    _do(lambda: keep.flag(case_id, reason, reader(), parts().now(), entry_id=key))
    return jsonify({"id": key}), HTTPStatus.CREATED


@routes.post("/cases/<case_id>/state")
@open_to(*_READERS)
def move(case_id: str) -> Done:
    state = CaseState(reading.one_of(reading.json_object(), "state", frozenset(CaseState)))
    _do(lambda: parts().records.move_case(case_id, state, reader(), parts().now()))
    return _DONE


@routes.post("/cases/<case_id>/approve")
@open_to(Role.SUPERVISOR)
def approve(case_id: str) -> Done:
    """The closing that somebody else asked for."""
    move_case = parts().records.move_case
    _do(lambda: move_case(case_id, CaseState.CLOSED, reader(), parts().now()))
    return _DONE


@routes.post("/cases/<case_id>/hand-over")
@open_to(*_READERS)
def hand_over(case_id: str) -> Done:
    known = frozenset(each.id for each in counsellors())
    person_id = reading.one_of(reading.json_object(), "person_id", known)
    move_case = parts().records.move_case
    _do(lambda: move_case.hand_to(case_id, person_id, reader(), parts().now()))
    return _DONE


@routes.post("/cases/<case_id>/answer")
@open_to(*_READERS)
def answer(case_id: str) -> Done:
    """Of whoever was asked to take it."""
    takes = reading.yes_or_no(reading.json_object(), "takes")
    move_case = parts().records.move_case
    _do(lambda: move_case.answer(case_id, reader(), parts().now(), takes=takes))
    return _DONE


@routes.post("/cases/<case_id>/consents")
@open_to(*_READERS)
def consent(case_id: str) -> Any:
    body = reading.json_object()
    kind = reading.one_of(body, "consent", frozenset(CONSENTS))
    given, refer, key = reading.yes_or_no(body, "given"), parts().records.refer, _key("c", case_id)
    _do(lambda: refer.consent(case_id, kind, reader(), parts().now(), given=given, entry_id=key))
    return jsonify({"id": key}), HTTPStatus.CREATED


@routes.post("/cases/<case_id>/referrals")
@open_to(*_READERS)
def refer(case_id: str) -> Any:
    body = reading.json_object()
    code = reading.text(body, "service", longest=64)
    named = reading.yes_or_no({"with_identity": False, **body}, "with_identity")
    refer, key = parts().records.refer, _key("referrals", case_id)
    _do(lambda: refer(case_id, code, reader(), parts().now(), with_identity=named, entry_id=key))
    return jsonify({"id": key}), HTTPStatus.CREATED


@routes.post("/cases/<case_id>/referrals/<entry_id>/outcome")
@open_to(*_READERS)
def follow(case_id: str, entry_id: str) -> Any:
    """What became of it."""
    outcome = reading.one_of(reading.json_object(), "outcome", frozenset(OUTCOMES))
    refer, key = parts().records.refer, _key("outcome", entry_id)
    _do(lambda: refer.follow(case_id, entry_id, outcome, reader(), parts().now(), new_id=key))
    return jsonify({"id": key}), HTTPStatus.CREATED


def _do(act: Callable[[], Any]) -> Any:
    try:
        return guarded(act)
    except BadSection as fault:
        words = "Something is missing or wrong"
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, words, errors=fault.faults) from None


def _key(what: str, thing: str) -> str:
    """The same key of the same person on the same route is the same entry."""
    key = request.headers.get("Idempotency-Key", "")
    if not key:
        return an_entry_id()
    return hashlib.sha256(reading.event_id(f"{what}:{thing}").encode()).hexdigest()[:32]
