"""Training in the midst of everything else: sessions begin and end, practice calls come with any word."""

import itertools

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from tests.routing.draws import people
from tests.routing.world import World

_MOST_PRACTICE = 3
# "t9" is of a session that never runs.
sessions = st.sampled_from(["t1", "t2", "t9"])


class TrainingRules(RuleBasedStateMachine):
    world: World
    numbers: "itertools.count[int]"

    @rule(who=people, training=st.sampled_from(["t1", "t2"]))
    def a_training_session_starts(self, who: str, training: str) -> None:
        """One session has one counsellor: the store sees to it."""
        if all(each.training != training for each in self.world.state.counsellors.values()):
            self.world.training_starts(who, training)

    @rule(who=people, training=sessions)
    def a_training_session_ends(self, who: str, training: str) -> None:
        self.world.training_ends(who, training)

    @rule(training=sessions)
    def somebody_plays_a_child(self, training: str) -> None:
        practising = [call for call in self.world.state.calls.values() if call.training]
        if len(practising) < _MOST_PRACTICE:
            self.world.practise(f"p{next(self.numbers):02}", training)
