"""What the child's page does, without the page."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import numpy as np

from helpline.practice_line.audio.frames import FRAME_S, Sound, from_bytes, to_bytes
from tests.practice_line.audio.stage import Scene, a_sounding_line
from tests.practice_line.audio.tones import frames_of, level_db, tone


class Phone:
    """`told` is what the line has said in words, `heard` in sound."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket
        self.told: list[dict[str, Any]] = []
        self.heard: list[Sound] = []
        self._speaking: asyncio.Task[None] | None = None

    async def listen(self) -> None:
        async for message in self.socket:
            if message.type is aiohttp.WSMsgType.BINARY:
                self.heard.append(from_bytes(message.data))
            else:
                self.told.append(json.loads(message.data))

    async def tell(self, **words: Any) -> None:
        await self.socket.send_str(json.dumps(words))

    async def speak(self, hz: int, seconds: float) -> None:
        """Evenly, by the clock, as a sound card does."""
        loop = asyncio.get_running_loop()
        due = loop.time()
        for frame in frames_of(tone(hz, seconds)):
            await self.socket.send_bytes(to_bytes(frame))
            due += FRAME_S
            await asyncio.sleep(max(0.0, due - loop.time()))

    def says_for_ever(self, hz: int) -> None:
        self._speaking = asyncio.create_task(self.speak(hz, 600.0))

    async def falls_silent(self) -> None:
        if self._speaking is not None:
            self._speaking.cancel()
            await asyncio.gather(self._speaking, return_exceptions=True)

    def last(self) -> dict[str, Any]:
        return self.told[-1] if self.told else {}

    def level(self, hz: int) -> float:
        """Of the last 0.4 seconds; nothing yet is silence."""
        if len(self.heard) < 20:
            return -200.0
        return level_db(np.concatenate(self.heard[-20:]), hz)


@asynccontextmanager
async def a_phone(line: Scene, query: str = "") -> AsyncIterator[Phone]:
    async with (
        aiohttp.ClientSession() as http,
        http.ws_connect(f"{line.line}/phone/ws{query}") as socket,
    ):
        phone = Phone(socket)
        listening = asyncio.create_task(phone.listen())
        try:
            yield phone
        finally:
            await phone.falls_silent()
            await socket.close()
            await listening


def with_a_phone(play: Callable[[Scene, Phone], Awaitable[None]], query: str = "") -> None:
    async def scene() -> None:
        async with a_sounding_line() as line, a_phone(line, query) as phone:
            await play(line, phone)

    asyncio.run(scene())
