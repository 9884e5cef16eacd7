"""The talk: hold, mute, leaving the room, and its end."""

import pytest

from routing.commands import Command, EndLeg, HoldCaller, MuteLeg, SayGoodbye
from routing.result import Answer
from routing.state import CallState, OfferState, Outcome, Party
from tests.builders.routing import NOON, a_counsellor, after
from tests.routing.line import Line

END_ANA = EndLeg(leg="leg-ana")


def _talking() -> Line:
    line = Line(a_counsellor("ana", idle_since=after(-99)))
    line.arrive("c1")
    line.talk("c1.1", "ana")
    return line


def _hold(*, held: bool) -> Command:
    return HoldCaller(call_id="c1", room="room-c1", leg="leg-c1", held=held)


def test_a_caller_is_held_once_however_often_it_is_asked() -> None:
    line = _talking()

    line.wait(1)
    line.hold("c1", "ana")
    first = line.commands
    line.wait(1)
    answer = line.hold("c1", "ana")

    assert first == (_hold(held=True),)
    assert (answer, line.commands) == (Answer.DONE, ())
    assert line.call().hold_since == after(1)


def test_a_held_caller_is_taken_back_once() -> None:
    line = _talking()
    line.hold("c1", "ana")

    line.resume("c1", "ana")
    first = line.commands
    line.resume("c1", "ana")

    assert first == (_hold(held=False),)
    assert line.commands == ()
    assert (line.call().on_hold, line.call().hold_since) == (False, None)


def test_the_counsellor_mutes_herself_once() -> None:
    line = _talking()

    line.mute("c1", "ana", muted=True)
    first = line.commands
    line.mute("c1", "ana", muted=True)

    assert first == (MuteLeg(call_id="c1", room="room-c1", leg="leg-ana", muted=True),)
    assert line.commands == ()
    assert line.call().muted


@pytest.mark.parametrize(
    ("call", "who", "answer"),
    [
        pytest.param("c1", "bek", Answer.NOT_YOURS, id="another's talk"),
        pytest.param("c9", "ana", Answer.TOO_LATE, id="a call that has ended"),
    ],
)
def test_nobody_touches_a_talk_that_is_not_hers(call: str, who: str, answer: Answer) -> None:
    line = _talking()
    before = line.state

    assert line.hold(call, who) is answer
    assert line.mute(call, who, muted=True) is answer
    assert line.end(call, who) is answer
    assert line.state == before


def test_before_the_talk_there_is_nobody_to_hold_or_mute() -> None:
    line = Line(a_counsellor())
    line.arrive("c1")
    line.connect("c1.1", "ana")

    assert line.hold("c1", "ana") is Answer.NOT_POSSIBLE
    assert line.mute("c1", "ana", muted=True) is Answer.NOT_POSSIBLE


def test_a_held_caller_who_comes_back_into_the_room_is_held_again() -> None:
    line = _talking()
    line.hold("c1", "ana")
    line.leave("c1", "leg-c1")
    line.wait(5)

    line.join("c1", "leg-c1")

    assert line.commands == (_hold(held=True),)
    assert line.call().talking_since == NOON


def test_a_caller_who_comes_back_into_the_room_goes_on_with_the_same_talk() -> None:
    line = _talking()
    line.leave("c1", "leg-c1")
    left = line.call()
    line.wait(5)

    line.join("c1", "leg-c1")

    assert (left.state, left.caller_in) == (CallState.TALKING, False)
    assert line.call().caller_in
    assert line.call().talking_since == NOON
    assert line.commands == ()


def test_the_counsellor_ends_the_call_with_a_goodbye() -> None:
    line = _talking()
    line.wait(60)

    answer = line.end("c1", "ana")

    assert answer is Answer.DONE
    assert line.commands == (SayGoodbye(call_id="c1", leg="leg-c1"), END_ANA)
    assert (line.call().outcome, line.call().ended_by) == (Outcome.COMPLETED, Party.COUNSELLOR)
    assert line.call().ended_at == after(60)
    assert line.offer("c1.1").state is OfferState.FINISHED


@pytest.mark.parametrize("left_the_room", [True, False])
def test_the_caller_ends_the_call_by_hanging_up(left_the_room: bool) -> None:
    line = _talking()
    line.hold("c1", "ana")

    if left_the_room:
        line.leave("c1", "leg-c1", leg_over=True)
    else:
        line.hang_up("leg-c1")

    assert line.commands == (END_ANA,)
    assert (line.call().outcome, line.call().ended_by) == (Outcome.COMPLETED, Party.CALLER)
    assert not line.call().on_hold


def test_what_comes_after_the_end_is_too_late_or_nothing() -> None:
    line = _talking()
    line.end("c1", "ana")
    ended = line.state

    assert line.end("c1", "ana") is Answer.TOO_LATE
    assert line.hold("c1", "ana") is Answer.TOO_LATE
    assert line.hang_up("leg-c1") is Answer.NOTHING
    assert line.leave("c1", "leg-ana", leg_over=True) is Answer.NOTHING
    assert line.state == ended
    assert line.commands == ()


def test_a_waiting_call_is_nobodys_to_end() -> None:
    line = Line(a_counsellor())
    line.arrive("c1")

    assert line.end("c1", "ana") is Answer.NOT_YOURS
