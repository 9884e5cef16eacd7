"""A beat every 20 ms that does not drift."""

import asyncio
from collections.abc import Callable

from helpline.practice_line.audio.frames import FRAME_S

_GIVEN_UP_S = 0.2  # after a longer stall the missed beats are left out, not hurried through


async def beat(tick: Callable[[], None]) -> None:
    """Beats until cancelled. Each beat is due by the clock, not so long after the one before."""
    loop = asyncio.get_running_loop()
    due = loop.time()
    while True:
        tick()
        due += FRAME_S
        late = loop.time() - due
        if late > _GIVEN_UP_S:
            due = loop.time()
        await asyncio.sleep(max(0.0, -late))
