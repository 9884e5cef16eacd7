"""Telephones without a person: tests and the line check place calls, press keys and look, by HTTP."""

import json

from aiohttp import web

from helpline.practice_line.rest.common import CARRIER

_CALL = "/practice/calls/{call}"


def add_control_routes(app: web.Application) -> None:
    app.router.add_get("/healthz", health)
    app.router.add_post("/practice/calls", place)
    app.router.add_get(_CALL, look)
    app.router.add_post(f"{_CALL}/keys", press)
    app.router.add_post(f"{_CALL}/hang-up", hang_up)
    app.router.add_post("/practice/clients/{identity}/connect", connect)
    app.router.add_post("/faults", set_faults)


async def health(_: web.Request) -> web.Response:
    return web.json_response({"alive": True})


async def place(request: web.Request) -> web.Response:
    body = await _body(request)
    sid = request.app[CARRIER].place_call(_words(body.get("from", "anonymous"), "from"))
    return web.json_response({"call_sid": sid}, status=201)


async def look(request: web.Request) -> web.Response:
    return web.json_response(request.app[CARRIER].describe(_known(request)))


async def press(request: web.Request) -> web.Response:
    digits = _words((await _body(request)).get("digits", ""), "digits")
    if not digits or set(digits) - set("0123456789*#"):
        raise _refused("digits must be keys of a telephone")
    request.app[CARRIER].press(_known(request), digits)
    return await look(request)


async def hang_up(request: web.Request) -> web.Response:
    request.app[CARRIER].hang_up(_known(request))
    return await look(request)


async def connect(request: web.Request) -> web.Response:
    params = (await _body(request)).get("params", {})
    if not isinstance(params, dict):
        raise _refused("params must be an object")
    words = {_words(key, "a name"): _words(value, key) for key, value in params.items()}
    sid = request.app[CARRIER].client_calls_out(request.match_info["identity"], words)
    return web.json_response({"call_sid": sid}, status=201)


async def set_faults(request: web.Request) -> web.Response:
    wanted, carrier = await _body(request), request.app[CARRIER]
    try:
        carrier.faults.set({name: _number(value) for name, value in wanted.items()})
    except ValueError as error:
        raise _refused(str(error)) from error
    carrier.journal.note("fault", asked_for=wanted)
    return web.json_response({"set": wanted})


def _known(request: web.Request) -> str:
    sid = request.match_info["call"]
    if sid not in request.app[CARRIER].calls:
        raise web.HTTPNotFound(text='{"error": "no such call"}', content_type="application/json")
    return sid


async def _body(request: web.Request) -> dict[str, object]:
    if not request.can_read_body:
        return {}
    try:
        body = await request.json()
    except (LookupError, RecursionError, ValueError) as error:
        raise _refused("JSON is expected") from error
    if not isinstance(body, dict):
        raise _refused("a JSON object is expected")
    return body


def _number(value: object) -> float:
    try:
        return float(str(value))
    except ValueError as error:
        raise ValueError("a fault is a number") from error


def _words(value: object, name: str) -> str:
    """A text that can be sent on: half a surrogate pair cannot."""
    if not isinstance(value, str) or any("\ud800" <= letter <= "\udfff" for letter in value):
        raise _refused(f"{name} must be a text")
    return value


def _refused(words: str) -> web.HTTPBadRequest:
    return web.HTTPBadRequest(text=json.dumps({"error": words}), content_type="application/json")
