"""One request to the account holder and its answer; over the network, or in the same process."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

import aiohttp
from yarl import URL

from helpline.practice_line.limits import Limits

NO_ADDRESS, NO_TIME, NO_CONNECTION, NO_ANSWER = 11100, 11203, 11205, 11206


class RequestFailed(Exception):
    """No usable answer; `code` is the carrier's error number, `kind` what a retry policy calls it."""

    def __init__(self, code: int, words: str, kind: str = "") -> None:
        super().__init__(words)
        self.code, self.kind = code, kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """Letter for letter what goes out; `url` has no fragment any more."""

    method: str
    url: str
    body: str | None
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """`cookies` are the values of the Set-Cookie headers."""

    status: int = 200
    content_type: str = ""
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    cookies: tuple[str, ...] = ()


class Transport(Protocol):
    async def send(self, request: Request, limits: Limits) -> Answer:
        """Raises RequestFailed; the total time is the caller's business."""

    async def close(self) -> None: ...


@dataclass(slots=True)
class Network:
    """One client session for the life of the carrier."""

    _session: aiohttp.ClientSession | None = None

    async def send(self, request: Request, limits: Limits) -> Answer:
        time_out = aiohttp.ClientTimeout(
            total=None, sock_connect=limits.connect_ms / 1000, sock_read=limits.read_ms / 1000
        )
        try:
            async with self._open().request(
                request.method,
                _as_written(request.url),
                data=request.body,
                headers=request.headers,
                timeout=time_out,
                allow_redirects=False,
            ) as answer:
                return Answer(
                    status=answer.status,
                    content_type=answer.content_type if "Content-Type" in answer.headers else "",
                    body=await answer.read(),
                    headers=dict(answer.headers),
                    cookies=tuple(answer.headers.getall("Set-Cookie", [])),
                )
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise RequestFailed(NO_CONNECTION, "no connection", "ct") from error
        except aiohttp.InvalidURL as error:
            raise RequestFailed(NO_ADDRESS, "not an address") from error
        except aiohttp.ServerTimeoutError as error:
            raise RequestFailed(NO_TIME, "no answer in time", "rt") from error
        except aiohttp.ClientError as error:
            raise RequestFailed(NO_ANSWER, type(error).__name__) from error

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None:
            # One jar for all would carry one call's cookies into another.
            self._session = aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar())
        return self._session


def _as_written(url: str) -> URL:
    """What was signed goes out letter for letter: no other spelling of its escapes."""
    return URL(url, encoded=all("!" <= letter <= "~" for letter in url))
