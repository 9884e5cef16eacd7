"""Emergency disclosure on the page and by JSON: the duty officer asks, a supervisor decides."""

from collections.abc import Callable
from datetime import timedelta
from http import HTTPStatus
from typing import Any

from flask import Blueprint, Response, jsonify, redirect, render_template, request, url_for
from flask_babel import gettext

from helpline.cases.disclosure import (
    REASONS,
    Disclosure,
    NotAlone,
    NothingThere,
    TooLateToDecide,
)
from helpline.console import reading
from helpline.console.access import me, open_to, parts
from helpline.console.form_words import shown_answers
from helpline.console.problems import Problem
from helpline.console.snapshots import contact_view
from helpline.people.ports import Role

routes = Blueprint("disclosures", __name__)
_SHOWN = timedelta(days=7)
_BOTH = (Role.DUTY_OFFICER, Role.SUPERVISOR)


@routes.get("/disclosures")
@open_to(*_BOTH)
def disclosures() -> str:
    return _page({}, [])


@routes.post("/disclosures")
@open_to(Role.DUTY_OFFICER)
def ask() -> Any:
    values = {name: request.form.get(name, "")[:80].strip() for name in ("contact_id", "reason")}
    try:
        parts().disclose.ask(me().id, values["contact_id"], values["reason"], parts().now())
    except NothingThere:
        words = gettext("There is no such contact, or no reason was chosen.")
        return _page(values, [("contact_id", words)]), HTTPStatus.UNPROCESSABLE_ENTITY
    return redirect(url_for("disclosures.disclosures"), HTTPStatus.SEE_OTHER)


@routes.post("/disclosures/<request_id>/approve")
@open_to(Role.SUPERVISOR)
def approve(request_id: str) -> Any:
    return _decided(request_id, approved=True)


@routes.post("/disclosures/<request_id>/refuse")
@open_to(Role.SUPERVISOR)
def refuse(request_id: str) -> Any:
    return _decided(request_id, approved=False)


def _decided(request_id: str, *, approved: bool) -> Any:
    _decide(request_id, approved=approved)
    return redirect(url_for("disclosures.disclosures"), HTTPStatus.SEE_OTHER)


@routes.get("/disclosures/<request_id>")
@open_to(Role.DUTY_OFFICER)
def one(request_id: str) -> str:
    contact = _guarded(lambda: parts().disclose.read(me().id, request_id, parts().now()))
    names = {person.id: person.name for person in parts().people.everyone()}
    answers = shown_answers(contact.form, contact.form_version)
    return render_template("contact.html", contact=contact, names=names, answers=answers)


# --- by JSON


@routes.get("/api/disclosures")
@open_to(*_BOTH)
def listing() -> Response:
    return jsonify({"rows": [disclosure_view(each) for each in _shown()]})


@routes.post("/api/disclosures")
@open_to(Role.DUTY_OFFICER)
def ask_by_json() -> Response:
    body = reading.json_object()
    contact_id = reading.text(body, "contact_id", longest=80)
    reason = reading.one_of(body, "reason", frozenset(REASONS))
    asked = _guarded(lambda: parts().disclose.ask(me().id, contact_id, reason, parts().now()))
    answer = jsonify(disclosure_view(asked))
    answer.status_code = HTTPStatus.CREATED
    return answer


@routes.post("/api/disclosures/<request_id>/approve")
@open_to(Role.SUPERVISOR)
def approve_by_json(request_id: str) -> Response:
    _decide(request_id, approved=True)
    return Response(status=HTTPStatus.NO_CONTENT)


@routes.post("/api/disclosures/<request_id>/refuse")
@open_to(Role.SUPERVISOR)
def refuse_by_json(request_id: str) -> Response:
    _decide(request_id, approved=False)
    return Response(status=HTTPStatus.NO_CONTENT)


@routes.get("/api/disclosures/<request_id>")
@open_to(Role.DUTY_OFFICER)
def one_by_json(request_id: str) -> Response:
    contact = _guarded(lambda: parts().disclose.read(me().id, request_id, parts().now()))
    return jsonify(contact_view(contact))


def disclosure_view(asked: Disclosure) -> dict[str, Any]:
    decided = asked.decided_at
    return {
        "id": asked.id,
        "contact_id": asked.contact_id,
        "asked_by": asked.asked_by,
        "asked_at": asked.asked_at.isoformat(),
        "reason": asked.reason,
        "decided_by": asked.decided_by,
        "decided_at": None if decided is None else decided.isoformat(),
        "approved": asked.approved,
    }


def _shown() -> list[Disclosure]:
    """A supervisor sees everybody's requests, a duty officer her own."""
    own = None if Role.SUPERVISOR in me().roles else me().id
    return parts().disclose.requests.since(parts().now() - _SHOWN, asked_by=own)


def _decide(request_id: str, *, approved: bool) -> None:
    def act() -> None:
        parts().disclose.decide(me().id, request_id, parts().now(), approved=approved)

    _guarded(act)


def _guarded(act: Callable[[], Any]) -> Any:
    try:
        return act()
    except NothingThere:
        raise Problem(HTTPStatus.NOT_FOUND, "There is nothing here") from None
    except NotAlone:
        words = "Whoever asked cannot decide it. It takes two people."
        raise Problem(HTTPStatus.FORBIDDEN, words) from None
    except TooLateToDecide:
        words = "It has been decided already, or it is too old."
        raise Problem(HTTPStatus.CONFLICT, words) from None


def _page(values: dict[str, str], errors: list[tuple[str, str]]) -> str:
    return render_template(
        "disclosures.html",
        rows=_shown(),
        names={person.id: person.name for person in parts().people.everyone()},
        reasons=REASONS,
        values=values,
        errors=errors,
    )
