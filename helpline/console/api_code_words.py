"""Code words by JSON: chosen with a contact, looked up in a talk. They are sent, and never come back."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from flask import Blueprint, Response, jsonify

from helpline.cases.code_words import BadWords, NoTalk, TooManyTries
from helpline.cases.ports import Contact
from helpline.console import reading
from helpline.console.access import me, open_to, parts
from helpline.console.api_contacts import reader
from helpline.console.problems import Problem
from helpline.people.ports import Role
from routing.state import CallState

routes = Blueprint("api_code_words", __name__, url_prefix="/api")


@routes.put("/contacts/<contact_id>/code-words")
@open_to(Role.COUNSELLOR, Role.SUPERVISOR)
def keep(contact_id: str) -> tuple[str, int]:
    said = _said()
    words = parts().records.code_words
    _do(lambda: words.keep(contact_id, said, reader(), parts().now()))
    return "", HTTPStatus.NO_CONTENT


@routes.post("/calls/<call_id>/code-words")
@open_to(Role.COUNSELLOR)
def look_up(call_id: str) -> Response:
    """Only while she talks: nobody looks through words at leisure."""
    contact, said = _contact_of_my_talk(call_id), _said()
    words = parts().records.code_words
    found = _do(lambda: words.look_up(contact, said, reader(), parts().now()))
    case = None if found.case is None else {"id": found.case.id, "label": found.case.label}
    return jsonify(
        {"known": found.known, "case": case, "linked": found.linked, "elsewhere": found.elsewhere}
    )


def _said() -> str:
    return reading.text(reading.json_object(), "words", longest=500)


def _contact_of_my_talk(call_id: str) -> Contact:
    call = parts().store.call(call_id)
    contact = parts().read_contact.contacts.of_call(call_id)
    if call is None or contact is None or call.counsellor_id != me().id:
        raise Problem(HTTPStatus.NOT_FOUND, "There is nothing here")
    if call.state is not CallState.TALKING:
        raise Problem(HTTPStatus.CONFLICT, "Too late, or not possible now")
    return contact


def _do(act: Callable[[], Any]) -> Any:
    try:
        return act()
    except NoTalk:
        raise Problem(HTTPStatus.NOT_FOUND, "There is nothing here") from None
    except BadWords as fault:
        raise reading.wrong("words", str(fault)) from None
    except TooManyTries:
        words = "Five tries a minute are allowed. Please wait a minute."
        raise Problem(HTTPStatus.TOO_MANY_REQUESTS, words) from None
