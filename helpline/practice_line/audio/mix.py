"""One beat of sound: everybody's frame in, everybody's own mix out."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from helpline.practice_line.audio.frames import SILENCE, Sound, clipped
from helpline.practice_line.audio.leg import Leg
from helpline.practice_line.audio.room import Room, Seat


@dataclass(slots=True, eq=False)
class Mix:
    legs: dict[str, Leg] = field(default_factory=dict)
    rooms: dict[str, Room] = field(default_factory=dict)

    def tick(self) -> None:
        """Every leg is read once and hears once, whoever listens."""
        said = {sid: leg.take() for sid, leg in self.legs.items()}
        seats = self._seats()
        for sid, leg in list(self.legs.items()):
            heard = _from_prompts(leg) + _from_room(seats.get(sid), said)
            if leg.on_frame is not None:
                leg.on_frame(mixed(heard))

    def _seats(self) -> dict[str, tuple[Room, Seat]]:
        return {
            sid: (room, seat) for room in self.rooms.values() for sid, seat in room.seats.items()
        }


def mixed(frames: list[Sound]) -> Sound:
    match frames:
        case []:
            return SILENCE
        case [only]:
            return only
        case _:
            return clipped(np.asarray(np.sum(frames, axis=0, dtype=np.int32)))


def _from_prompts(leg: Leg) -> list[Sound]:
    frames = [prompt.next_frame() for prompt in leg.prompts]
    leg.prompts = [prompt for prompt in leg.prompts if not prompt.ended.is_set()]
    return [frame for frame in frames if frame is not None]


def _from_room(place: tuple[Room, Seat] | None, said: Mapping[str, Sound | None]) -> list[Sound]:
    if place is None:
        return []
    room, seat = place
    frames = [said.get(speaker) for speaker in room.speakers_for(seat)]
    if seat.held and seat.music is not None:
        frames.append(seat.music.next_frame())
    return [frame for frame in frames if frame is not None]
