"""What a caller hears next follows from what holds now, and from nothing else."""

from dataclasses import replace

import pytest

from helpline.calls.caller_turn import Turn, turn_of
from routing.state import Call, CallState
from tests.builders.routing import a_call


def _call(state: CallState, *, counsellor_in: bool = False) -> Call:
    return replace(a_call(state=state, language="ru"), counsellor_in=counsellor_in)


@pytest.mark.parametrize(
    ("state", "counsellor_in", "turn"),
    [
        (CallState.GREETING, False, Turn.GREET),
        (CallState.WAITING, False, Turn.WAIT),
        (CallState.CONNECTING, False, Turn.WAIT),
        (CallState.CONNECTING, True, Turn.JOIN),
        (CallState.TALKING, True, Turn.JOIN),
        (CallState.TALKING, False, Turn.WAIT),
        (CallState.ENDED, False, Turn.GOODBYE),
        (CallState.ENDED, True, Turn.GOODBYE),
    ],
)
def test_each_state_has_its_turn(state: CallState, counsellor_in: bool, turn: Turn) -> None:
    answer = turn_of(_call(state, counsellor_in=counsellor_in))

    assert (answer.turn, answer.call_id, answer.language) == (turn, "c1", "ru")


@pytest.mark.parametrize("state", list(CallState))
@pytest.mark.parametrize("counsellor_in", [False, True])
def test_nobody_but_an_ended_caller_is_told_goodbye(state: CallState, counsellor_in: bool) -> None:
    turn = turn_of(_call(state, counsellor_in=counsellor_in)).turn

    assert (turn is Turn.GOODBYE) is (state is CallState.ENDED)


def test_whoever_has_lost_her_counsellor_is_owed_a_word_about_it() -> None:
    assert turn_of(replace(_call(CallState.WAITING), lost=True)).was_lost
    assert not turn_of(_call(CallState.WAITING)).was_lost
