"""A command is sent only while it still says what we want."""

import pytest

from helpline.jobs.still_wanted import call_of, is_still_wanted
from routing.commands import (
    Command,
    EndLeg,
    HoldCaller,
    MoveCallerIn,
    MuteLeg,
    ReturnCaller,
    SayGoodbye,
)
from routing.state import Call, CallState, Outcome
from tests.helpline.jobs.line import NOON, a_hold, a_talk

MOVE_IN = MoveCallerIn(call_id="call-1", leg="leg-of-caller")
RETURN = ReturnCaller(call_id="call-1", leg="leg-of-caller")
GOODBYE = SayGoodbye(call_id="call-1", leg="leg-of-caller")
MUTE = MuteLeg(call_id="call-1", room="room-1", leg="leg-of-ana", muted=True)
ENDED = a_talk(state=CallState.ENDED, ended_at=NOON, outcome=Outcome.COMPLETED, on_hold=True)
ALONE = a_talk(state=CallState.WAITING, counsellor_leg=None, counsellor_in=False, caller_in=False)


@pytest.mark.parametrize(
    ("command", "call", "wanted"),
    [
        (a_hold(held=True), a_talk(on_hold=True), True),
        (a_hold(held=True), a_talk(on_hold=False), False),
        (a_hold(held=False), a_talk(on_hold=False), True),
        (a_hold(held=False), a_talk(on_hold=True), False),
        (a_hold(held=True), a_talk(on_hold=True, room="room-2"), False),
        (MUTE, a_talk(muted=True), True),
        (MUTE, a_talk(muted=False), False),
        (MUTE, a_talk(muted=True, counsellor_leg="leg-of-bek"), False),
        (MOVE_IN, a_talk(caller_in=False), True),
        (MOVE_IN, a_talk(caller_in=True), False),
        (MOVE_IN, ALONE, False),
        (RETURN, ALONE, True),
        (RETURN, a_talk(), False),
        (a_hold(), ENDED, False),
        (a_hold(), None, False),
        (GOODBYE, ENDED, True),
        (EndLeg(leg="leg-of-ana"), None, True),
    ],
    ids=[
        "hold, and she is to be held",
        "hold, but it was resumed",
        "resume, and she is to be off hold",
        "resume, but she was held again",
        "hold in a room that is gone",
        "mute, and she wants to be muted",
        "mute, but she has unmuted",
        "mute of somebody who has left",
        "move in, and the counsellor waits in the room",
        "move in, but she is in",
        "move in, but the counsellor is gone",
        "bring back, and she is alone",
        "bring back, but somebody talks with her",
        "hold of a call that has ended",
        "hold of a call nobody knows",
        "goodbye to a call that has ended",
        "hanging up a leg of nothing",
    ],
)
def test_a_command_is_wanted_while_the_call_stands_as_it_says(
    command: Command, call: Call | None, wanted: bool
) -> None:
    assert is_still_wanted(command, call) is wanted


@pytest.mark.parametrize(
    ("command", "call_id"),
    [(a_hold(), "call-1"), (GOODBYE, "call-1"), (EndLeg(leg="leg-of-ana"), None)],
)
def test_a_command_names_its_call_unless_its_leg_belongs_to_none(
    command: HoldCaller | SayGoodbye | EndLeg, call_id: str | None
) -> None:
    assert call_of(command) == call_id
