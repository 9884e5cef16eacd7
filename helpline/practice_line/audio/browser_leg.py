"""A counsellor's browser in a call: its connection, and the socket it is told things by."""

import asyncio
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

from helpline.practice_line.audio.frames import Sound

Tell = Callable[[str, dict[str, Any]], Awaitable[None]]


class PeerConnection(Protocol):
    on_said: Callable[[Sound], None] | None
    on_unreachable: Callable[[], None] | None  # no sound passes, or none any more

    async def answer(self, offer: str) -> str: ...
    async def offer(self) -> str: ...
    async def accept(self, answer: str) -> None: ...
    def hear(self, frame: Sound) -> None: ...
    async def close(self) -> None: ...


def _undecided() -> "asyncio.Future[bool]":
    return asyncio.get_running_loop().create_future()


@dataclass(slots=True, kw_only=True, eq=False)
class BrowserLeg:
    """`called_by` is the SDK's own name for a call it began, until it has learnt the SID.

    `tell` is None while the socket is lost. `answered` holds True or False once it is decided.
    """

    sid: str
    identity: str
    peer: PeerConnection
    tell: Tell | None
    called_by: str | None = None
    answered: "asyncio.Future[bool]" = field(default_factory=_undecided)
    reconnect: str = field(default_factory=lambda: secrets.token_urlsafe(18))
    given_up: "asyncio.TimerHandle | None" = None

    @property
    def is_answered(self) -> bool:
        return self.answered.done() and not self.answered.cancelled() and self.answered.result()

    @property
    def is_ringing(self) -> bool:
        """Somebody calls the browser, and it has not said anything yet."""
        return self.called_by is None and not self.is_answered

    def decide(self, *, answered: bool) -> None:
        """The first decision stands."""
        if not self.answered.done():
            self.answered.set_result(answered)

    async def say(self, kind: str, **more: Any) -> None:
        """A browser that is not there is told nothing: it asks when it is back."""
        if self.tell is not None:
            await self.tell(kind, {"callsid": self.sid, **more})

    async def invite(self, sdp: str, parameters: dict[str, str]) -> None:
        if self.tell is not None:
            await self.tell("invite", {"callsid": self.sid, "sdp": sdp, "parameters": parameters})

    def lost(self, give_up: Callable[[], None], after_s: float) -> None:
        """The socket is gone; the sound may well go on, and the browser may come back."""
        self.tell = None
        self.given_up = asyncio.get_running_loop().call_later(after_s, give_up)

    def found(self, tell: Tell) -> None:
        self.tell = tell
        self.stop_waiting()

    def stop_waiting(self) -> None:
        if self.given_up is not None:
            self.given_up.cancel()
            self.given_up = None
