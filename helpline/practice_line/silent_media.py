"""No sound, but the time it would take: for tests and for machines without audio."""

import asyncio
import io
import wave
from dataclasses import dataclass


@dataclass(slots=True)
class SilentMedia:
    """`speed` 0.1 makes a ten-second prompt last one second."""

    speed: float = 1.0

    def open_leg(self, leg: str) -> None: ...
    def close_leg(self, leg: str) -> None: ...

    async def play(self, leg: str, wav: bytes, *, loop: int = 1) -> None:  # noqa: ARG002 -- the protocol's signature
        """Waits as long as the sound would last."""
        if loop == 0:
            await asyncio.Event().wait()
        await asyncio.sleep(duration_s(wav) * loop * self.speed)

    def join(
        self, room: str, leg: str, *, muted: bool = False, coach: str | None = None
    ) -> None: ...
    def leave(self, room: str, leg: str) -> None: ...
    def mute(self, room: str, leg: str, *, muted: bool) -> None: ...
    def coach(self, room: str, leg: str, *, coach: str | None) -> None: ...
    def hold(self, room: str, leg: str, *, held: bool, wav: bytes | None = None) -> None: ...
    async def ring_client(self, identity: str, leg: str, params: dict[str, str]) -> str:  # noqa: ARG002 -- the protocol's signature
        """No browser is there."""
        return "no-answer"

    async def close(self) -> None: ...


def duration_s(wav: bytes) -> float:
    """Seconds of a WAV; something else lasts no time."""
    try:
        with wave.open(io.BytesIO(wav)) as file:
            return float(file.getnframes() / file.getframerate())
    except (wave.Error, EOFError):
        return 0.0
