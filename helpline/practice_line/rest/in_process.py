"""The API in the same process: the same routes and handlers, without a socket."""

import asyncio
from collections.abc import Mapping

from aiohttp import streams, web
from aiohttp.base_protocol import BaseProtocol
from aiohttp.test_utils import make_mocked_request

from helpline.practice_line.carrier import Carrier
from helpline.practice_line.rest.common import CARRIER
from helpline.practice_line.rest.routes import add_rest_routes
from helpline.practice_line.virtual_time import at_once

_FORM = "application/x-www-form-urlencoded"
_ROOM = 2**20


class RestInProcess:
    """Handlers of the API have nothing to wait for, so each answers at once."""

    def __init__(self, carrier: Carrier) -> None:
        self._app = web.Application()
        self._app[CARRIER] = carrier
        add_rest_routes(self._app)

    def ask(self, method: str, path: str, headers: Mapping[str, str], form: str) -> tuple[int, str]:
        """The status and the body of the answer."""
        return at_once(self._ask(method, path, headers, form))

    async def _ask(
        self, method: str, path: str, headers: Mapping[str, str], form: str
    ) -> tuple[int, str]:
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
            return refused.status, refused.text or ""
        body = answer.body if isinstance(answer, web.Response) else b""
        # JSON, or a recording, of which a scenario wants to know no more than that it came.
        text = bytes(body or b"").decode("utf-8", "replace")  # type: ignore[arg-type]
        return answer.status, text


def _payload(body: bytes) -> streams.StreamReader:
    loop = asyncio.get_running_loop()
    reader = streams.StreamReader(BaseProtocol(loop), _ROOM, loop=loop)
    reader.feed_data(body)
    reader.feed_eof()
    return reader
