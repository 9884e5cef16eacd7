"""Telephones without a person: tests and the line check place calls, press keys and look, by HTTP."""

from aiohttp import web

from helpline.practice_line.json_body import body_of, refused, words
from helpline.practice_line.rest.common import CARRIER
from helpline.practice_line.withheld import FORMS

_CALL = "/practice/calls/{call}"


def add_control_routes(app: web.Application) -> None:
    app.router.add_get("/healthz", health)
    app.router.add_post("/practice/calls", place)
    app.router.add_get(_CALL, look)
    app.router.add_post(f"{_CALL}/keys", press)
    app.router.add_post(f"{_CALL}/hang-up", hang_up)
    app.router.add_post("/practice/clients/{identity}/connect", connect)


async def health(_: web.Request) -> web.Response:
    return web.json_response({"alive": True})


async def place(request: web.Request) -> web.Response:
    """`from` is a number or whatever else; `withheld` the name of a form of withholding it."""
    body = await body_of(request)
    from_ = words(body.get("from", "anonymous"), "from")
    if "withheld" in body:
        form = words(body["withheld"], "withheld")
        if form not in FORMS:
            raise refused(f"withheld must be one of: {', '.join(FORMS)}")
        from_ = FORMS[form]
    sid = request.app[CARRIER].place_call(from_)
    return web.json_response({"call_sid": sid}, status=201)


async def look(request: web.Request) -> web.Response:
    return web.json_response(request.app[CARRIER].describe(_known(request)))


async def press(request: web.Request) -> web.Response:
    digits = words((await body_of(request)).get("digits", ""), "digits")
    if not digits or set(digits) - set("0123456789*#"):
        raise refused("digits must be keys of a telephone")
    request.app[CARRIER].press(_known(request), digits)
    return await look(request)


async def hang_up(request: web.Request) -> web.Response:
    request.app[CARRIER].hang_up(_known(request))
    return await look(request)


async def connect(request: web.Request) -> web.Response:
    params = (await body_of(request)).get("params", {})
    if not isinstance(params, dict):
        raise refused("params must be an object")
    named = {words(key, "a name"): words(value, key) for key, value in params.items()}
    sid = request.app[CARRIER].client_calls_out(request.match_info["identity"], named)
    return web.json_response({"call_sid": sid}, status=201)


def _known(request: web.Request) -> str:
    sid = request.match_info["call"]
    if sid not in request.app[CARRIER].calls:
        raise web.HTTPNotFound(text='{"error": "no such call"}', content_type="application/json")
    return sid
