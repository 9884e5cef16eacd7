"""One's own account: authenticator applications, security keys, recovery codes."""

from datetime import timedelta
from http import HTTPStatus
from typing import Any

import segno
from flask import Blueprint, g, jsonify, redirect, render_template, request, url_for
from flask.wrappers import Response
from flask_babel import gettext
from markupsafe import Markup

from helpline.console import reading
from helpline.console.access import (
    EVERYBODY,
    half_cookie_name,
    me,
    my_session,
    open_to,
    open_to_newcomers,
    parts,
)
from helpline.console.api_session import give_cookie
from helpline.console.problems import Problem
from helpline.people import one_time_codes
from helpline.people.ports import Person
from helpline.people.second_factor import LastFactor, SecondFactor

routes = Blueprint("factors", __name__)
_FRESH = timedelta(minutes=10)


def _second() -> SecondFactor:
    return parts().sign_in.second


def _owner() -> str:
    """The digest of the session, whole or half, that enrols."""
    digest: str = my_session().digest if g.person is not None else g.half[1].digest
    return digest


def _who() -> Person:
    person: Person = g.person if g.person is not None else g.half[0]
    return person


def _refuse_unless_fresh() -> None:
    """What changes how she signs in needs a sign-in of the last minutes: an open screen is not enough."""
    if g.person is not None and parts().now() - my_session().opened_at > _FRESH:
        words = "This changes how you sign in. Please sign out and in again first."
        raise Problem(HTTPStatus.FORBIDDEN, words)


@routes.get("/account")
@open_to_newcomers
def account() -> str:
    return _account([])


def _account(errors: list[tuple[str, str]]) -> str:
    person = _who()
    return render_template(
        "account.html",
        person=person,
        errors=errors,
        factors=_second().of(person.id),
        recovery_left=_second().factors.recovery_left(person.id),
        keys_possible=_second().keys.are_possible,
        required=_second().required,
        is_newcomer=g.person is None,
    )


@routes.get("/account/code")
@open_to_newcomers
def code() -> str:
    return _code_page([])


def _code_page(errors: list[tuple[str, str]]) -> str:
    person = _who()
    factor = _second().begin_code(person, parts().now())
    address = one_time_codes.address_of(factor.material, person.login)
    drawn = segno.make(address, error="m").svg_inline(
        border=4,
        dark="#000",
        light="#fff",
        svgclass="picture",
        lineclass=None,
        omitsize=True,  # as wide as the page allows, and whole: a cut picture cannot be read
    )
    # Ours to the last sign: made of squares, not of what anybody typed.
    picture = Markup(drawn)  # noqa: S704
    return render_template(
        "account_code.html",
        errors=errors,
        picture=picture,
        secret=one_time_codes.shown(factor.material),
    )


@routes.post("/account/code")
@open_to_newcomers
def confirm_code() -> Any:
    _refuse_unless_fresh()
    typed = request.form.get("code", "")[:100]
    if not _second().confirm_code(_who(), typed, parts().now()):
        words = gettext("The code is not right, or it has been used.")
        return _code_page([("code", words)]), int(HTTPStatus.UNPROCESSABLE_ENTITY)
    return _enrolled()


@routes.post("/account/key/options")
@open_to_newcomers
def key_options() -> Response:
    _refuse_unless_fresh()
    return jsonify(_second().enrol_options(_who(), _owner(), parts().now()))


@routes.post("/account/key")
@open_to_newcomers
def add_key() -> Response:
    _refuse_unless_fresh()
    body = reading.json_object()
    name = reading.text(body, "name", longest=64, default="")
    answer = reading.an_object(body, "answer")
    if not _second().enrol_key(_who(), _owner(), answer, name, parts().now()):
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "The security key was not accepted.")
    answered = Response("{}", mimetype="application/json")
    if g.person is None:
        _become_whole(answered)
    return answered


def _enrolled() -> Any:
    answer = redirect(url_for("factors.account"), HTTPStatus.SEE_OTHER)
    if g.person is None:
        _become_whole(answer)
    return answer


def _become_whole(answer: Any) -> None:
    """Her first second factor has proved itself: she is in."""
    person, half = g.half
    give_cookie(answer, parts().sign_in.whole(person, half, parts().now()))
    answer.delete_cookie(half_cookie_name(), path="/")


@routes.post("/account/factors/<factor_id>/remove")
@open_to(*EVERYBODY)
def remove(factor_id: str) -> Any:
    _refuse_unless_fresh()
    try:
        removed = _second().remove(me(), factor_id, parts().now())
    except LastFactor:
        words = gettext("The last second factor cannot be removed. Add another one first.")
        return _account([("factors", words)]), int(HTTPStatus.CONFLICT)
    if not removed:
        raise Problem(HTTPStatus.NOT_FOUND, "There is nothing here")
    return redirect(url_for("factors.account"), HTTPStatus.SEE_OTHER)


@routes.post("/account/recovery")
@open_to(*EVERYBODY)
def recovery() -> str:
    _refuse_unless_fresh()
    codes = _second().new_recovery_codes(me(), parts().now())
    return render_template("recovery.html", codes=codes)
