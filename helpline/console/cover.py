"""Covering the screen when one goes away, and showing it again by the password."""

from http import HTTPStatus
from typing import Any

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask_babel import gettext

from helpline.console import reading
from helpline.console.access import EVERYBODY, is_covered, me, my_session, open_to, parts
from helpline.console.problems import Problem
from helpline.people.sign_in import SignInRefused, TooManyTries

routes = Blueprint("cover", __name__)


@routes.post("/cover")
@open_to(*EVERYBODY)
def cover() -> Any:
    """The page that follows holds nothing: what was shown has left the browser."""
    parts().sign_in.cover(my_session(), parts().now())
    return redirect(url_for("cover.covered"), HTTPStatus.SEE_OTHER)


@routes.get("/covered")
@open_to(*EVERYBODY)
def covered() -> Any:
    if not is_covered():
        return redirect(url_for("login.home"), HTTPStatus.SEE_OTHER)
    return render_template("covered.html", errors=[])


@routes.post("/covered")
@open_to(*EVERYBODY)
def uncover() -> Any:
    try:
        _uncover(request.form.get("password", "")[:1000])
    except Problem as problem:
        errors = [("password", gettext(words)) for _, words in problem.errors]
        errors = errors or [("password", gettext(problem.detail))]
        return render_template("covered.html", errors=errors), int(problem.status)
    return redirect(url_for("login.home"), HTTPStatus.SEE_OTHER)


@routes.post("/api/session/cover")
@open_to(*EVERYBODY)
def cover_by_json() -> Response:
    parts().sign_in.cover(my_session(), parts().now())
    return Response(status=HTTPStatus.NO_CONTENT)


@routes.post("/api/session/uncover")
@open_to(*EVERYBODY)
def uncover_by_json() -> Response:
    _uncover(reading.text(reading.json_object(), "password", longest=1000))
    return Response(status=HTTPStatus.NO_CONTENT)


def _uncover(password: str) -> None:
    """Tries are limited together with those at the door."""
    try:
        parts().sign_in.uncover(me(), my_session(), password, parts().now())
    except TooManyTries:
        words = "Too many tries. Please wait a minute."
        raise Problem(HTTPStatus.TOO_MANY_REQUESTS, words) from None
    except SignInRefused:
        raise reading.wrong("password", "The present password is not right.") from None
