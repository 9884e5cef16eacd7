"""Faults by HTTP: what there is and what has been played, set, reset; sockets lost now."""

from aiohttp import web

from helpline.practice_line.at_home import at_home
from helpline.practice_line.carrier import Carrier
from helpline.practice_line.json_body import body_of, refused, words
from helpline.practice_line.rest.common import CARRIER


def add_faults_routes(app: web.Application) -> None:
    app.router.add_get("/faults", at_home(show))
    app.router.add_post("/faults", at_home(set_some))
    app.router.add_delete("/faults", at_home(reset))
    app.router.add_post("/faults/lost-sockets", at_home(lose_sockets))


async def show(request: web.Request) -> web.Response:
    return web.json_response(request.app[CARRIER].playing.described())


async def set_some(request: web.Request) -> web.Response:
    """All of them or none."""
    wanted = await body_of(request)
    try:
        request.app[CARRIER].playing.set(wanted)
    except ValueError as error:
        raise refused(str(error)) from error
    return web.json_response({"set": wanted})


async def reset(request: web.Request) -> web.Response:
    playing = request.app[CARRIER].playing
    playing.reset()
    return web.json_response(playing.described())


async def lose_sockets(request: web.Request) -> web.Response:
    """Of one `identity`, or of every browser where none is named."""
    body = await body_of(request)
    identity = words(body["identity"], "identity") if "identity" in body else None
    return web.json_response({"lost": break_sockets(request.app[CARRIER], identity)})


def break_sockets(carrier: Carrier, identity: str | None) -> int:
    """How many have been lost; the journal says whose."""
    lost = carrier.lose_sockets(identity)
    carrier.journal.note("fault", name="lose_sockets_now", identity=identity or "all", lost=lost)
    return lost
