"""Who works here: inviting, resetting, disabling, roles. Links are shown once, to whoever made them."""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import gettext

from helpline.console.access import me, open_to, parts
from helpline.console.problems import Problem
from helpline.console.translations import LANGUAGES
from helpline.people.accounts import BadAccount, NewAccount, NotAllowed, may_manage
from helpline.people.ports import LoginTaken, Person, Role

routes = Blueprint("people", __name__)
MANAGERS = (Role.SUPERVISOR, Role.ADMIN)
Errors = list[tuple[str, str]]


@routes.get("/people")
@open_to(*MANAGERS)
def people() -> str:
    return _page({}, [])


@routes.post("/people")
@open_to(*MANAGERS)
def invite() -> Any:
    """What was typed stays in the form when something is wrong."""
    form = request.form
    values = {"login": form.get("login", "")[:64], "name": form.get("name", "")[:200]}
    chosen = {name: form.getlist(name)[:10] for name in ("roles", "speaks")}
    language = form.get("ui_language", "kk")
    try:
        person, word = parts().accounts.invite(
            me(), new_account({**values, **chosen, "ui_language": language}), parts().now()
        )
    except BadAccount as fault:
        errors = [(field, gettext(words)) for field, words in fault.faults]
    except LoginTaken:
        errors = [("login", gettext("This login is taken already."))]
    except NotAllowed:
        errors = [("roles", gettext("Only an admin gives this role."))]
    else:
        return _link_page(person, word)
    return _page({**values, **chosen}, errors), HTTPStatus.UNPROCESSABLE_ENTITY


def new_account(words: Mapping[str, Any]) -> NewAccount:
    """Unknown roles and languages are left out; what is then missing is told by name."""
    language = words["ui_language"]
    return NewAccount(
        login=words["login"].strip(),
        name=words["name"],
        roles=frozenset(role for role in Role if role.value in words["roles"]),
        speaks=frozenset(words["speaks"]) & frozenset(LANGUAGES),
        ui_language=language if language in LANGUAGES else "kk",
    )


@routes.post("/people/<person_id>/reset")
@open_to(*MANAGERS)
def reset(person_id: str) -> str:
    word = managed(lambda: parts().accounts.reset(me(), person_id, parts().now()))
    person = parts().people.by_id(person_id)
    return _link_page(person, word)


@routes.post("/people/<person_id>/disable")
@open_to(*MANAGERS)
def disable(person_id: str) -> Any:
    managed(lambda: parts().accounts.disable(me(), person_id, parts().now()))
    return redirect(url_for("people.people"), HTTPStatus.SEE_OTHER)


@routes.post("/people/<person_id>/readmit")
@open_to(*MANAGERS)
def readmit(person_id: str) -> str:
    word = managed(lambda: parts().accounts.readmit(me(), person_id, parts().now()))
    return _link_page(parts().people.by_id(person_id), word)


@routes.post("/people/<person_id>/roles")
@open_to(Role.ADMIN)
def roles(person_id: str) -> Any:
    chosen = frozenset(role for role in Role if role.value in request.form.getlist("roles"))
    try:
        managed(lambda: parts().accounts.set_roles(me(), person_id, chosen, parts().now()))
    except BadAccount as fault:
        errors = [(field, gettext(words)) for field, words in fault.faults]
        return _page({}, errors), HTTPStatus.UNPROCESSABLE_ENTITY
    return redirect(url_for("people.people"), HTTPStatus.SEE_OTHER)


def managed(act: Callable[[], Any]) -> Any:
    """Whoever is not hers to manage is as if she were not there."""
    try:
        return act()
    except NotAllowed:
        raise Problem(HTTPStatus.NOT_FOUND, "There is nothing here") from None


def link_to(word: str) -> str:
    """Behind the `#`, which browsers send to nobody: no log and no proxy ever holds it."""
    return f"{parts().public_url}/welcome#{word}"


def _link_page(person: Person | None, word: str) -> str:
    return render_template("people_link.html", person=person, link=link_to(word))


def _page(values: Mapping[str, Any], errors: Errors) -> str:
    everyone = parts().people.everyone()
    return render_template(
        "people.html",
        people=everyone,
        former=[each for each in parts().people.former() if may_manage(me(), each.roles)],
        mine={
            person.id
            for person in everyone
            if may_manage(me(), person.roles) and person.id != me().id
        },
        is_admin=Role.ADMIN in me().roles,
        all_roles=list(Role) if Role.ADMIN in me().roles else [Role.COUNSELLOR],
        values=values,
        errors=errors,
    )
