"""Messages of callers as a page: the oldest first, heard, called back, seen to."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from flask import Blueprint, redirect, render_template, url_for
from flask_babel import gettext

from helpline.console import api_messages
from helpline.console.access import open_to, parts
from helpline.console.problems import Problem
from helpline.people.ports import Role

routes = Blueprint("messages", __name__)
_BOTH = (Role.COUNSELLOR, Role.SUPERVISOR)


@routes.get("/messages")
@open_to(*_BOTH)
def messages() -> str:
    return _page("")


@routes.post("/messages/<message_id>/done")
@open_to(*_BOTH)
def done(message_id: str) -> Any:
    return _after(lambda: api_messages.see_to(message_id))


@routes.post("/messages/<message_id>/call-back")
@open_to(Role.COUNSELLOR)
def call_back(message_id: str) -> Any:
    return _after(lambda: api_messages.ring_back(message_id))


def _after(act: Callable[[], None]) -> Any:
    """The list as it is now; what could not be done is said above it."""
    try:
        act()
    except Problem as problem:
        if problem.status is HTTPStatus.NOT_FOUND:
            raise
        return _page(gettext(problem.detail)), problem.status
    return redirect(url_for("messages.messages"), HTTPStatus.SEE_OTHER)


def _page(refusal: str) -> str:
    return render_template(
        "messages.html",
        rows=parts().messages.book.open_messages(),
        names={person.id: person.name for person in parts().people.everyone()},
        refusal=refusal,
    )
