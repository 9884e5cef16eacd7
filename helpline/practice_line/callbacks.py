"""Telling the account holder what has happened: apart from the calls, and as badly as asked for."""

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from helpline.practice_line.outbound import Outbound
from helpline.practice_line.playing import Playing
from helpline.practice_line.transport import RequestFailed


@dataclass(frozen=True, slots=True, kw_only=True)
class Callback:
    """One thing to tell: how often at once, and how late."""

    url: str
    params: Mapping[str, str]
    method: str
    copies: int = 1
    late_s: float = 0.0


@dataclass(slots=True, kw_only=True)
class Callbacks:
    """In no certain order, and perhaps more than once, late or never."""

    http: Outbound
    playing: Playing
    spawn: Callable[[Coroutine[Any, Any, None]], object]
    _held_back: asyncio.Event | None = field(default=None, init=False)

    def send(self, url: str, params: Mapping[str, str], method: str = "POST") -> None:
        """At most one is held back at a time: the one after it overtakes it."""
        about = {"url": url, "call": params.get("CallSid", "")}
        is_meant = self._is_meant(url, params)
        if is_meant and self.playing.plays("drop_callbacks", **about, params=dict(params)):
            return
        callback = Callback(url=url, params=params, method=method)
        if is_meant:
            callback = self._spoilt(callback, about)
        if self._held_back is not None:
            self.spawn(self._overtake(callback, self._held_back))
            self._held_back = None
        elif is_meant and self.playing.plays("reorder_callbacks", **about):
            self._held_back = asyncio.Event()
            self.spawn(self._hold_back(callback, self._held_back))
        else:
            self.spawn(self._tell(callback))

    def _is_meant(self, url: str, params: Mapping[str, str]) -> bool:
        """Whether faults may be played on it at all."""
        wanted = self.playing.faults.callbacks_only
        return any(wanted in each for each in (url, *params.values()))

    def _spoilt(self, callback: Callback, about: dict[str, str]) -> Callback:
        faults, plays = self.playing.faults, self.playing.plays
        is_late = faults.delay_callbacks_s > 0 and plays("delay_callbacks", **about)
        return Callback(
            url=callback.url,
            params=callback.params,
            method=callback.method,
            copies=2 if plays("duplicate_callbacks", **about) else 1,
            late_s=faults.delay_callbacks_s if is_late else 0.0,
        )

    async def _hold_back(self, callback: Callback, overtaken: asyncio.Event) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(self.playing.faults.reorder_callbacks_s):
                await overtaken.wait()
        if self._held_back is overtaken:  # no other has come
            self._held_back = None
        await self._tell(callback)

    async def _overtake(self, callback: Callback, held_back: asyncio.Event) -> None:
        await self._tell(callback)
        held_back.set()

    async def _tell(self, callback: Callback) -> None:
        """Its copies all at once, under one token."""
        await asyncio.sleep(callback.late_s)
        token = self.http.new_token()
        await asyncio.gather(*(self._ask(callback, token) for _ in range(callback.copies)))

    async def _ask(self, callback: Callback, token: str) -> None:
        url, params = callback.url, callback.params
        try:
            await self.http.ask(
                url, params, method=callback.method, purpose="callback", token=token
            )
        except RequestFailed as failure:
            words = f"callback: {failure}"
            self.playing.journal.note("error", url=url, code=failure.code, words=words)
