"""The pages to sign in and out, and the choice of language."""

import re
from http import HTTPStatus
from typing import Any

from flask import Blueprint, Response, g, redirect, render_template, request, url_for
from flask_babel import gettext

from helpline.console.access import (
    EVERYBODY,
    cookie_name,
    me,
    my_session,
    open_to,
    open_to_all,
    parts,
)
from helpline.console.api_session import give_cookie, sign_in
from helpline.console.places import home_of
from helpline.console.problems import Problem
from helpline.console.second_step import lead_to_second_step
from helpline.console.translations import LANGUAGES, keep_language
from helpline.people.sign_in import SecondFactorNeeded

routes = Blueprint("login", __name__)
_OWN_PATH = re.compile(r"/(?![/\\])[!-~]{0,1000}")


@routes.get("/")
@open_to_all("leads to the page of whoever is signed in")
def home() -> Any:
    if g.person is None:
        return redirect(url_for("login.login"))
    return redirect(home_of(me()))


@routes.get("/login")
@open_to_all("this is where one signs in")
def login() -> Any:
    if g.person is not None:
        return redirect(url_for("login.home"))
    return render_template("login.html", values={}, errors=[])


@routes.post("/login")
@open_to_all("this is where one signs in; tries are limited per account")
def try_login() -> Any:
    name = request.form.get("login", "")[:200]
    try:
        _, cookie = sign_in(name, request.form.get("password", "")[:1000])
    except SecondFactorNeeded as needed:
        return lead_to_second_step(needed.person)
    except Problem as problem:
        errors = [("login", gettext(problem.detail))]
        page = render_template("login.html", values={"login": name}, errors=errors)
        return page, int(problem.status)
    answer = redirect(url_for("login.home"), HTTPStatus.SEE_OTHER)
    give_cookie(answer, cookie)
    return answer


@routes.post("/logout")
@open_to(*EVERYBODY)
def logout() -> Any:
    parts().sign_in.out(my_session(), parts().now())
    answer = redirect(url_for("login.login"), HTTPStatus.SEE_OTHER)
    answer.delete_cookie(cookie_name(), path="/")
    answer.headers["Clear-Site-Data"] = '"storage"'
    return answer


@routes.post("/language")
@open_to_all("a choice of language tells nothing and changes nothing else")
def language() -> Response:
    chosen = request.form.get("language", "")
    answer: Response = redirect(_back(), HTTPStatus.SEE_OTHER)  # type: ignore[assignment]
    if chosen in LANGUAGES:
        if g.person is not None:
            parts().people.set_ui_language(me().id, chosen)
        keep_language(answer, chosen)
    return answer


def _back() -> str:
    """Only to a path of our own.

    Two slashes lead to other sites; browsers read a backslash as one, and overlook tabs and line ends.
    """
    wanted = request.form.get("next", "/")
    return wanted if _OWN_PATH.fullmatch(wanted) else "/"
