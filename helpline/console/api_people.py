"""Accounts by JSON: the same as on the page."""

from http import HTTPStatus
from typing import Any

from flask import Blueprint, Response, jsonify

from helpline.console import reading
from helpline.console.access import me, open_to, parts
from helpline.console.people_pages import MANAGERS, link_to, managed, new_account
from helpline.console.problems import Problem
from helpline.people.accounts import BadAccount, NotAllowed, may_manage
from helpline.people.ports import LoginTaken, Person, Role

routes = Blueprint("api_people", __name__, url_prefix="/api/people")
_ROLES = frozenset(role.value for role in Role)


@routes.get("")
@open_to(*MANAGERS)
def listing() -> Response:
    """`disabled` holds those whom the reader may let in again."""
    former = [each for each in parts().people.former() if may_manage(me(), each.roles)]
    rows = [colleague_view(person) for person in parts().people.everyone()]
    return jsonify({"rows": rows, "disabled": [colleague_view(person) for person in former]})


def colleague_view(person: Person) -> dict[str, Any]:
    return {
        "id": person.id,
        "login": person.login,
        "name": person.name,
        "roles": sorted(person.roles),
        "speaks": sorted(person.speaks),
        "is_sample": person.is_sample,
    }


@routes.post("")
@open_to(*MANAGERS)
def invite() -> Response:
    """Answers the link once; it is good for three days and one use."""
    body = reading.json_object()
    words = {
        "login": reading.text(body, "login", longest=64),
        "name": reading.text(body, "name"),
        "roles": _some(body, "roles", _ROLES),
        "speaks": _some(body, "speaks", frozenset({"kk", "ru", "en"})),
        "ui_language": reading.text(body, "ui_language", default="kk"),
    }
    try:
        person, word = parts().accounts.invite(me(), new_account(words), parts().now())
    except BadAccount as fault:
        title = "Something is missing or wrong"
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, title, errors=fault.faults) from None
    except LoginTaken:
        raise Problem(HTTPStatus.CONFLICT, "This login is taken already.") from None
    except NotAllowed:
        raise Problem(HTTPStatus.FORBIDDEN, "Only an admin gives this role.") from None
    answer = jsonify({"person": colleague_view(person), "link": link_to(word)})
    answer.status_code = HTTPStatus.CREATED
    return answer


def _some(body: Any, name: str, allowed: frozenset[str]) -> list[str]:
    value = body.get(name, [])
    if not isinstance(value, list) or not all(
        isinstance(each, str) and each in allowed for each in value
    ):
        raise reading.wrong(name, "Choose one of the list.")
    return value


@routes.post("/<person_id>/reset")
@open_to(*MANAGERS)
def reset(person_id: str) -> Response:
    word = managed(lambda: parts().accounts.reset(me(), person_id, parts().now()))
    return jsonify({"link": link_to(word)})


@routes.post("/<person_id>/disable")
@open_to(*MANAGERS)
def disable(person_id: str) -> Response:
    managed(lambda: parts().accounts.disable(me(), person_id, parts().now()))
    return Response(status=HTTPStatus.NO_CONTENT)


@routes.post("/<person_id>/readmit")
@open_to(*MANAGERS)
def readmit(person_id: str) -> Response:
    word = managed(lambda: parts().accounts.readmit(me(), person_id, parts().now()))
    return jsonify({"link": link_to(word)})


@routes.put("/<person_id>/roles")
@open_to(Role.ADMIN)
def roles(person_id: str) -> Response:
    chosen = frozenset(Role(each) for each in _some(reading.json_object(), "roles", _ROLES))
    try:
        managed(lambda: parts().accounts.set_roles(me(), person_id, chosen, parts().now()))
    except BadAccount as fault:
        title = "Something is missing or wrong"
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, title, errors=fault.faults) from None
    return Response(status=HTTPStatus.NO_CONTENT)
