"""What every answer of the REST façade shares: auth, faults, pages, problems."""

import base64
import hmac
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from aiohttp import web

from helpline.practice_line.carrier import Carrier
from helpline.practice_line.dates import rfc_2822
from helpline.practice_line.rest.delivery import over_network
from helpline.practice_line.rest.fate import Fate, fate_of
from helpline.practice_line.rest.values import BadValue, whole

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
Deliver = Callable[[Carrier, web.Request, web.StreamResponse, Fate], Awaitable[web.StreamResponse]]
CARRIER: web.AppKey[Carrier] = web.AppKey("carrier", Carrier)


def problem(status: int, code: int, words: str) -> web.Response:
    more = f"https://www.twilio.com/docs/errors/{code}"
    body = {"code": code, "message": words, "more_info": more, "status": status}
    return web.json_response(body, status=status)


def guarded(handler: Handler, deliver: Deliver = over_network) -> Handler:
    """Basic auth by account and token, or by key and secret; then the faults that were asked for."""

    async def checked(request: web.Request) -> web.StreamResponse:
        carrier = request.app[CARRIER]
        if not _is_authentic(carrier, request):
            return problem(401, 20003, "Authenticate")
        if request.match_info["account"] != carrier.config.account_sid:
            return problem(404, 20404, "The requested resource was not found")
        try:
            form = {key: str(value) for key, value in (await request.post()).items()}
        except (LookupError, ValueError):
            return problem(400, 20001, "The form cannot be read")
        carrier.journal.note("rest", method=request.method, path=request.path, params=form)
        fate = fate_of(carrier, request)
        answer = await _answer(carrier, request, handler, fate)
        return await deliver(carrier, request, answer, fate)

    return checked


async def _answer(
    carrier: Carrier, request: web.Request, handler: Handler, fate: Fate
) -> web.StreamResponse:
    """What is carried out is carried out at once, however late its answer may be."""
    if fate.is_refused:
        faults = carrier.faults
        return problem(faults.rest_error_status, faults.rest_error_code, "asked for by a test")
    if not fate.is_done:
        return problem(503, 20503, "never answered")
    try:
        return await handler(request)
    except BadValue as refused:
        return problem(400, refused.code, str(refused))


def _is_authentic(carrier: Carrier, request: web.Request) -> bool:
    scheme, _, given = request.headers.get("Authorization", "").partition(" ")
    config = carrier.config
    good = [f"{config.account_sid}:{config.auth_token}"]
    if config.api_key_sid:
        good.append(f"{config.api_key_sid}:{config.api_key_secret}")
    wanted = [base64.b64encode(pair.encode()) for pair in good]
    return scheme == "Basic" and any(
        hmac.compare_digest(given.encode(errors="replace"), each) for each in wanted
    )


def page(request: web.Request, name: str, rows: list[dict[str, Any]]) -> web.Response:
    size = min(max(whole(request.query, "PageSize", 50), 1), 1000)
    number = whole(request.query, "Page", 0)
    shown = rows[number * size : (number + 1) * size]
    asked = {key: value for key, value in request.query.items() if key != "PageToken"}

    def uri(page: int) -> str:
        """The same question, at another page."""
        return f"{request.path}?{urlencode(asked | {'PageSize': size, 'Page': page})}"

    has_more = len(rows) > (number + 1) * size
    return web.json_response(
        {
            name: shown,
            "page": number,
            "page_size": size,
            "start": number * size,
            "end": number * size + max(len(shown) - 1, 0),
            "uri": uri(number),
            "first_page_uri": uri(0),
            "next_page_uri": uri(number + 1) if has_more else None,
            "previous_page_uri": uri(number - 1) if number else None,
        }
    )


def gone() -> web.Response:
    return problem(404, 20404, "The requested resource was not found")


def written(instant: datetime | None) -> str | None:
    return None if instant is None else rfc_2822(instant)
