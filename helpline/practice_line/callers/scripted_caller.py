"""A caller without a person: presses its language's key, listens, and speaks when there is a pause."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from helpline.practice_line.audio.frames import FRAME_S, Sound, is_voice
from helpline.practice_line.call import Call

_LISTENS_TO_THE_MENU_S = 1.0
_LONGEST_S = 1800.0  # then it hangs up, whatever happens: nobody else would


class Line(Protocol):
    """What a caller does to the carrier, and can notice of it."""

    @property
    def calls(self) -> Mapping[str, Call]: ...
    def describe(self, sid: str) -> dict[str, Any]: ...
    def press(self, sid: str, digits: str) -> None: ...
    def hang_up(self, sid: str) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """A line as frames of sound, and the silence that it waits for."""

    frames: Sequence[Sound]
    pause_s: float


@dataclass(slots=True, kw_only=True, eq=False)
class ScriptedCaller:
    """Lives by the frames that its leg hears, fifty a second: no clock, no waiting.

    `patience_s`: how long it waits for an answer; `stays_s`: how long it listens at the end.
    """

    line: Line
    say: Callable[[Sound], None]
    sid: str
    key: str
    lines: list[Spoken]
    patience_s: float
    stays_s: float
    _age_s: float = 0.0
    _menu_s: float = 0.0
    _quiet_s: float = 0.0
    _answered: bool = False
    _saying: list[Sound] = field(default_factory=list)
    _has_pressed: bool = False

    def hear(self, frame: Sound) -> None:
        """20 ms of what reaches the leg."""
        call = self.line.calls[self.sid]
        if not call.is_live:
            return
        self._age_s += FRAME_S
        if self._age_s > _LONGEST_S:
            self.line.hang_up(self.sid)
        elif self._saying:
            self.say(self._saying.pop(0))
        elif call.now_playing is not None:
            self._hear_the_line()
        elif self._is_with_somebody():
            self._hear_somebody(frame)

    def _hear_the_line(self) -> None:
        self._menu_s += FRAME_S
        self._quiet_s = 0.0
        if not self._has_pressed and self._menu_s >= _LISTENS_TO_THE_MENU_S:
            self._has_pressed = True
            self.line.press(self.sid, self.key)

    def _is_with_somebody(self) -> bool:
        """Music of a hold is no answer, and no pause either."""
        seen = self.line.describe(self.sid)
        return not seen["alone"] and not seen["on_hold"]

    def _hear_somebody(self, frame: Sound) -> None:
        if is_voice(frame):
            self._answered, self._quiet_s = True, 0.0
            return
        self._quiet_s += FRAME_S
        if self._quiet_s < self._silence_wanted_s():
            return
        if not self.lines:
            self.line.hang_up(self.sid)
            return
        self._saying = list(self.lines.pop(0).frames)
        self._answered, self._quiet_s = False, 0.0

    def _silence_wanted_s(self) -> float:
        """Before it speaks, or before it hangs up."""
        pause_s = self.lines[0].pause_s if self.lines else self.stays_s
        return pause_s if self._answered or not self.lines else max(pause_s, self.patience_s)
