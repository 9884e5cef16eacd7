"""Who hears whom in a conference."""

from dataclasses import dataclass, field

from helpline.practice_line.audio.prompt import Prompt


@dataclass(slots=True, kw_only=True, eq=False)
class Seat:
    """One leg's place in a room. `coach` names the only leg that hears it."""

    leg: str
    muted: bool = False
    held: bool = False
    coach: str | None = None
    music: Prompt | None = None


@dataclass(slots=True, eq=False)
class Room:
    seats: dict[str, Seat] = field(default_factory=dict)

    def speakers_for(self, listener: Seat) -> list[str]:
        return [seat.leg for seat in self.seats.values() if _hears(listener, seat)]


def _hears(listener: Seat, speaker: Seat) -> bool:
    """A held leg is out of the talk both ways; a muted one still hears; nobody hears herself."""
    if speaker is listener or speaker.muted or speaker.held or listener.held:
        return False
    return speaker.coach is None or speaker.coach == listener.leg
