"""One leg's sound: what it says, what is played to it, and where what it hears goes."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from helpline.practice_line.audio.frames import Sound
from helpline.practice_line.audio.prompt import Prompt
from helpline.practice_line.audio.tape import SoundTape

_BUFFERED = 10  # 200 ms at the most: later is worse than lost
_PRIMED = 2  # frames gathered before the first is used, against uneven arrival


@dataclass(slots=True, eq=False)
class Leg:
    """`on_frame` takes what the leg hears, `on_end` learns that it is over.

    Both may be missing: a leg without a phone is silent and deaf, as in tests without sound.
    """

    on_frame: Callable[[Sound], None] | None = None
    on_end: Callable[[], None] | None = None
    prompts: list[Prompt] = field(default_factory=list)
    tapes: list[SoundTape] = field(default_factory=list)
    _said: deque[Sound] = field(default_factory=lambda: deque(maxlen=_BUFFERED))
    _priming: bool = True

    def say(self, frame: Sound) -> None:
        self._said.append(frame)
        for tape in self.tapes:
            tape.hear(frame)

    def take(self) -> Sound | None:
        """The next frame said; None while nothing has come, or too little to go on evenly."""
        if not self._said:
            self._priming = True
        if self._priming and len(self._said) < _PRIMED:
            return None
        self._priming = False
        return self._said.popleft()
