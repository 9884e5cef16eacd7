"""I12: the waits of all callers together are the length of the line over time, to the microsecond (Little)."""

import random
from datetime import timedelta

import pytest

from routing.state import Call, CallState
from tests.builders.routing import a_counsellor
from tests.routing.line import Line

_WAITS = {CallState.GREETING, CallState.WAITING, CallState.CONNECTING}


class Watched(Line):
    """Adds up who waits for how long, as seen from the line, while time passes."""

    waited = timedelta(0)

    def pass_time(self, seconds: float) -> None:
        until = self.now + timedelta(seconds=seconds)
        while self.now < until:
            due = [at for at in self.timers.values() if self.now < at < until]
            step = min(due, default=until) - self.now
            waiting = sum(call.state in _WAITS for call in self.state.calls.values())
            self.waited += waiting * step
            self.wait(step.total_seconds())


def _something_happens(line: Watched, chance: random.Random, number: int) -> None:
    rung = line.rung()
    talks = [c for c in line.state.calls.values() if c.state is CallState.TALKING]
    waits = [c for c in line.state.calls.values() if c.state is CallState.WAITING]
    what = chance.randrange(4)
    if what == 0:
        line.arrive(f"c{number:03}")
    elif what == 1 and rung:
        offer, who = chance.choice(sorted(rung.items()))
        line.talk(offer, who, leg=f"leg-{offer}")
    elif what == 2 and talks:
        call = chance.choice(talks)
        line.end(call.id, call.counsellor_id or "")
        line.wrap_up_done(call.counsellor_id or "")
    elif waits:
        line.hang_up(chance.choice(waits).leg)


def _waited(call: Call) -> timedelta:
    over = call.talking_since or call.ended_at
    assert over is not None
    return over - call.arrived_at


@pytest.mark.parametrize("seed", range(5))
def test_the_waits_of_all_callers_are_the_length_of_the_line_over_time(seed: int) -> None:
    chance = random.Random(seed)
    line = Watched(*(a_counsellor(f"p{number}") for number in range(3)))

    for number in range(150):
        line.pass_time(chance.randrange(0, 9_000_000) / 1_000_000)
        _something_happens(line, chance, number)
    for call in list(line.state.calls.values()):
        line.hang_up(call.leg)

    ended = [call for call in line.over.values() if isinstance(call, Call)]
    assert len(ended) > 20
    assert sum((_waited(call) for call in ended), timedelta(0)) == line.waited
