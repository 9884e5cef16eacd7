"""Telling the account holder what has happened: apart from the calls, and as badly as asked for."""

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass
from typing import Any

from helpline.practice_line.faults import Faults
from helpline.practice_line.journal import Journal
from helpline.practice_line.outbound import Outbound
from helpline.practice_line.transport import RequestFailed


@dataclass(frozen=True, slots=True, kw_only=True)
class Callbacks:
    """In no certain order, and perhaps more than once, late or never."""

    http: Outbound
    journal: Journal
    faults: Faults
    spawn: Callable[[Coroutine[Any, Any, None]], object]

    def send(self, url: str, params: Mapping[str, str], method: str = "POST") -> None:
        if self.faults.take("drop_callbacks"):
            self.journal.note("fault", name="drop_callbacks", url=url, params=dict(params))
            return
        self.spawn(self._send(url, params, method))
        if self.faults.take("duplicate_callbacks"):
            self.journal.note("fault", name="duplicate_callbacks", url=url)
            self.spawn(self._send(url, params, method))

    async def _send(self, url: str, params: Mapping[str, str], method: str) -> None:
        await asyncio.sleep(self.faults.delay_callbacks_s)
        try:
            await self.http.ask(url, params, method=method, accept="*/*")
        except RequestFailed as failure:
            self.journal.note("error", url=url, code=failure.code, words=f"callback: {failure}")
