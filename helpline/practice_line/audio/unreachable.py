"""A browser's connection whose sound never arrives: each side looks for the other where nobody is."""

import re
from collections.abc import Callable

from helpline.practice_line.audio.browser_leg import PeerConnection
from helpline.practice_line.audio.frames import Sound

# A candidate's address and port, after foundation, component, transport and priority.
_CANDIDATE = re.compile(r"^(a=candidate:\S+ \d+ \S+ \d+) \S+ \d+", re.MULTILINE)
# Another address of this machine. Browsers do not even try the ports below 1024.
_NOWHERE = r"\1 127.0.0.254 40009"


class Unreachable:
    """All is agreed as ever, but the candidates in what the browser is told lead nowhere."""

    def __init__(self, peer: PeerConnection) -> None:
        self._peer = peer
        self.on_said: Callable[[Sound], None] | None = None  # nothing is ever said

    @property
    def on_unreachable(self) -> Callable[[], None] | None:
        return self._peer.on_unreachable

    @on_unreachable.setter
    def on_unreachable(self, tell: Callable[[], None] | None) -> None:
        self._peer.on_unreachable = tell

    async def answer(self, offer: str) -> str:
        return _CANDIDATE.sub(_NOWHERE, await self._peer.answer(offer))

    async def offer(self) -> str:
        return _CANDIDATE.sub(_NOWHERE, await self._peer.offer())

    async def accept(self, answer: str) -> None:
        await self._peer.accept(answer)

    def hear(self, frame: Sound) -> None: ...

    async def close(self) -> None:
        await self._peer.close()
