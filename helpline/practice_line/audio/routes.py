"""Where the child's phone and the browser gateway are found."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict
from pathlib import Path

from aiohttp import WSCloseCode, web

from helpline.practice_line.audio.gateway import Gateway, MakePeer
from helpline.practice_line.audio.mixer import AudioMedia
from helpline.practice_line.audio.phone_session import PhoneSession
from helpline.practice_line.audio.signal_session import SignalSession
from helpline.practice_line.audio.sockets import check_origin
from helpline.practice_line.audio.training import NOT_A_TICKET, headers_for, is_ticket
from helpline.practice_line.carrier import Carrier
from helpline.practice_line.media import Media

_STATIC = Path(__file__).with_name("static")
_SOCKETS = web.AppKey("open_sockets", set[web.WebSocketResponse])
_LOST_SOCKET_S = 30  # the SDK closes after 15 s without a word; so do we, a little later
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self' ws:; "
    "img-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


def add_audio_routes(app: web.Application, carrier: Carrier, media: Media) -> None:
    """Pages of other addresses reach `/signal` only if `carrier.config.allowed_origins` names them.

    Pages on loopback are always let in: that is where this line lives. A silent line has neither
    a telephone nor browsers, and says so.
    """
    app.router.add_static("/phone/static", _STATIC)
    app[_SOCKETS] = set()
    app.on_shutdown.append(_close_sockets)
    if isinstance(media, AudioMedia):
        _add_phone(app, carrier, media)
        _add_gateway(app, carrier, media)
    else:
        app.router.add_get("/phone", _silent)
        app.router.add_get("/signal", _silent)


async def _silent(_: web.Request) -> web.Response:
    return web.Response(status=503, text="This practice line runs without sound.")


def _add_phone(app: web.Application, carrier: Carrier, media: AudioMedia) -> None:
    async def page(request: web.Request) -> web.FileResponse:
        _sip_headers(request)
        return web.FileResponse(_STATIC / "phone.html", headers=_headers())

    async def phone(request: web.Request) -> web.WebSocketResponse:
        check_origin(request, ())
        async with _opened(request) as socket:
            await PhoneSession(
                carrier=carrier, media=media, socket=socket, headers=_sip_headers(request)
            ).run()
        return socket

    async def sound(_: web.Request) -> web.Response:
        """Is the sound in time? Counted since the line was started."""
        return web.json_response(asdict(media.beats))

    app.router.add_get("/phone", page)
    app.router.add_get("/phone/ws", phone)
    app.router.add_get("/practice/sound", sound)


def _sip_headers(request: web.Request) -> dict[str, str]:
    """A ticket in the page's address marks its calls as practice calls of somebody's training."""
    ticket = request.query.get("training")
    if ticket is not None and not is_ticket(ticket):
        raise web.HTTPBadRequest(text=NOT_A_TICKET)
    return headers_for(ticket)


def _add_gateway(app: web.Application, carrier: Carrier, media: AudioMedia) -> None:
    gateway = Gateway(carrier=carrier, media=media, make_peer=_peers())

    async def signal(request: web.Request) -> web.WebSocketResponse:
        check_origin(request, carrier.config.allowed_origins)
        async with _opened(request, receive_timeout=_LOST_SOCKET_S) as socket:
            await SignalSession(gateway=gateway, socket=socket).run()
        return socket

    async def stop(_: web.Application) -> None:
        await gateway.close()

    app.router.add_get("/signal", signal)
    app.on_cleanup.append(stop)


@asynccontextmanager
async def _opened(
    request: web.Request, receive_timeout: float | None = None
) -> AsyncIterator[web.WebSocketResponse]:
    """Known while it is open, so that the line can stop without waiting for its pages."""
    socket = web.WebSocketResponse(compress=False, receive_timeout=receive_timeout)
    await socket.prepare(request)
    request.app[_SOCKETS].add(socket)
    try:
        yield socket
    finally:
        request.app[_SOCKETS].discard(socket)


async def _close_sockets(app: web.Application) -> None:
    sockets = app[_SOCKETS]
    for socket in sockets.copy():
        await socket.close(code=WSCloseCode.GOING_AWAY, message=b"the practice line stops")


def _headers() -> dict[str, str]:
    return {
        "Content-Security-Policy": _POLICY,
        "Cache-Control": "no-store",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
    }


def _peers() -> MakePeer | None:
    """None where WebRTC is not installed: the gateway then says so to each browser that calls."""
    try:
        from helpline.practice_line.audio.webrtc import Peer  # noqa: PLC0415 -- an optional extra
    except ImportError:
        return None
    return Peer
