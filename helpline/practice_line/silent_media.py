"""No sound, but the time it would take: for tests and for machines without audio."""

import asyncio
import io
import wave
from dataclasses import dataclass, field

_RATE = 8000


@dataclass(slots=True)
class SilentMedia:
    """`speed` 0.1 makes a ten-second prompt last one second."""

    speed: float = 1.0
    _said: dict[str, list[tuple[float, float]]] = field(default_factory=dict)  # by the loop's time

    def speak(self, leg: str, seconds: float) -> None:
        """The leg says something that lasts so long: a tape would show it."""
        now = asyncio.get_running_loop().time()
        self._said.setdefault(leg, []).append((now, now + seconds * self.speed))

    def tape(self, leg: str) -> "SilentTape":
        said = self._said.setdefault(leg, [])
        return SilentTape(said, asyncio.get_running_loop().time(), self.speed)

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


@dataclass(slots=True)
class SilentTape:
    """Silence, as long as the words would have been."""

    _said: list[tuple[float, float]]
    _began: float
    _speed: float
    _stopped: float | None = None

    async def until_silent(self, seconds: float) -> None:
        loop = asyncio.get_running_loop()
        while (left := self._last_word() + seconds * self._speed - loop.time()) > 0:  # noqa: ASYNC110 -- sleeps until it is due, unless something more was said
            await asyncio.sleep(left)

    def stop(self) -> bytes:
        if self._stopped is None:
            self._stopped = asyncio.get_running_loop().time()
        first = min((since for since, until in self._said if until > self._began), default=None)
        if first is None:
            return b""
        length = min(self._last_word(), self._stopped) - max(first, self._began)
        return _silence(length / self._speed)

    def _last_word(self) -> float:
        return max((self._began, *(until for _, until in self._said)))


def _silence(seconds: float) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(_RATE)
        sound.writeframes(bytes(2 * round(seconds * _RATE)))
    return file.getvalue()


def duration_s(wav: bytes) -> float:
    """Seconds of a WAV; something else lasts no time."""
    try:
        with wave.open(io.BytesIO(wav)) as file:
            return float(file.getnframes() / file.getframerate())
    except (wave.Error, EOFError):
        return 0.0
