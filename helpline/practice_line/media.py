"""What the carrier asks of whoever carries the sound; silence is one answer, real audio another."""

from typing import Protocol, runtime_checkable


class Media(Protocol):
    """Sound for legs and rooms. `leg` is a call SID, `room` a conference SID. All safe to repeat."""

    speed: float  # how long a second of the line lasts: 1.0, unless nobody listens

    def open_leg(self, leg: str) -> None: ...
    def close_leg(self, leg: str) -> None:
        """The leg has ended: forget it, and tell its phone or browser."""

    async def play(self, leg: str, wav: bytes, *, loop: int = 1) -> None:
        """Returns when the leg has heard it all; cancelled when the prompt is stopped. 0: for ever."""

    def join(self, room: str, leg: str, *, muted: bool = False, coach: str | None = None) -> None:
        """Put the leg into the room; `coach` names the one leg that hears it."""

    def leave(self, room: str, leg: str) -> None: ...
    def mute(self, room: str, leg: str, *, muted: bool) -> None: ...
    def coach(self, room: str, leg: str, *, coach: str | None) -> None: ...
    def hold(self, room: str, leg: str, *, held: bool, wav: bytes | None = None) -> None:
        """A held leg is heard by nobody and hears only `wav`, round and round."""

    async def ring_client(self, identity: str, leg: str, params: dict[str, str]) -> str:
        """Ring a registered browser: answer, busy, or no-answer where none is there."""

    async def close(self) -> None: ...


class Tape(Protocol):
    """What one leg says, from the moment it was begun."""

    async def until_silent(self, seconds: float) -> None:
        """Until the leg has said nothing for so long."""

    def stop(self) -> bytes:
        """A WAV from its first word to its last; empty where it has said nothing. Safe to repeat."""


@runtime_checkable
class CanRecord(Protocol):
    """Whoever carries the sound and can keep it too."""

    def tape(self, leg: str) -> Tape: ...
