"""Every planted bug is caught by the promises or the search, so neither can be blind."""

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.routing.planted import Planted, planted
from tests.routing.planted_in_choices import BUGS_IN_CHOICES
from tests.routing.planted_in_events import BUGS_IN_EVENTS
from tests.routing.test_invariants import WaitingLine

BUGS = (*BUGS_IN_EVENTS, *BUGS_IN_CHOICES)
_UNTIL_FOUND = settings(
    max_examples=400,
    stateful_step_count=40,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
    report_multiple_bugs=False,
)


def _search() -> None:
    run_state_machine_as_test(WaitingLine, settings=_UNTIL_FOUND)


def test_there_are_enough_of_them_and_no_two_alike() -> None:
    assert len({bug.name for bug in BUGS}) == len(BUGS) >= 20
    assert len({(bug.module, bug.function, bug.right, bug.wrong) for bug in BUGS}) == len(BUGS)


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.name)
def test_a_planted_bug_is_caught(bug: Planted) -> None:
    with planted(bug), pytest.raises((AssertionError, KeyError)):
        _search()
