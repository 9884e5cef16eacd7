"""Calendars: feeds that other programs follow, and calendars that are brought in."""

from http import HTTPStatus
from typing import Any

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask_babel import force_locale, gettext

from helpline.console.access import ON_THE_LINE, me, open_to, open_to_all, parts
from helpline.console.problems import Problem
from helpline.people.ports import Role
from helpline.rota.bring_in import BroughtIn, as_leave, as_shifts
from helpline.rota.calendar_feed import AHEAD, BACK, FeedScope, as_calendar, digest_of, new_feed
from helpline.rota.calendar_import import CalendarError, stretches

routes = Blueprint("calendars", __name__)
_FEW = 10


@routes.get("/calendar/<token>.ics")
@open_to_all("a calendar program has no session; the secret of the address lets it in")
def feed(token: str) -> Response:
    """Gone at once when it is revoked, when its owner leaves, or is nobody on the line any more."""
    book, now = parts().rota.feeds, parts().now()
    found = book.feed(digest_of(token))
    owner = None if found is None else parts().people.by_id(found.person_id)
    if found is None or owner is None or not owner.active or not owner.roles & set(ON_THE_LINE):
        abort(HTTPStatus.NOT_FOUND)
    only = None if found.scope is FeedScope.TEAM else owner.id
    entries = book.entries(now - BACK, now + AHEAD, only)
    with force_locale(owner.ui_language):
        name = gettext("Shifts of the child helpline")
        words = {} if only else {each.id: each.name for each in parts().people.everyone()}
        text = as_calendar(entries, name=name, words=words)
    return Response(text, mimetype="text/calendar")


@routes.get("/rota/calendars")
@open_to(*ON_THE_LINE)
def calendars() -> str:
    return _page()


def _page(address: str = "", done: BroughtIn | None = None, fault: str = "") -> str:
    everyone = parts().people.everyone()
    return render_template(
        "rota_calendars.html",
        tab="mine",
        feeds=parts().rota.feeds.of(me().id),
        address=address,
        done=done,
        errors=[("file", gettext(fault))] if fault else [],
        people=[person for person in everyone if Role.COUNSELLOR in person.roles],
        chosen=request.form.get("person_id", ""),
    )


@routes.post("/rota/calendars")
@open_to(*ON_THE_LINE)
def make() -> Any:
    """Its address is shown once, in this answer."""
    scope = FeedScope.TEAM if request.form.get("scope") == "team" else FeedScope.OWN
    if len(parts().rota.feeds.of(me().id)) >= _FEW:
        raise Problem(HTTPStatus.CONFLICT, "You have ten addresses already. Revoke one first.")
    token, made = new_feed(me().id, scope, parts().now())
    parts().rota.feeds.add(made)
    return _page(address=parts().public_url + url_for("calendars.feed", token=token))


@routes.post("/rota/calendars/<digest>/revoke")
@open_to(*ON_THE_LINE)
def revoke(digest: str) -> Any:
    if not parts().rota.feeds.revoke(digest, person_id=me().id, now=parts().now()):
        raise Problem(HTTPStatus.NOT_FOUND, "There is nothing here")
    return redirect(url_for("calendars.calendars"), HTTPStatus.SEE_OTHER)


@routes.post("/rota/calendars/bring-in")
@open_to(Role.SUPERVISOR)
def bring_in() -> Any:
    """As shifts, or as leave that is asked for. Said on the page: what was taken, and what was not."""
    person = parts().people.by_id(request.form.get("person_id", "")[:64])
    sent = request.files.get("file")
    if person is None or Role.COUNSELLOR not in person.roles or sent is None:
        words = "Choose a counsellor and a calendar file."
        return _page(fault=words), HTTPStatus.UNPROCESSABLE_ENTITY
    now, book = parts().now(), parts().rota.book
    try:
        found = stretches(sent.read(), now=now, zone=parts().zone)
    except CalendarError as fault_:
        return _page(fault=str(fault_)), HTTPStatus.UNPROCESSABLE_ENTITY
    if request.form.get("as") == "leave":
        return _page(done=as_leave(book, found, person_id=person.id, now=now))
    done = as_shifts(book, found, person_id=person.id, languages=person.speaks, now=now)
    return _page(done=done)
