"""The API in the same process: the same routes and handlers, without a socket."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

from aiohttp import streams, web
from aiohttp.base_protocol import BaseProtocol
from aiohttp.test_utils import make_mocked_request

from helpline.practice_line.carrier import Carrier
from helpline.practice_line.rest.common import CARRIER
from helpline.practice_line.rest.fate import End, Fate
from helpline.practice_line.rest.routes import add_rest_routes
from helpline.practice_line.virtual_time import at_once

_FORM = "application/x-www-form-urlencoded"
_ROOM = 2**20


class NeverAnswered(Exception):
    """A fault: the connection was closed, or stays silent until whoever asked gives up."""

    def __init__(self, end: End) -> None:
        super().__init__(end.value)
        self.end = end


@dataclass(frozen=True, slots=True, kw_only=True)
class RestAnswer:
    """`after_s` is how late a fault makes it."""

    status: int
    body: str
    raw: bytes = b""
    after_s: float = 0.0


class RestInProcess:
    """Handlers of the API have nothing to wait for, so each answers at once."""

    def __init__(self, carrier: Carrier) -> None:
        self._app = web.Application()
        self._app[CARRIER] = carrier
        self._after_s = 0.0
        add_rest_routes(self._app, self._deliver)

    def ask(self, method: str, path: str, headers: Mapping[str, str], form: str) -> RestAnswer:
        """Raises NeverAnswered where a fault says so."""
        self._after_s = 0.0
        status, raw = at_once(self._ask(method, path, headers, form))
        body = raw.decode("utf-8", "replace")
        return RestAnswer(status=status, body=body, raw=raw, after_s=self._after_s)

    async def _deliver(
        self, _: Carrier, __: web.Request, answer: web.StreamResponse, fate: Fate
    ) -> web.StreamResponse:
        if fate.end is not End.ANSWER:
            raise NeverAnswered(fate.end)
        self._after_s = fate.after_s
        return answer

    async def _ask(
        self, method: str, path: str, headers: Mapping[str, str], form: str
    ) -> tuple[int, bytes]:
        """The status and the body of the answer: JSON, or a recording."""
        said = {**headers, "Content-Type": _FORM, "Content-Length": str(len(form.encode()))}
        found = await self._app.router.resolve(make_mocked_request(method, path, said))
        request = make_mocked_request(
            method,
            path,
            said,
            match_info=dict(found),
            app=self._app,
            payload=_payload(form.encode()),
        )
        try:
            answer = await found.handler(request)
        except web.HTTPException as refused:
            return refused.status, (refused.text or "").encode()
        body = answer.body if isinstance(answer, web.Response) else b""
        return answer.status, bytes(body or b"")  # type: ignore[arg-type]


def _payload(body: bytes) -> streams.StreamReader:
    loop = asyncio.get_running_loop()
    reader = streams.StreamReader(BaseProtocol(loop), _ROOM, loop=loop)
    reader.feed_data(body)
    reader.feed_eof()
    return reader
