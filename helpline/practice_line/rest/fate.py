"""What becomes of one request of the API: whether it is done, and whether its answer arrives."""

from dataclasses import dataclass
from enum import Enum

from aiohttp import web

from helpline.practice_line.carrier import Carrier


class End(Enum):
    """How the connection ends."""

    ANSWER = "answer"
    SILENCE = "silence"  # held open until the other side gives up
    CLOSED = "closed"  # as by a network that breaks


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """`is_done` says whether it is carried out; the answer, if one comes, is `after_s` late."""

    is_refused: bool = False
    is_done: bool = True
    after_s: float = 0.0
    end: End = End.ANSWER


def fate_of(carrier: Carrier, request: web.Request) -> Fate:
    """The first fault that is drawn stands; those after it are not asked."""
    faults, asked = carrier.faults, f"{request.method} {request.path}"
    if faults.rest_only not in asked:
        return Fate()
    fates = {
        "rest_errors": Fate(is_refused=True),
        "rest_silences": Fate(is_done=False, end=End.SILENCE),
        "rest_closes": Fate(is_done=False, end=End.CLOSED),
        "rest_lost_answers": Fate(end=End.CLOSED),
        "rest_hangs": Fate(after_s=faults.rest_hang_s),
    }
    drawn = (fate for name, fate in fates.items() if carrier.playing.plays(name, asked=asked))
    return next(drawn, Fate())
