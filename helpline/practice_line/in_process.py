"""The account holder in the same process: an answer that takes as long as it says, in virtual time."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from helpline.practice_line.limits import Limits
from helpline.practice_line.transport import (
    NO_CONNECTION,
    NO_TIME,
    Answer,
    Request,
    RequestFailed,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """`after_s` is how long the answer takes; `answer` is None where nobody listens."""

    answer: Answer | None
    after_s: float = 0.0


@dataclass(frozen=True, slots=True)
class InProcess:
    """`answer` is asked at once, as a web server would be, and what it says arrives later."""

    answer: Callable[[Request], Answered]

    async def send(self, request: Request, limits: Limits) -> Answer:
        said = self.answer(request)
        if said.answer is None:
            await asyncio.sleep(min(said.after_s, limits.connect_ms / 1000))
            raise RequestFailed(NO_CONNECTION, "no connection", "ct")
        await asyncio.sleep(min(said.after_s, limits.read_ms / 1000))
        if said.after_s > limits.read_ms / 1000:
            raise RequestFailed(NO_TIME, "no answer in time", "rt")
        return said.answer

    async def close(self) -> None: ...
