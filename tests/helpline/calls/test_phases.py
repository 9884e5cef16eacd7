"""Every moment of a call belongs to one phase."""

from dataclasses import replace

import pytest

from helpline.calls.phases import phase_of
from routing.state import CallState, OfferState
from tests.builders.routing import a_call, a_state, an_offer


@pytest.mark.parametrize(
    ("state", "phase"),
    [
        (CallState.GREETING, "greeting"),
        (CallState.WAITING, "queue"),
        (CallState.CONNECTING, "connecting"),
        (CallState.TALKING, "talk"),
        (CallState.ENDED, None),
    ],
)
def test_each_state_is_a_phase_and_after_the_end_there_is_none(
    state: CallState, phase: str | None
) -> None:
    call = a_call(state=state)

    assert phase_of(a_state(call), call) == phase


def test_waiting_is_ringing_while_somebody_is_rung_for_this_call() -> None:
    call, other = a_call("c1"), a_call("c2")
    state = a_state(call, other, an_offer("c1.1"))

    assert phase_of(state, call) == "ring"
    assert phase_of(state, other) == "queue"
    taken_away = a_state(call, an_offer("c1.1", state=OfferState.RESCINDED))
    assert phase_of(taken_away, call) == "queue"


def test_a_talk_on_hold_is_a_phase_of_its_own() -> None:
    call = replace(a_call(state=CallState.TALKING), on_hold=True)

    assert phase_of(a_state(call), call) == "hold"
