"""How near the shipped decision comes to what theory allows, and how much faster than life it runs."""

import random
import time
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from routing.erlang import ErlangA, RingAwareFloor
from routing.policy import Policy
from routing.simulation.report import load_of
from routing.simulation.run import Day, simulate
from routing.simulation.scenario import Scenario
from tests.bench.figure import figure

_CALLS = 100_000
_POLICY = Policy(ring=timedelta(seconds=20))


def figures() -> list[Mapping[str, Any]]:
    began = time.perf_counter()
    scenario, day = _lived()
    speed = day.lived_s / (time.perf_counter() - began)
    detail = f"12 counsellors, a call a minute, 600 s, patience 120 s; {_CALLS} calls, shares of the offered"
    return [
        figure("simulation: times real time", speed, "x", goal=">= 100000", detail=detail),
        *_beside_theory(scenario, day, detail),
        _over_the_floor("ring of 5 s", detail, goal="<= 1.02", ring_s=5),
        _over_the_floor("one of 12 walked away", detail, goal="<= 1.05", ring_s=5, walked_away=1),
    ]


def _lived(*, ring_s: float = 0, walked_away: int = 0) -> tuple[Scenario, Day]:
    scenario = Scenario(
        counsellors=12,
        calls_per_hour=60,
        handle_s=600,
        patience_s=120,
        calls=_CALLS,
        ring_s=ring_s,
        walked_away=walked_away,
    )
    return scenario, simulate(scenario, _POLICY, random.Random(1))


def _beside_theory(scenario: Scenario, day: Day, detail: str) -> list[Mapping[str, Any]]:
    line, tally = ErlangA(load_of(scenario)), day.tally
    pairs = {
        "abandoned": (tally.abandoned, line.abandoned),
        "mean wait": (tally.mean_wait_s, line.mean_wait_s),
        "within 20 s": (tally.service_level(20), line.service_level(20)),
    }
    return [
        figure(
            f"simulation: {name} against Erlang-A, in standard errors",
            abs(found.value - best) / found.sigma,
            "sigma",
            goal="< 3",
            detail=f"{found.value:.5g} against {best:.5g}; {detail}",
        )
        for name, (found, best) in pairs.items()
    ]


def _over_the_floor(
    name: str, detail: str, *, goal: str, ring_s: float, walked_away: int = 0
) -> Mapping[str, Any]:
    scenario, day = _lived(ring_s=ring_s, walked_away=walked_away)
    floor = RingAwareFloor(load_of(scenario), ring_s=ring_s).abandoned
    ratio = day.tally.abandoned.value / floor
    return figure(
        f"simulation: giving up over the floor, {name}", ratio, "", goal=goal, detail=detail
    )
