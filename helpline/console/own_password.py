"""Choosing a first or a new password by a one-time link, and changing one's own."""

from http import HTTPStatus
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import gettext

from helpline.console.access import EVERYBODY, cookie_name, me, open_to, open_to_all, parts
from helpline.people.accounts import LinkOver, WrongPassword
from helpline.people.passwords import BadPassword

routes = Blueprint("own_password", __name__)


def _bad_password() -> list[tuple[str, str]]:
    words = "8 to 128 characters, not one that everybody tries, and not your own name."
    return [("password", gettext(words))]


@routes.get("/welcome")
@open_to_all("whoever opens it has a one-time link; the page itself says nothing")
def welcome() -> str:
    return render_template("welcome.html", errors=[], word="")


@routes.post("/welcome")
@open_to_all("the one-time word of the link is what lets her choose a password")
def choose() -> Any:
    """The link stays good until a password is good."""
    word = request.form.get("word", "").strip()[:200]
    try:
        parts().accounts.choose_password(
            word, request.form.get("password", "")[:1000], parts().now()
        )
    except BadPassword:
        errors = _bad_password()
    except (LinkOver, UnicodeEncodeError):
        errors = [
            ("word", gettext("The link has been used, or it is too old. Ask for another one."))
        ]
        word = ""
    else:
        return redirect(url_for("login.login"), HTTPStatus.SEE_OTHER)
    page = render_template("welcome.html", errors=errors, word=word)
    return page, int(HTTPStatus.UNPROCESSABLE_ENTITY)


@routes.get("/account/password")
@open_to(*EVERYBODY)
def password() -> str:
    return render_template("password.html", errors=[])


@routes.post("/account/password")
@open_to(*EVERYBODY)
def change() -> Any:
    """Every session ends, this one too: she signs in with the new password."""
    present = request.form.get("present", "")[:1000]
    new = request.form.get("password", "")[:1000]
    try:
        parts().accounts.change_password(me(), present, new, parts().now())
    except WrongPassword:
        errors = [("present", gettext("The present password is not right."))]
    except BadPassword:
        errors = _bad_password()
    else:
        answer = redirect(url_for("login.login"), HTTPStatus.SEE_OTHER)
        answer.delete_cookie(cookie_name(), path="/")
        return answer
    return render_template("password.html", errors=errors), int(HTTPStatus.UNPROCESSABLE_ENTITY)
