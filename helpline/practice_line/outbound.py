"""Requests to the account holder: signed, limited in time, tried again as agreed."""

import asyncio
import itertools
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from http.cookies import CookieError, SimpleCookie
from typing import Literal
from urllib.parse import urljoin, urlsplit

from helpline.practice_line.journal import Journal
from helpline.practice_line.limits import Limits, limits_of
from helpline.practice_line.playing import Playing
from helpline.practice_line.spelling import Question, Spelling
from helpline.practice_line.transport import (
    NO_ADDRESS,
    NO_TIME,
    Answer,
    RequestFailed,
    Transport,
)

Cookies = dict[str, dict[str, str]]  # host → name → value

Purpose = Literal["document", "callback", "sound"]

_ACCEPTED: dict[Purpose, str] = {
    "document": "text/xml, application/xml, text/html",
    "callback": "*/*",
    "sound": "audio/*",
}
_MOST_REDIRECTS = 10
_SUCCESS = range(200, 300)
_UNCHANGED = 304
_MOVED = frozenset({301, 302, 303, 307, 308})
_MOVED_AS_IT_IS = frozenset({307, 308})
_CLIENT_ERROR = range(400, 500)


@dataclass(slots=True, kw_only=True)
class Outbound:
    """What a GET has answered is kept as long as its tag holds; a POST never is."""

    auth_token: str = field(repr=False)
    journal: Journal
    playing: Playing
    transport: Transport
    spelling: Spelling = field(default_factory=Spelling)
    new_token: Callable[[], str] = lambda: str(uuid.uuid4())
    _kept: dict[str, Answer] = field(default_factory=dict, init=False)

    async def ask(
        self,
        url: str,
        params: Mapping[str, str],
        *,
        method: str = "POST",
        purpose: Purpose = "document",
        cookies: Cookies | None = None,
        token: str = "",
    ) -> Answer:
        """Raises RequestFailed. The total time is for all attempts together.

        `cookies` are a call's own: what answers set goes along with later requests to that host.
        `token` is that of an earlier request which this one repeats.
        """
        plain = url.partition("#")[0]
        try:
            limits = limits_of(_whole(url))
            question = Question(
                url=plain,
                params=params,
                method=method,
                purpose=purpose,
                accept=_ACCEPTED[purpose],
                token=token or self.new_token(),
            )
            async with asyncio.timeout(limits.total_ms / 1000):
                return await self._attempts(question, limits, {} if cookies is None else cookies)
        except TimeoutError as error:
            raise self._noted(plain, NO_TIME, "the total time is up", "rt") from error
        except ValueError as error:
            raise self._noted(plain, NO_ADDRESS, "not an address") from error

    async def close(self) -> None:
        await self.transport.close()

    async def _attempts(self, question: Question, limits: Limits, cookies: Cookies) -> Answer:
        """A retry carries the same idempotency token."""
        for attempt in itertools.count():
            try:
                return await self._follow(question, limits, cookies)
            except RequestFailed as failure:
                if attempt >= limits.retries or not limits.retries_on(failure.kind):
                    raise
        raise AssertionError("unreachable")

    async def _follow(self, question: Question, limits: Limits, cookies: Cookies) -> Answer:
        """Through its redirects, each signed anew, to the answer."""
        for _ in range(1 + _MOST_REDIRECTS):
            answer = await self._once(question, limits, cookies)
            if answer.status in _SUCCESS:
                return answer
            moved_to = answer.headers.get("Location", "")
            if answer.status not in _MOVED or not moved_to:
                kind = "4xx" if answer.status in _CLIENT_ERROR else "5xx"
                raise RequestFailed(11200, f"HTTP {answer.status}", kind)
            question = _moved(question, answer.status, moved_to)
        raise self._noted(question.url, 11215, "too many redirects")

    async def _once(self, question: Question, limits: Limits, cookies: Cookies) -> Answer:
        host = urlsplit(question.url).netloc
        known = cookies.get(host, {})
        cookie = "; ".join(f"{name}={value}" for name, value in known.items())
        token = self.auth_token
        if self.playing.plays("wrong_signatures", url=question.url):
            token = "not the token"  # noqa: S105 -- says what it is
        request = self.spelling.spelled(replace(question, cookie=cookie), token)
        kept = self._kept.get(request.url) if request.method == "GET" else None
        if kept is not None:
            request = replace(request, headers={**request.headers, **_unless_changed(kept)})
        try:
            answer = await self.transport.send(request, limits)
        except RequestFailed as failure:
            self.journal.note("error", url=request.url, code=failure.code, words=str(failure))
            raise
        told = {"method": request.method, "url": request.url, "params": request.body or ""}
        purpose = question.purpose
        self.journal.note("request", purpose=purpose, **told, status=answer.status)
        cookies.setdefault(host, {}).update(_cookies_of(answer))
        if kept is not None and answer.status == _UNCHANGED:
            return kept
        if request.method == "GET" and answer.status in _SUCCESS and _unless_changed(answer):
            self._kept[request.url] = answer
        return answer

    def _noted(self, url: str, code: int, words: str, kind: str = "") -> RequestFailed:
        self.journal.note("error", url=url, code=code, words=words)
        return RequestFailed(code, words, kind)


def _whole(url: str) -> str:
    """Raises ValueError for what names no server."""
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("not an address")
    return url


def _moved(question: Question, status: int, moved_to: str) -> Question:
    """Where it was sent on to. As browsers do, only 307 and 308 carry the form along."""
    url = urljoin(question.url, moved_to).partition("#")[0]
    if status in _MOVED_AS_IT_IS:
        return replace(question, url=url)
    return replace(question, url=url, method="GET", params={})


def _unless_changed(kept: Answer) -> dict[str, str]:
    """The headers that ask whether what was kept still holds; none where nothing was said of it."""
    asked = {"If-None-Match": "ETag", "If-Modified-Since": "Last-Modified"}
    return {ask: kept.headers[tag] for ask, tag in asked.items() if tag in kept.headers}


def _cookies_of(answer: Answer) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in answer.cookies:
        try:
            found |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
        except CookieError:
            continue  # what cannot be read is not kept, as browsers do
    return found
