"""What the phone's socket and the browser's share: who may open one, and sending without waiting."""

import asyncio
from collections.abc import Collection, Coroutine
from typing import Any
from urllib.parse import urlsplit

from aiohttp import web

_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


def check_origin(request: web.Request, allowed: Collection[str]) -> None:
    """A page of somebody else's must not telephone with this line; programs send no origin."""
    origin = request.headers.get("Origin")
    if origin is None or origin in allowed:
        return
    address = urlsplit(origin)
    if address.netloc != request.host and address.hostname not in _LOOPBACK:
        raise web.HTTPForbidden(text="This origin is not among the allowed ones.")


class Tasks:
    """Work begun from code that cannot wait; kept, because a forgotten task may vanish."""

    def __init__(self) -> None:
        self._going: set[asyncio.Task[None]] = set()

    def begin(self, work: Coroutine[Any, Any, None]) -> "asyncio.Task[None]":
        task = asyncio.get_running_loop().create_task(work)
        self._going.add(task)
        task.add_done_callback(self._going.discard)
        return task

    async def finish(self) -> None:
        await asyncio.gather(*self._going, return_exceptions=True)

    async def stop(self) -> None:
        going = list(self._going)
        for task in going:
            task.cancel()
        await asyncio.gather(*going, return_exceptions=True)
