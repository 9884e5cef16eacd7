"""Requests to the account holder: signed, limited in time, tried again as agreed."""

import asyncio
import itertools
import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode, urljoin

import aiohttp
from yarl import URL

from helpline.practice_line.faults import Faults
from helpline.practice_line.journal import Journal
from helpline.practice_line.limits import Limits, limits_of
from helpline.practice_line.signature import signature

_AGENT = "TwilioProxy/1.1"
_WANTS_TWIML = "text/xml, application/xml, text/html"
_MOST_REDIRECTS = 10
_SUCCESS = range(200, 300)
_MOVED = frozenset({301, 302, 303, 307, 308})
_MOVED_AS_IT_IS = frozenset({307, 308})
_CLIENT_ERROR = range(400, 500)
_SENT_AS_WRITTEN = re.compile(r"[!-~]+")


class RequestFailed(Exception):
    """No usable answer; `code` is the carrier's error number, `kind` what a retry policy calls it."""

    def __init__(self, code: int, words: str, kind: str = "") -> None:
        super().__init__(words)
        self.code, self.kind = code, kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    status: int
    content_type: str
    body: bytes
    moved_to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One request, the same at every attempt; `url` has no fragment any more."""

    url: str
    params: Mapping[str, str]
    method: str
    accept: str
    token: str = field(default_factory=lambda: str(uuid.uuid4()))

    def moved(self, answer: Answer) -> "Question":
        """Where it was sent on to. As browsers do, only 307 and 308 carry the form along."""
        url = urljoin(self.url, answer.moved_to).partition("#")[0]
        if answer.status in _MOVED_AS_IT_IS:
            return replace(self, url=url)
        return replace(self, url=url, method="GET", params={})


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
        """Raises RequestFailed. The total time is for all attempts together."""
        plain = url.partition("#")[0]
        try:
            limits = limits_of(url)
            question = Question(url=plain, params=params, method=method, accept=accept)
            async with asyncio.timeout(limits.total_ms / 1000):
                return await self._attempts(question, limits)
        except TimeoutError as error:
            raise self._failed(plain, 11203, "the total time is up", "rt") from error
        except ValueError as error:
            raise self._failed(plain, 11100, "not an address") from error

    async def _attempts(self, question: Question, limits: Limits) -> Answer:
        """A retry carries the same idempotency token."""
        for attempt in itertools.count():
            try:
                return await self._follow(question, limits)
            except RequestFailed as failure:
                if attempt >= limits.retries or not limits.retries_on(failure.kind):
                    raise
        raise AssertionError("unreachable")

    async def _follow(self, question: Question, limits: Limits) -> Answer:
        """Through its redirects, each signed anew, to the answer."""
        for _ in range(1 + _MOST_REDIRECTS):
            answer = await self._once(question, limits)
            if answer.status in _SUCCESS:
                return answer
            if answer.status not in _MOVED or not answer.moved_to:
                kind = "4xx" if answer.status in _CLIENT_ERROR else "5xx"
                raise RequestFailed(11200, f"HTTP {answer.status}", kind)
            question = question.moved(answer)
        raise self._failed(question.url, 11215, "too many redirects")

    async def _once(self, question: Question, limits: Limits) -> Answer:
        url, params, is_post = question.url, question.params, question.method == "POST"
        body = urlencode(params) if is_post else None
        if not is_post and params:
            url += ("&" if "?" in url else "?") + urlencode(params)
        token = self.auth_token
        if self.faults.take("wrong_signatures"):
            self.journal.note("fault", name="wrong_signatures", url=url)
            token = "not the token"  # noqa: S105 -- says what it is
        headers = {
            "User-Agent": _AGENT,
            "Accept": question.accept,
            "Cache-Control": "max-age=259200",
            "X-Twilio-Signature": signature(token, url, params if is_post else {}),
            "I-Twilio-Idempotency-Token": question.token,
        }
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded; charset=utf-8"
        return await self._send(question.method, url, body, headers, limits)

    async def _send(
        self, method: str, url: str, body: str | None, headers: dict[str, str], limits: Limits
    ) -> Answer:
        time_out = aiohttp.ClientTimeout(
            total=None, sock_connect=limits.connect_ms / 1000, sock_read=limits.read_ms / 1000
        )
        # What was signed goes out letter for letter: no other spelling of its escapes.
        place = URL(url, encoded=_SENT_AS_WRITTEN.fullmatch(url) is not None)
        try:
            async with self.session.request(
                method, place, data=body, headers=headers, timeout=time_out, allow_redirects=False
            ) as answer:
                read = Answer(
                    status=answer.status,
                    content_type=answer.content_type,
                    body=await answer.read(),
                    moved_to=answer.headers.get("Location", ""),
                )
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise self._failed(url, 11205, "no connection", "ct") from error
        except aiohttp.InvalidURL as error:
            raise self._failed(url, 11100, "not an address") from error
        except aiohttp.ServerTimeoutError as error:
            raise self._failed(url, 11203, "no answer in time", "rt") from error
        except aiohttp.ClientError as error:
            raise self._failed(url, 11206, type(error).__name__) from error
        self.journal.note("request", method=method, url=url, params=body or "", status=read.status)
        return read

    def _failed(self, url: str, code: int, words: str, kind: str = "") -> RequestFailed:
        self.journal.note("error", url=url, code=code, words=words)
        return RequestFailed(code, words, kind)

    @property
    def session(self) -> aiohttp.ClientSession:
        if self._session is None:
            # One jar for all would carry one call's cookies into another.
            self._session = aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar())
        return self._session

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()
