"""The sound of the practice line: prompts, rooms and phones, mixed for each listener."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from helpline.practice_line.audio.frames import SILENCE, Sound
from helpline.practice_line.audio.leg import Leg
from helpline.practice_line.audio.mix import Mix
from helpline.practice_line.audio.prompt import Prompt
from helpline.practice_line.audio.room import Room, Seat
from helpline.practice_line.audio.tape import SoundTape
from helpline.practice_line.audio.ticks import Beats, beat
from helpline.practice_line.audio.wav import NotASound, decoded

RingBrowser = Callable[[str, str, dict[str, str]], Awaitable[str]]


@dataclass(slots=True, eq=False)
class AudioMedia:
    """Implements `Media`. Beats only while a leg is open. `ring_browser` is set by the gateway."""

    ring_browser: RingBrowser | None = None
    speed: float = 1.0
    mix: Mix = field(default_factory=Mix)
    beats: Beats = field(default_factory=Beats)
    _beat: "asyncio.Task[None] | None" = None

    def open_leg(self, leg: str) -> None:
        self.mix.legs.setdefault(leg, Leg())
        if self._beat is None:
            self._beat = asyncio.get_running_loop().create_task(beat(self.mix.tick, self.beats))

    def close_leg(self, leg: str) -> None:
        gone = self.mix.legs.pop(leg, None)
        for room in list(self.mix.rooms):
            self.leave(room, leg)
        if gone is not None:
            _end(gone)
        if not self.mix.legs:
            self._rest()

    async def play(self, leg: str, wav: bytes, *, loop: int = 1) -> None:
        """What is no sound lasts no time; a leg that is gone hears nothing."""
        prompt = Prompt(sound=_sound_or_nothing(wav), loop=loop)
        listening = self.mix.legs.get(leg)
        if listening is None or not len(prompt.sound):
            return
        listening.prompts.append(prompt)
        try:
            await prompt.ended.wait()
        finally:  # stopped by a key, a hang-up or a REST update: no sample more
            prompt.ended.set()

    async def ring_client(self, identity: str, leg: str, params: dict[str, str]) -> str:
        """Answer or busy; no-answer where no browser of hers is there."""
        if self.ring_browser is None:
            return "no-answer"
        return await self.ring_browser(identity, leg, params)

    def attach(
        self, leg: str, *, on_frame: Callable[[Sound], None], on_end: Callable[[], None]
    ) -> None:
        """Give the leg a phone: where its sound goes, and whom to tell when it is over."""
        self.open_leg(leg)
        self.mix.legs[leg].on_frame = on_frame
        self.mix.legs[leg].on_end = on_end

    def say(self, leg: str, frame: Sound) -> None:
        """20 ms from the leg's own microphone."""
        if (speaking := self.mix.legs.get(leg)) is not None:
            speaking.say(frame)

    def tape(self, leg: str) -> SoundTape:
        """Of a leg that is gone it stays empty."""
        tapes = self.mix.legs.get(leg, Leg()).tapes
        made = SoundTape(lambda tape: tapes.remove(tape) if tape in tapes else None)
        tapes.append(made)
        return made

    def join(self, room: str, leg: str, *, muted: bool = False, coach: str | None = None) -> None:
        seats = self.mix.rooms.setdefault(room, Room()).seats
        seats[leg] = Seat(leg=leg, muted=muted, coach=coach)

    def leave(self, room: str, leg: str) -> None:
        if (left := self.mix.rooms.get(room)) is None:
            return
        left.seats.pop(leg, None)
        if not left.seats:
            del self.mix.rooms[room]

    def mute(self, room: str, leg: str, *, muted: bool) -> None:
        if (seat := self._seat(room, leg)) is not None:
            seat.muted = muted

    def coach(self, room: str, leg: str, *, coach: str | None) -> None:
        if (seat := self._seat(room, leg)) is not None:
            seat.coach = coach

    def hold(self, room: str, leg: str, *, held: bool, wav: bytes | None = None) -> None:
        if (seat := self._seat(room, leg)) is not None:
            seat.held = held
            music = held and wav is not None
            seat.music = Prompt(sound=_sound_or_nothing(wav or b""), loop=0) if music else None

    async def close(self) -> None:
        for leg in list(self.mix.legs):
            self.close_leg(leg)
        self._rest()

    def _seat(self, room: str, leg: str) -> Seat | None:
        found = self.mix.rooms.get(room)
        return None if found is None else found.seats.get(leg)

    def _rest(self) -> None:
        if self._beat is not None:
            self._beat.cancel()
            self._beat = None


def _end(leg: Leg) -> None:
    for prompt in leg.prompts:
        prompt.ended.set()
    if leg.on_end is not None:
        leg.on_end()


def _sound_or_nothing(wav: bytes) -> Sound:
    try:
        return decoded(wav)
    except NotASound:
        return SILENCE[:0]
