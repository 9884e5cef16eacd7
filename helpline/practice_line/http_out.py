"""Requests to the account holder: signed, limited in time, tried again as agreed."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

import aiohttp

from helpline.practice_line.faults import Faults
from helpline.practice_line.journal import Journal
from helpline.practice_line.limits import Limits, limits_of
from helpline.practice_line.signature import signature

_AGENT = "TwilioProxy/1.1"
_WANTS_TWIML = "text/xml, application/xml, text/html"
_SUCCESS = range(200, 300)
_CLIENT_ERROR = range(400, 500)


class RequestFailed(Exception):
    """No usable answer; `code` is the carrier's error number."""

    def __init__(self, code: int, words: str) -> None:
        super().__init__(words)
        self.code = code


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    status: int
    content_type: str
    body: bytes


@dataclass(slots=True, kw_only=True)
class Outbound:
    """One client session for the life of the carrier."""

    auth_token: str = field(repr=False)
    journal: Journal
    faults: Faults
    _session: aiohttp.ClientSession | None = field(default=None, init=False)

    async def post(
        self,
        url: str,
        params: Mapping[str, str],
        *,
        method: str = "POST",
        accept: str = _WANTS_TWIML,
    ) -> Answer:
        """Raises RequestFailed. A retry carries the same idempotency token."""
        limits, token = limits_of(url), str(uuid.uuid4())
        attempt = 0
        while True:
            try:
                answer = await self._once(url, params, method, accept, token, limits)
            except RequestFailed as failure:
                kind = {11203: "rt", 11205: "ct"}.get(failure.code, "5xx")
                if attempt >= limits.retries or not limits.retries_on(kind):
                    raise
            else:
                if answer.status in _SUCCESS:
                    return answer
                kind = "4xx" if answer.status in _CLIENT_ERROR else "5xx"
                if attempt >= limits.retries or not limits.retries_on(kind):
                    raise RequestFailed(11200, f"HTTP {answer.status}")
            attempt += 1

    async def _once(
        self,
        url: str,
        params: Mapping[str, str],
        method: str,
        accept: str,
        token: str,
        limits: Limits,
    ) -> Answer:
        plain = url.partition("#")[0]
        body = urlencode(params) if method == "POST" else None
        if method == "GET" and params:
            plain += ("&" if "?" in plain else "?") + urlencode(params)
        signed = signature(self.auth_token, plain, params if method == "POST" else {})
        if self.faults.take("wrong_signatures"):
            signed = signature("not the token", plain, params)
        headers = {
            "User-Agent": _AGENT,
            "Accept": accept,
            "Cache-Control": "max-age=259200",
            "X-Twilio-Signature": signed,
            "I-Twilio-Idempotency-Token": token,
        }
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded; charset=utf-8"
        return await self._send(method, plain, body, headers, limits)

    async def _send(
        self, method: str, url: str, body: str | None, headers: dict[str, str], limits: Limits
    ) -> Answer:
        time_out = aiohttp.ClientTimeout(
            total=limits.total_ms / 1000,
            sock_connect=limits.connect_ms / 1000,
            sock_read=limits.read_ms / 1000,
        )
        try:
            async with self.session.request(
                method, url, data=body, headers=headers, timeout=time_out, max_redirects=10
            ) as answer:
                read = Answer(
                    status=answer.status,
                    content_type=answer.content_type,
                    body=await answer.read(),
                )
        except aiohttp.ClientConnectorError as error:
            self.journal.note("error", url=url, code=11205, words="connection refused")
            raise RequestFailed(11205, "connection refused") from error
        except aiohttp.TooManyRedirects as error:
            self.journal.note("error", url=url, code=11215, words="too many redirects")
            raise RequestFailed(11215, "too many redirects") from error
        except (TimeoutError, aiohttp.ClientError) as error:
            self.journal.note("error", url=url, code=11203, words=type(error).__name__)
            raise RequestFailed(11203, type(error).__name__) from error
        self.journal.note("request", method=method, url=url, params=body or "", status=read.status)
        return read

    @property
    def session(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession()
        return self._session

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()
