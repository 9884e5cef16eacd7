"""Where the debugger is found. It works without a script; the script keeps it up to date."""

import json
import secrets
from collections.abc import Mapping
from pathlib import Path

import jinja2
from aiohttp import web

from helpline.practice_line.at_home import Handler, at_home
from helpline.practice_line.debugger.faults_form import ANEW, changed, groups
from helpline.practice_line.debugger.rows import KINDS, wanted
from helpline.practice_line.faults_control import break_sockets
from helpline.practice_line.rest.common import CARRIER

_HERE = Path(__file__).parent
_PAGES = jinja2.Environment(
    loader=jinja2.FileSystemLoader(_HERE / "templates"),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_TOKEN = web.AppKey("debugger_token", str)
_SAID = {"set": "The faults are set.", "reset": "All faults are off.", "same": "Nothing changed."}
# What callers send is shown as text; should that ever fail, it still does not run.
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
        "require-trusted-types-for 'script'"
    ),
    "Cache-Control": "no-store",
    "Referrer-Policy": "same-origin",  # without any, a form would not say where it comes from
    "X-Content-Type-Options": "nosniff",
}


def add_debugger_routes(app: web.Application) -> None:
    """The token stands in every form: whoever cannot read the page cannot send one."""
    app[_TOKEN] = secrets.token_urlsafe(24)
    app.router.add_static("/debugger/static", _HERE / "static")
    app.router.add_get("/debugger", at_home(page))
    app.router.add_get("/debugger.json", at_home(as_json))
    app.router.add_get("/debugger/rows.json", at_home(rows))
    app.router.add_post("/debugger/faults", at_home(_from_own_form(set_faults)))
    app.router.add_post("/debugger/faults/reset", at_home(_from_own_form(reset_faults)))
    app.router.add_post("/debugger/lost-sockets", at_home(_from_own_form(lose_sockets)))


def _from_own_form(handler: Handler) -> Handler:
    """The page has no session, so the form itself must show where it comes from."""

    async def checked(request: web.Request) -> web.StreamResponse:
        form = await _form(request)
        given = form.get("token", "").encode("utf-8", "replace")
        if not secrets.compare_digest(given, request.app[_TOKEN].encode()):
            raise web.HTTPForbidden(text="The form is out of date: load the debugger again.")
        return await handler(request)

    return checked


async def page(request: web.Request) -> web.Response:
    return _page(request, {}, said=_SAID.get(request.query.get("said", ""), ""))


def _page(
    request: web.Request, typed: Mapping[str, str], said: str = "", refusal: str = ""
) -> web.Response:
    carrier, asked = request.app[CARRIER], wanted(request.query)
    text = _PAGES.get_template("debugger.html").render(
        rows=asked.rows(carrier.journal.entries),
        newest=carrier.journal.entries[-1].number if carrier.journal.entries else 0,
        asked=asked,
        kinds=KINDS,
        groups=groups(carrier.playing, typed),
        played=carrier.playing.played.total(),
        is_open=bool(said or refusal),
        said=said,
        refusals=refusal.split("; ") if refusal else [],
        token=request.app[_TOKEN],
        anew=ANEW,
    )
    return web.Response(
        body=text.encode("utf-8", "replace"),
        status=400 if refusal else 200,
        content_type="text/html",
        charset="utf-8",
        headers=_HEADERS,
    )


async def set_faults(request: web.Request) -> web.StreamResponse:
    """What cannot be is named, and stays in its field; otherwise the page is asked for anew."""
    form = await _form(request)
    wanted_ = changed(form)
    try:
        if wanted_:
            request.app[CARRIER].playing.set(wanted_)
    except ValueError as refusal:
        return _page(request, form, refusal=str(refusal))
    raise _back("set" if wanted_ else "same")


async def reset_faults(request: web.Request) -> web.StreamResponse:
    request.app[CARRIER].playing.reset()
    raise _back("reset")


async def lose_sockets(request: web.Request) -> web.StreamResponse:
    """Nobody named is everybody."""
    identity = (await _form(request)).get("identity", "").strip()
    break_sockets(request.app[CARRIER], identity or None)
    raise web.HTTPSeeOther("/debugger?kind=fault")


def _back(said: str) -> web.HTTPSeeOther:
    return web.HTTPSeeOther(f"/debugger?said={said}#faults")


async def _form(request: web.Request) -> dict[str, str]:
    try:
        return {name: str(value) for name, value in (await request.post()).items()}
    except (LookupError, ValueError) as error:
        raise web.HTTPBadRequest(text="The form cannot be read.") from error


async def as_json(request: web.Request) -> web.Response:
    """Everything that is kept, oldest first, as programs want it."""
    found = [
        {"number": entry.number, "at": entry.at.isoformat(), "kind": entry.kind, **entry.fields}
        for entry in request.app[CARRIER].journal.entries
    ]
    return web.json_response(found, dumps=lambda value: json.dumps(value, default=str))


async def rows(request: web.Request) -> web.Response:
    """What the page lacks, as it shows it; and what has been played."""
    carrier = request.app[CARRIER]
    found = wanted(request.query).rows(carrier.journal.entries)
    newest = carrier.journal.entries[-1].number if carrier.journal.entries else 0
    names = carrier.faults.knobs()
    counts = {
        name: [carrier.playing.played[name], carrier.playing.occasions[name]] for name in names
    }
    answer = {"newest": newest, "rows": [each.as_json() for each in found], "played": counts}
    return web.json_response(answer, headers={"Cache-Control": "no-store"})
