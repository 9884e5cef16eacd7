"""A tape of one leg: what it says, from its first word to its last."""

import asyncio
import io
import wave
from collections.abc import Callable
from dataclasses import dataclass, field

from helpline.practice_line.audio.frames import RATE, Sound, is_voice, to_bytes


def _now() -> float:
    return asyncio.get_running_loop().time()


@dataclass(slots=True, eq=False)
class SoundTape:
    """Implements `Tape`. Silence within what is said is kept; before and after it, it is not."""

    _forget: Callable[["SoundTape"], None]
    _frames: list[Sound] = field(default_factory=list)
    _words: int = 0  # frames up to the last word
    _last_word: float = field(default_factory=_now)

    def hear(self, frame: Sound) -> None:
        if is_voice(frame):
            self._frames.append(frame)
            self._words, self._last_word = len(self._frames), _now()
        elif self._frames:
            self._frames.append(frame)

    async def until_silent(self, seconds: float) -> None:
        while (left := self._last_word + seconds - _now()) > 0:  # noqa: ASYNC110 -- sleeps until it is due, unless something more was said
            await asyncio.sleep(left)

    def stop(self) -> bytes:
        self._forget(self)
        if not self._words:
            return b""
        file = io.BytesIO()
        with wave.open(file, "wb") as sound:
            sound.setnchannels(1)
            sound.setsampwidth(2)
            sound.setframerate(RATE)
            sound.writeframes(b"".join(map(to_bytes, self._frames[: self._words])))
        return file.getvalue()
