"""Between the password and the session: the second factor, given or enrolled for the first time."""

from http import HTTPStatus
from typing import Any

from flask import Blueprint, jsonify, redirect, render_template, request, url_for
from flask.wrappers import Response
from flask_babel import gettext

from helpline.console import reading
from helpline.console.access import half_cookie_name, half_session, open_to_all, parts
from helpline.console.api_session import give_cookie
from helpline.console.problems import Problem
from helpline.console.translations import keep_language, language_of_browser
from helpline.people.factor_ports import FactorKind, HalfSession
from helpline.people.ports import Person
from helpline.people.sign_in import HALF_LIFE, SignInRefused, TooManyTries

routes = Blueprint("second_step", __name__)
_WHY = "the password has just been given, or the page leads back to where it is"


def lead_to_second_step(person: Person) -> Any:
    """A cookie that opens nothing but the second step."""
    cookie = parts().sign_in.half_open(person, parts().now())
    answer = redirect(url_for("second_step.second"), HTTPStatus.SEE_OTHER)
    answer.set_cookie(
        half_cookie_name(),
        cookie,
        max_age=int(HALF_LIFE.total_seconds()),
        secure=parts().public_url.startswith("https:"),
        httponly=True,
        samesite="Strict",
        path="/",
    )
    if language_of_browser() is None:  # what she chose in this browser goes before
        keep_language(answer, person.ui_language)
    return answer


def open_whole(person: Person, half: HalfSession) -> Any:
    cookie = parts().sign_in.whole(person, half, parts().now())
    answer = redirect(url_for("login.home"), HTTPStatus.SEE_OTHER)
    give_cookie(answer, cookie)
    answer.delete_cookie(half_cookie_name(), path="/")
    return answer


@routes.get("/login/second")
@open_to_all(_WHY)
def second() -> Any:
    found = half_session()
    if found is None:
        return redirect(url_for("login.login"))
    person, _ = found
    if not parts().sign_in.second.of(person.id):
        return redirect(url_for("factors.account"))
    return _page(person, [])


@routes.post("/login/second")
@open_to_all(_WHY)
def try_code() -> Any:
    found = half_session()
    if found is None:
        return redirect(url_for("login.login"), HTTPStatus.SEE_OTHER)
    person, half = found
    if not parts().sign_in.second.of(person.id):
        return redirect(url_for("factors.account"), HTTPStatus.SEE_OTHER)
    sign_in = parts().sign_in
    try:
        sign_in.check_code(person, request.form.get("code", "")[:100], parts().now())
    except (SignInRefused, TooManyTries) as fault:
        sign_in.second.factors.count_try(half.digest)
        words = "The code is not right, or it has been used."
        if isinstance(fault, TooManyTries):
            words = "Too many tries. Please wait a minute."
        return _page(person, [("code", gettext(words))]), int(HTTPStatus.UNAUTHORIZED)
    return open_whole(person, half)


def _page(person: Person, errors: list[tuple[str, str]]) -> str:
    hers = parts().sign_in.second.of(person.id)
    return render_template(
        "second_step.html",
        errors=errors,
        has_code=any(each.kind is FactorKind.CODE for each in hers),
        has_key=any(each.kind is FactorKind.KEY for each in hers),
    )


@routes.post("/login/second/key/options")
@open_to_all(_WHY)
def key_options() -> Response:
    person, half = _needed()
    asked = parts().sign_in.second.key_options(person, half.digest, parts().now())
    return jsonify(asked)


@routes.post("/login/second/key")
@open_to_all(_WHY)
def try_key() -> Any:
    person, half = _needed()
    second_factor = parts().sign_in.second
    if not second_factor.is_signed(person, half.digest, reading.json_object(), parts().now()):
        second_factor.factors.count_try(half.digest)
        raise Problem(HTTPStatus.UNAUTHORIZED, "The security key was not accepted.")
    answer = open_whole(person, half)
    answer.status_code = HTTPStatus.OK
    answer.headers.pop("Location")
    answer.set_data(b"{}")
    answer.mimetype = "application/json"
    return answer


def _needed() -> tuple[Person, HalfSession]:
    found = half_session()
    if found is None:
        raise Problem(HTTPStatus.UNAUTHORIZED, "Please sign in.")
    return found
