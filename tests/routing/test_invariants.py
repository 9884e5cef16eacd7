"""Anything may happen in any order, late, twice or out of time: the promises hold after every step."""

from routing.state import CallState
from tests.routing.machine_calls import CallersAndRooms
from tests.routing.machine_others import Others
from tests.routing.machine_people import PeopleAndTime
from tests.routing.search import SEARCH
from tests.routing.training_rules import TrainingRules


class WaitingLine(CallersAndRooms, PeopleAndTime, Others, TrainingRules):
    def teardown(self) -> None:
        calls = [c for c in self.world.state.calls.values() if c.training is None]
        talking = {c.id for c in calls if c.state is CallState.TALKING}
        self.world.serve_everybody("zoe")
        assert set(self.world.state.calls) >= talking


TestTheWaitingLine = WaitingLine.TestCase
TestTheWaitingLine.settings = SEARCH
