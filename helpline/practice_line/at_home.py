"""Who may see the debugger and play faults: this machine, and no page of anybody else's."""

import ipaddress
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from aiohttp import web

from helpline.practice_line.rest.common import CARRIER

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def at_home(handler: Handler) -> Handler:
    """Refuses requests from beyond loopback unless `open_beyond_loopback` is set, and foreign pages.

    The Host is looked at too: a foreign name that resolves to this machine is somebody else's page.
    """

    async def checked(request: web.Request) -> web.StreamResponse:
        is_open = request.app[CARRIER].config.open_beyond_loopback
        if not is_open and not (_is_loopback(request.remote or "") and _is_named_so(request)):
            raise web.HTTPForbidden(text="The debugger is for this machine alone.")
        if request.method not in {"GET", "HEAD"} and not _is_own_page(request):
            raise web.HTTPForbidden(text="This page is not the debugger's own.")
        return await handler(request)

    return checked


def _is_named_so(request: web.Request) -> bool:
    name = urlsplit(f"//{request.host}").hostname or ""
    return name == "localhost" or _is_loopback(name)


def _is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def _is_own_page(request: web.Request) -> bool:
    """Programs send neither Origin nor Referer; browsers send at least one with every post."""
    said = request.headers.get("Origin") or request.headers.get("Referer")
    return said is None or urlsplit(said).netloc == request.host
