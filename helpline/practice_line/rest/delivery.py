"""How an answer of the API travels over the network: at once, late, or not at all."""

import asyncio
from contextlib import suppress

from aiohttp import web

from helpline.practice_line.carrier import Carrier
from helpline.practice_line.rest.fate import End, Fate

_LOOK_S = 0.25  # how often a silent connection is looked at


async def over_network(
    carrier: Carrier, request: web.Request, answer: web.StreamResponse, fate: Fate
) -> web.StreamResponse:
    """What is late holds up nobody else. A line that stops closes the connections it holds open."""
    if fate.end is End.SILENCE:
        while not (_is_gone(request) or await _stops(carrier, _LOOK_S)):
            pass
    elif fate.after_s and await _stops(carrier, fate.after_s):
        fate = Fate(end=End.CLOSED)
    if fate.end is not End.ANSWER and request.transport is not None:
        request.transport.abort()
    return answer


def _is_gone(request: web.Request) -> bool:
    return request.transport is None or request.transport.is_closing()


async def _stops(carrier: Carrier, within_s: float) -> bool:
    with suppress(TimeoutError):
        async with asyncio.timeout(within_s):
            return await carrier.closing.wait()
    return False
