"""A beat every 20 ms that does not drift."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from helpline.practice_line.audio.frames import FRAME_S

_GIVEN_UP_S = 0.2  # after a longer stall the missed beats are left out, not hurried through


@dataclass(slots=True)
class Beats:
    """How many there have been, and how many of them a whole frame or more after their time."""

    beaten: int = 0
    late: int = 0


async def beat(tick: Callable[[], None], beats: Beats) -> None:
    """Beats until cancelled. Each beat is due by the clock, not so long after the one before."""
    loop = asyncio.get_running_loop()
    due = loop.time()
    while True:
        beats.beaten += 1
        beats.late += loop.time() - due >= FRAME_S
        tick()
        due += FRAME_S
        late = loop.time() - due
        if late > _GIVEN_UP_S:
            due = loop.time()
        await asyncio.sleep(max(0.0, -late))
