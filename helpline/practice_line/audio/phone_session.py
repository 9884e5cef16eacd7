"""One open page of the child's phone: its number, its call, its sound."""

import asyncio
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from helpline.practice_line.audio.frames import FRAME_BYTES, Sound, from_bytes, to_bytes
from helpline.practice_line.audio.mixer import AudioMedia
from helpline.practice_line.audio.sockets import Tasks
from helpline.practice_line.carrier import Carrier
from helpline.practice_line.withheld import FORMS

WITHHELD = tuple(FORMS.values())  # what the page may ask for in place of a number
_KEYS = frozenset("0123456789*#")
_WATCH_S = 0.2  # how often the page is told what has changed
_QUEUED = 10  # frames waiting for a slow page; older ones are dropped


def sample_number() -> str:
    """A number of a range that is used for samples here and reaches nobody."""
    return f"+77000000{secrets.randbelow(1000):03d}"


@dataclass(slots=True, kw_only=True, eq=False)
class PhoneSession:
    """A page whose socket is gone has hung up."""

    carrier: Carrier
    media: AudioMedia
    socket: web.WebSocketResponse
    number: str = field(default_factory=sample_number)
    headers: Mapping[str, str] = field(default_factory=dict)  # that go with each of its calls
    _call: str | None = None
    _frames: "asyncio.Queue[Sound]" = field(default_factory=lambda: asyncio.Queue(_QUEUED))
    _told: dict[str, Any] = field(default_factory=dict)
    _tasks: Tasks = field(default_factory=Tasks)

    async def run(self) -> None:
        await self._tell({"type": "hello", "number": self.number, "sample": True})
        self._tasks.begin(self._send_sound())
        self._tasks.begin(self._watch())
        try:
            async for message in self.socket:
                if message.type is WSMsgType.BINARY:
                    self._speak(message.data)
                elif message.type is WSMsgType.TEXT:
                    await self._obey(message.data)
        finally:
            await self._tasks.stop()
            self._hang_up()

    async def _obey(self, text: str) -> None:
        match _json(text):
            case {"type": "dial", "withheld": str(form)} if self._call is None and form in WITHHELD:
                await self._dial(form)
            case {"type": "dial", "withheld": None} if self._call is None:
                await self._dial(self.number)
            case {"type": "key", "digit": str(digit)} if self._call and digit in _KEYS:
                self.carrier.press(self._call, digit)
            case {"type": "hang_up"}:
                self._hang_up()
            case _:
                await self._tell({"type": "refused"})

    async def _dial(self, from_: str) -> None:
        sid = self.carrier.place_call(from_, self.headers)
        if not self.carrier.calls[sid].is_live:  # turned away: as many go on as may
            await self._tell({"type": "call", "state": "over", "hears": "nothing"})
            return
        self._call = sid
        self.media.attach(self._call, on_frame=self._hear, on_end=self._over)
        await self._tell_what_changed()  # however soon it is answered, it has rung

    def _hang_up(self) -> None:
        if self._call is not None:
            self.carrier.hang_up(self._call)

    def _over(self) -> None:
        self._call = None

    def _speak(self, pcm: bytes) -> None:
        if self._call is not None and len(pcm) == FRAME_BYTES:
            self.media.say(self._call, from_bytes(pcm))

    def _hear(self, frame: Sound) -> None:
        if self._frames.full():
            self._frames.get_nowait()
        self._frames.put_nowait(frame)

    async def _send_sound(self) -> None:
        while True:
            await self.socket.send_bytes(to_bytes(await self._frames.get()))

    async def _watch(self) -> None:
        """The carrier does not say when a recording begins or ends, so it is looked at."""
        while True:
            await self._tell_what_changed()
            await asyncio.sleep(_WATCH_S)

    async def _tell_what_changed(self) -> None:
        now = self._now()
        if now != self._told:
            self._told = now
            await self._tell(now)

    def _now(self) -> dict[str, Any]:
        if self._call is None:
            return {"type": "call", "state": "idle", "hears": "nothing"}
        call = self.carrier.describe(self._call)
        return {"type": "call", "state": call["state"], "hears": _what_is_heard(call)}

    async def _tell(self, message: dict[str, Any]) -> None:
        await self.socket.send_str(json.dumps(message))


def _what_is_heard(call: dict[str, Any]) -> str:
    """A word the page knows in each of its languages."""
    if call["on_hold"]:
        return "hold"
    if not call["alone"]:
        return "person"
    return "recording" if call["now_playing"] else "nothing"


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return None
