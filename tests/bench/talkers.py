"""Those who talk while the line is measured: at a child's phone, and at a browser's end of WebRTC."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from typing import Any, Protocol

import aiohttp

from helpline.practice_line.audio.frames import FRAME_BYTES, FRAME_S, Sound, to_bytes
from helpline.practice_line.audio.webrtc import Peer
from tests.practice_line.audio.stage import a_token
from tests.practice_line.audio.tones import CHILD, COUNSELLOR, frames_of, tone

_SILENT = bytes(FRAME_BYTES)


class Talker(Protocol):
    @property
    def heard(self) -> int:
        """Frames that have come from the line so far and were not silent."""


@dataclass(slots=True, kw_only=True, eq=False)
class OnThePhone:
    socket: aiohttp.ClientWebSocketResponse
    heard: int = 0

    @classmethod
    async def calls(
        cls, stack: AsyncExitStack, http: aiohttp.ClientSession, line: str
    ) -> "OnThePhone":
        socket = await stack.enter_async_context(http.ws_connect(f"{line}/phone/ws", compress=0))
        talker, connected = cls(socket=socket), asyncio.Event()
        _in_background(stack, talker._listen(connected))
        await socket.send_str(json.dumps({"type": "dial", "withheld": None}))
        await asyncio.wait_for(connected.wait(), 10)
        _in_background(stack, talker._speak())
        return talker

    async def _listen(self, connected: asyncio.Event) -> None:
        async for message in self.socket:
            if message.type is aiohttp.WSMsgType.BINARY:
                self.heard += message.data != _SILENT
            elif json.loads(message.data).get("state") == "in-progress":
                connected.set()

    async def _speak(self) -> None:
        pieces = [to_bytes(frame) for frame in frames_of(tone(CHILD, 1.0))]
        async for at in _beats():
            await self.socket.send_bytes(pieces[at % len(pieces)])


@dataclass(slots=True, kw_only=True, eq=False)
class InTheBrowser:
    socket: aiohttp.ClientWebSocketResponse
    peer: Peer = field(default_factory=Peer)
    heard: int = 0

    @classmethod
    async def calls(
        cls, stack: AsyncExitStack, http: aiohttp.ClientSession, line: str
    ) -> "InTheBrowser":
        socket = await stack.enter_async_context(http.ws_connect(f"{line}/signal"))
        talker = cls(socket=socket)
        stack.push_async_callback(talker.peer.close)
        talker.peer.on_said = talker._hear
        await talker._tell("listen", token=a_token())
        await talker._told("connected")
        await talker._tell("invite", callsid="TJS1", sdp=await talker.peer.offer(), twilio={})
        await talker.peer.accept((await talker._told("ringing"))["sdp"])
        await talker._told("answer")
        _in_background(stack, talker._speak())
        _in_background(stack, talker._stay())
        return talker

    def _hear(self, sound: Sound) -> None:
        self.heard += bool(sound.any())

    async def _tell(self, kind: str, **payload: Any) -> None:
        await self.socket.send_str(json.dumps({"type": kind, "version": "1.6", "payload": payload}))

    async def _told(self, kind: str) -> dict[str, Any]:
        async for message in self.socket:
            said = json.loads(message.data) if message.data.strip() else {}
            if said.get("type") == kind:
                payload: dict[str, Any] = said["payload"]
                return payload
        raise AssertionError(f"the line has closed before it said {kind}")

    async def _stay(self) -> None:
        """Echoes the heartbeat, as the library does."""
        async for message in self.socket:
            if not message.data.strip():
                await self.socket.send_str("\n")

    async def _speak(self) -> None:
        frames = frames_of(tone(COUNSELLOR, 1.0))
        async for at in _beats():
            self.peer.hear(frames[at % len(frames)])


async def _beats() -> AsyncIterator[int]:
    """The number of each frame, when it is due."""
    loop = asyncio.get_running_loop()
    due, at = loop.time(), 0
    while True:
        yield at
        at, due = at + 1, due + FRAME_S
        await asyncio.sleep(max(0.0, due - loop.time()))


def _in_background(stack: AsyncExitStack, work: Any) -> None:
    task = asyncio.create_task(work)

    async def stop() -> None:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    stack.push_async_callback(stop)
