"""A recording on its way to one leg, a frame at a time."""

import asyncio
from dataclasses import dataclass, field

import numpy as np

from helpline.practice_line.audio.frames import SAMPLES, Sound


@dataclass(slots=True, kw_only=True, eq=False)
class Prompt:
    """`loop` 0 plays round and round. `ended` is set when the last sample has been handed out."""

    sound: Sound
    loop: int = 1
    ended: asyncio.Event = field(default_factory=asyncio.Event)
    _at: int = 0
    _rounds: int = 0

    def next_frame(self) -> Sound | None:
        """None when it is over; the last frame is filled up with silence."""
        if not len(self.sound) or self.ended.is_set():
            self.ended.set()
            return None
        frame = np.zeros(SAMPLES, np.int16)
        filled = 0
        while filled < SAMPLES and not self.ended.is_set():
            filled += self._pour(frame[filled:])
        return frame

    def _pour(self, room: Sound) -> int:
        """Copies what fits and goes round or ends at the end; a loop joins without a gap."""
        piece = self.sound[self._at : self._at + len(room)]
        room[: len(piece)] = piece
        self._at += len(piece)
        if self._at >= len(self.sound):
            self._at, self._rounds = 0, self._rounds + 1
            if self._rounds == self.loop:
                self.ended.set()
        return len(piece)
