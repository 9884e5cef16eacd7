"""The beat of the sound: by the clock, and honest about being late."""

import asyncio
import time

from helpline.practice_line.audio.ticks import Beats, beat


def beating(stalls_s: float, *, count: int = 10) -> tuple[Beats, float]:
    """So many beats, of which the third takes as long as said; and how long all took."""
    beats = Beats()

    async def scene() -> float:
        done = asyncio.Event()

        def tick() -> None:
            if beats.beaten == 3:
                time.sleep(stalls_s)
            if beats.beaten == count:
                done.set()

        began = time.monotonic()
        going = asyncio.create_task(beat(tick, beats))
        await done.wait()
        took = time.monotonic() - began
        going.cancel()
        return took

    return beats, asyncio.run(scene())


def test_a_short_stall_is_caught_up_with_and_counted() -> None:
    beats, took_s = beating(0.1)

    assert beats.beaten == 10
    assert beats.late >= 3  # those that were due 20, 40 and 60 ms into the stall, and hardly more
    assert took_s < 0.1 + 9 * 0.02  # without catching up it would be the sum of both


def test_after_a_long_stall_nothing_is_hurried() -> None:
    beats, took_s = beating(0.3)

    assert beats.late <= 5
    assert took_s >= 0.3 + 6 * 0.02
