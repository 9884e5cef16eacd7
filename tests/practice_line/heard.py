"""What each leg hears and in which room it is, with the times: no sound, but a record of it."""

import io
import wave
from collections.abc import Callable
from dataclasses import dataclass, field

from helpline.practice_line.call import Call
from helpline.practice_line.silent_media import SilentMedia

_RATE = 1000  # a frame a millisecond: short files that last long


def a_sound(name: str, seconds: float) -> bytes:
    """A WAV that lasts so long and is no other: its first frames spell its name."""
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(_RATE)
        sound.writeframes(name.encode().ljust(round(seconds * _RATE), b"\0"))
    return file.getvalue()


@dataclass(slots=True, kw_only=True)
class Span:
    """`what` is heard by `leg`, or a room that it is in; open while `until` is None."""

    leg: str
    what: str
    since: float
    until: float | None = None


@dataclass(slots=True)
class HeardMedia(SilentMedia):
    """`name_of` tells a recording's address; `seconds` since the scenario began."""

    seconds: Callable[[], float] = lambda: 0.0
    name_of: Callable[[bytes], str] = lambda _: ""
    heard: list[Span] = field(default_factory=list)
    rooms: list[Span] = field(default_factory=list)

    def on_call_change(self, call: Call) -> None:
        """What is played to a leg is what the carrier tells its screens."""
        playing = (e for e in self._open(self.heard, call.sid) if not e.what.startswith("held:"))
        now = next(playing, None)
        if now is not None and now.what != call.now_playing:
            now.until = self.seconds()
            now = None
        if now is None and call.now_playing is not None:
            self.heard.append(Span(leg=call.sid, what=call.now_playing, since=self.seconds()))

    def join(self, room: str, leg: str, *, muted: bool = False, coach: str | None = None) -> None:
        kind = " muted" if muted else f" coaching {coach}" if coach else ""
        self.rooms.append(Span(leg=leg, what=room + kind, since=self.seconds()))

    def leave(self, room: str, leg: str) -> None:
        self._close(self.rooms, leg, room)
        self._close(self.heard, leg, "held:")

    def mute(self, room: str, leg: str, *, muted: bool) -> None:
        self._become(room, leg, " muted" if muted else "")

    def coach(self, room: str, leg: str, *, coach: str | None) -> None:
        self._become(room, leg, f" coaching {coach}" if coach else "")

    def hold(self, room: str, leg: str, *, held: bool, wav: bytes | None = None) -> None:
        self._close(self.heard, leg, "held:")
        if held:
            name = self.name_of(wav) if wav else ""
            self.heard.append(Span(leg=leg, what=f"held:{name}", since=self.seconds()))

    def _become(self, room: str, leg: str, kind: str) -> None:
        self._close(self.rooms, leg, room)
        self.rooms.append(Span(leg=leg, what=room + kind, since=self.seconds()))

    def _close(self, spans: list[Span], leg: str, start: str) -> None:
        for each in self._open(spans, leg):
            if each.what.startswith(start):
                each.until = self.seconds()

    def _open(self, spans: list[Span], leg: str) -> list[Span]:
        return [each for each in spans if each.leg == leg and each.until is None]
