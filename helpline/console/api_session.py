"""Signing in and out by JSON."""

from http import HTTPStatus
from typing import Any

from flask import Blueprint, Response, jsonify

from helpline.console import reading
from helpline.console.access import (
    EVERYBODY,
    cookie_name,
    me,
    my_csrf,
    my_session,
    open_to,
    open_to_all,
    parts,
)
from helpline.console.problems import Problem
from helpline.console.snapshots import person_view
from helpline.people.ports import Person
from helpline.people.sign_in import (
    ABSOLUTE,
    SecondFactorNeeded,
    SignInRefused,
    TooManyTries,
    csrf_token,
    digest_of,
)

routes = Blueprint("api_session", __name__, url_prefix="/api")


@routes.post("/session")
@open_to_all("this is where one signs in; tries are limited per account")
def open_session() -> Response:
    body = reading.json_object()
    login, password = reading.text(body, "login"), reading.text(body, "password", longest=1000)
    code = reading.text(body, "code", longest=100, default="")
    try:
        person, cookie = sign_in(login, password, code)
    except SecondFactorNeeded as needed:
        kind = "/problems/second-factor"
        words = "A code of your second factor is needed."
        if not parts().sign_in.second.of(needed.person.id):
            kind = "/problems/enrol"
            words = "Please sign in on the page once and add a second factor."
        raise Problem(HTTPStatus.UNAUTHORIZED, words, kind=kind) from None
    csrf = csrf_token(parts().secret, digest_of(cookie))
    answer = jsonify({"me": person_view(person), "csrf": csrf})
    give_cookie(answer, cookie)
    return answer


def sign_in(login: str, password: str, code: str = "") -> tuple[Person, str]:
    """The person and her cookie; raises a Problem in her language, or SecondFactorNeeded."""
    refused = Problem(HTTPStatus.UNAUTHORIZED, "The login or the password is not right.")
    if not reading.is_text(login + password):
        raise refused
    try:
        return parts().sign_in(login, password, parts().now(), code=code)
    except TooManyTries as fault:
        raise Problem(
            HTTPStatus.TOO_MANY_REQUESTS, "Too many tries. Please wait a minute."
        ) from fault
    except SignInRefused as fault:
        raise refused from fault


def give_cookie(answer: Any, cookie: str) -> None:
    answer.set_cookie(
        cookie_name(),
        cookie,
        max_age=int(ABSOLUTE.total_seconds()),
        secure=parts().public_url.startswith("https:"),
        httponly=True,
        samesite="Strict",
        path="/",
    )


@routes.get("/session")
@open_to(*EVERYBODY)
def session() -> Response:
    return jsonify({"me": person_view(me()), "csrf": my_csrf()})


@routes.delete("/session")
@open_to(*EVERYBODY)
def close_session() -> Response:
    parts().sign_in.out(my_session(), parts().now())
    answer = Response(status=HTTPStatus.NO_CONTENT)
    answer.delete_cookie(cookie_name(), path="/")
    answer.headers["Clear-Site-Data"] = '"storage"'
    return answer
