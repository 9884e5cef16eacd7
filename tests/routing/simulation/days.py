"""Simulated days for the tests: short ones, always the same."""

import random
from dataclasses import replace
from datetime import timedelta

from routing.policy import Policy
from routing.simulation.run import Day, simulate
from routing.simulation.scenario import Scenario

USUAL = Scenario(counsellors=12, calls_per_hour=60, handle_s=600, patience_s=120, calls=8000)
POLICY = Policy(ring=timedelta(seconds=20))


def a_day(scenario: Scenario = USUAL, *, policy: Policy = POLICY, seed: int = 1) -> Day:
    return simulate(scenario, policy, random.Random(seed))


def a_scenario(**changes: object) -> Scenario:
    return replace(USUAL, **changes)  # type: ignore[arg-type]
