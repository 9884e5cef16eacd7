"""Who may call which route: every route names its guard, and a test walks them all."""

import hmac
import re
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any, TypeVar, cast

import structlog
from flask import current_app, g, redirect, request, url_for

from helpline.console.own_entries import NOTE_THEMSELVES
from helpline.console.parts import ConsoleParts
from helpline.console.problems import Problem
from helpline.people.factor_ports import HalfSession
from helpline.people.ports import Person, Role, Session
from helpline.people.sign_in import csrf_token, draft_key

log = structlog.get_logger()
View = TypeVar("View", bound=Callable[..., Any])
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_FOR_MACHINES = frozenset({"twilio", "health"})  # must answer whatever becomes of the database
_CALL_COMMANDS = frozenset({"api_desk", "api_talk"})
# While her screen is covered: the call that rings or goes on, the way back, and the way out.
_WHILE_COVERED = frozenset({"api_desk", "api_session", "api_talk", "cover"})
# Of its blueprint, but about the line and not about the call in hand.
_OF_THE_LINE = frozenset({"api_talk.waiting", "api_talk.auto_answer"})
_ID = re.compile(r"[A-Za-z0-9._:-]{1,80}")


def parts() -> ConsoleParts:
    return cast("ConsoleParts", current_app.extensions["helpline"])


def cookie_name(kind: str = "session") -> str:
    """With https the browser itself guards the name: set by this host only, over TLS only."""
    guard = "__Host-" if parts().public_url.startswith("https:") else ""
    return f"{guard}helpline_{kind}"


def half_cookie_name() -> str:
    """Of the minutes between the password and the second factor."""
    return cookie_name("half")


def me() -> Person:
    """The signed-in person; only inside a guarded route."""
    return cast("Person", g.person)


def my_session() -> Session:
    return cast("Session", g.session)


def recognise() -> None:
    """Before every request: who is it? Freshly read, so that a revoked session is over at once."""
    g.person = g.session = g.half = None
    if request.blueprint in _FOR_MACHINES or request.endpoint == "static":
        return
    found = parts().who(request.cookies.get(cookie_name()), parts().now())
    if found is not None:
        g.person, g.session = found


def my_csrf() -> str:
    if g.get("session"):
        return csrf_token(parts().secret, my_session().digest)
    return csrf_token(parts().secret, g.half[1].digest) if g.get("half") else ""


def my_draft_key() -> str:
    return draft_key(parts().secret, me().id)


def open_to(*roles: Role) -> Callable[[View], View]:
    """Signed in with one of the roles; writes need the form token and our own origin."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            if g.person is None:
                return _not_signed_in()
            if not me().roles & set(roles):
                put_on_record("access.refused", str(request.endpoint))
                raise Problem(HTTPStatus.FORBIDDEN, "Your role does not open this page.")
            if is_covered() and not _opens_while_covered():
                return _covered()
            if not all(map(_can_be_an_id, kwargs.values())):
                raise Problem(HTTPStatus.NOT_FOUND, "There is nothing here")
            if request.method in _SAFE:
                return view(*args, **kwargs)
            refuse_foreign_writes()
            return _on_record(view, kwargs)

        guarded.guard = tuple(sorted(roles))  # type: ignore[attr-defined]  # read by the guard test
        return cast("View", guarded)

    return decorate


def open_to_newcomers(view: View) -> View:
    """Everybody who is signed in, and whoever has given her password and has no second factor yet."""
    for_everybody = open_to(*EVERYBODY)(view)

    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        g.half = _newcomer()
        if g.half is None:
            return for_everybody(*args, **kwargs)
        if request.method not in _SAFE:
            refuse_foreign_writes()
        return view(*args, **kwargs)

    guarded.guard = tuple(sorted(EVERYBODY))  # type: ignore[attr-defined]  # read by the guard test
    return cast("View", guarded)


def half_session() -> tuple[Person, HalfSession] | None:
    """Whoever has given her password in the last minutes, and nothing more."""
    return parts().sign_in.half(request.cookies.get(half_cookie_name()), parts().now())


def _newcomer() -> tuple[Person, HalfSession] | None:
    found = half_session() if g.person is None else None
    if found is None or parts().sign_in.second.of(found[0].id):
        return None
    return found


def open_to_all(why: str) -> Callable[[View], View]:
    """Nobody needs to be signed in; the reason stands beside the route.

    Writes need our own origin all the same: another site must not sign anybody in, as whomever.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            if request.method not in _SAFE:
                refuse_foreign_origins()
            return view(*args, **kwargs)

        guarded.guard = f"all: {why}"  # type: ignore[attr-defined]  # read by the guard test
        return cast("View", guarded)

    return decorate


EVERYBODY = tuple(Role)
# Who works with children: a rota, a desk or a board of their own.
ON_THE_LINE = (Role.COUNSELLOR, Role.SUPERVISOR, Role.DUTY_OFFICER)


def _on_record(view: View, kwargs: dict[str, Any]) -> Any:
    """Every change has its entry before it is made: what cannot be put on record is not done.

    The exception is a child on the line: a call goes on although the log cannot be written.
    """
    if request.blueprint in NOTE_THEMSELVES:
        return view(**kwargs)
    act, thing = str(request.endpoint), next(iter(kwargs.values()), "-")
    if request.blueprint not in _CALL_COMMANDS:
        put_on_record(act, thing)
        return view(**kwargs)
    answer = view(**kwargs)
    try:
        put_on_record(act, thing)
    except Exception:  # the outermost frame of a courtesy: the command itself has been done
        log.exception("audit.failed", act=act)
    return answer


def put_on_record(act: str, thing: str, reason: str | None = None) -> None:
    """By whoever is signed in, now."""
    parts().audit.note(actor_id=me().id, act=act, thing=thing, now=parts().now(), reason=reason)


def is_covered() -> bool:
    """She has covered her screen and has not come back."""
    return my_session().covered_at is not None


def _opens_while_covered() -> bool:
    if request.endpoint in _OF_THE_LINE:
        return False
    return request.blueprint in _WHILE_COVERED or request.endpoint == "login.logout"


def _covered() -> Any:
    if request.path.startswith("/api/"):
        words = "Your screen is covered. Give your password first."
        raise Problem(HTTPStatus.FORBIDDEN, words, kind="/problems/covered")
    return redirect(url_for("cover.covered"), HTTPStatus.SEE_OTHER)


def _not_signed_in() -> Any:
    if request.path.startswith("/api/"):
        raise Problem(HTTPStatus.UNAUTHORIZED, "Please sign in.")
    return redirect(url_for("login.login"))


def _can_be_an_id(value: object) -> bool:
    """Nothing else reaches the database, which may refuse it in its own way."""
    return isinstance(value, str) and _ID.fullmatch(value) is not None


def refuse_foreign_writes() -> None:
    """The form token, and an Origin that is ours when the browser names one."""
    refuse_foreign_origins()
    sent = request.headers.get("X-CSRF-Token") or request.form.get("csrf", "")
    if not hmac.compare_digest(sent.encode(errors="replace"), my_csrf().encode()):
        raise Problem(HTTPStatus.FORBIDDEN, "The page is out of date. Please load it again.")


def refuse_foreign_origins() -> None:
    origin = request.headers.get("Origin")
    site = request.headers.get("Sec-Fetch-Site", "same-origin")
    if origin is not None and not is_own_origin(origin):
        raise Problem(HTTPStatus.FORBIDDEN, "The request came from another site.")
    if origin is None and site not in {"same-origin", "none"}:
        raise Problem(HTTPStatus.FORBIDDEN, "The request came from another site.")


def is_own_origin(origin: str | None) -> bool:
    """One of the configured list; a missing one is none."""
    return origin in parts().origins
