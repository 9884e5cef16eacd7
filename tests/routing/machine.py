"""The state machine's world: who is there, and what there is to be picked from."""

import itertools

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize

from routing.policy import Policy
from routing.state import Duty
from tests.builders.routing import a_counsellor
from tests.routing.draws import SKILLS, SPEAKS, people, picks, policies
from tests.routing.scenes import set_the_scene
from tests.routing.world import World

MOST_CALLS = 6


class Machine(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.world = World(policy=Policy())
        self.numbers = itertools.count(1)

    @initialize(
        policy=policies,
        away=st.sets(people, max_size=2),
        waiting=picks,
        talks=picks,
        scene=st.sampled_from(["", "", "consult", "party", "listened", "telephone", "flood"]),
    )
    def begin(self, policy: Policy, away: set[str], waiting: int, talks: int, scene: str) -> None:
        staff = [
            a_counsellor(n, speaks=s, present=n not in away, skills=SKILLS.get(n), rank=len(s))
            for n, s in SPEAKS.items()
        ]
        watcher = a_counsellor("zoe", on_shift=False, present=False, duty=Duty.OFF)
        on_call = a_counsellor("ora", on_shift=False, present=False, duty=Duty.OFF, on_call=True)
        self.world = World(*staff, watcher, on_call, policy=policy)
        for _ in range(waiting % MOST_CALLS):
            self.world.arrive(f"c{next(self.numbers):02}")
        for call in self.under_way()[: talks % 4]:
            self.world.come_to_talk(call)
        set_the_scene(self.world, scene, self.accepted())

    def full(self) -> bool:
        return len(self.world.state.calls) >= MOST_CALLS

    def a_call(self, pick: int) -> str | None:
        calls = sorted(self.world.state.calls)
        return calls[pick % len(calls)] if calls else None

    def legs(self) -> list[tuple[str, str]]:
        """Legs of live calls, each with its call."""
        calls = self.world.state.calls.values()
        both = [(call.id, leg) for call in calls for leg in (call.leg, call.counsellor_leg) if leg]
        return sorted(both)

    def offers(self) -> list[str]:
        """Live ones first, then those that are over."""
        dead = [name for name in self.world.over if "." in name]
        return sorted(self.world.state.offers) + sorted(dead)

    def under_way(self) -> list[str]:
        state = self.world.state
        return sorted({offer.call_id for offer in state.offers.values()})

    def counsellors_legs(self) -> list[tuple[str, str]]:
        calls = self.world.state.calls.values()
        return sorted((call.id, call.counsellor_leg) for call in calls if call.counsellor_leg)

    def accepted(self) -> list[tuple[str, str]]:
        calls = self.world.state.calls.values()
        return sorted((call.id, call.counsellor_id) for call in calls if call.counsellor_id)
