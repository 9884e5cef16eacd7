"""Outside parties and supervisors come into the room of a talk, and nobody of them is left in it."""

import pytest

from routing import commands as do
from routing import events as ev
from routing.result import Answer
from routing.state import CallState, GuestRole, Outcome
from tests.builders.routing import POLICY, a_counsellor
from tests.routing.line import Line


def _talking() -> Line:
    line = Line(a_counsellor("ana"), a_counsellor("sol", on_shift=False))
    line.arrive("c1")
    line.talk("c1.1", "ana")
    return line


def _with_party() -> Line:
    line = _talking()
    line.happens(ev.AddThirdParty, call_id="c1", counsellor_id="ana", party="ambulance")
    line.happens(ev.PartyRings, call_id="c1", guest_id="c1-1", leg="leg-out")
    line.join("c1", "leg-out")
    return line


def _listened(role: GuestRole = GuestRole.LISTEN) -> Line:
    line = _talking()
    line.happens(ev.Supervise, call_id="c1", supervisor_id="sol", role=role, reason="training")
    line.happens(ev.SuperviseIn, call_id="c1", supervisor_id="sol", leg="leg-sol")
    line.join("c1", "leg-sol")
    return line


def test_an_outside_party_is_rung_once_however_often_it_is_asked_for() -> None:
    line = _talking()

    first = line.happens(ev.AddThirdParty, call_id="c1", counsellor_id="ana", party="ambulance")
    dialled = line.commands
    again = line.happens(ev.AddThirdParty, call_id="c1", counsellor_id="ana", party="ambulance")

    assert (first, again) == (Answer.DONE, Answer.NOTHING)
    assert dialled == (do.DialParty(call_id="c1", guest_id="c1-1", party="ambulance"),)


def test_a_party_let_go_before_its_leg_is_known_is_hung_up_when_it_is() -> None:
    line = _talking()
    line.happens(ev.AddThirdParty, call_id="c1", counsellor_id="ana", party="ambulance")

    line.happens(ev.RemoveGuest, call_id="c1", counsellor_id="ana", guest_id="c1-1")
    stopped = line.commands
    line.happens(ev.PartyRings, call_id="c1", guest_id="c1-1", leg="leg-out")

    assert stopped == (do.StopParty(call_id="c1", guest_id="c1-1"),)
    assert line.commands == (do.EndLeg(leg="leg-out"),)


def test_a_party_in_the_room_is_let_go_by_its_leg() -> None:
    line = _with_party()

    line.happens(ev.RemoveGuest, call_id="c1", counsellor_id="ana", guest_id="c1-1")

    assert line.commands == (do.EndLeg(leg="leg-out"),)
    assert line.call().guests == ()
    again = line.happens(ev.RemoveGuest, call_id="c1", counsellor_id="ana", guest_id="c1-1")
    assert again is Answer.TOO_LATE


def test_a_party_that_hangs_up_leaves_the_two_to_talk_on() -> None:
    line = _with_party()

    line.hang_up("leg-out")

    assert (line.call().state, line.call().guests) == (CallState.TALKING, ())


def test_caller_and_party_left_to_each_other_count_as_handed_out() -> None:
    line = _with_party()

    answer = line.happens(ev.HandOut, call_id="c1", counsellor_id="ana", guest_id="c1-1")
    left = line.commands
    line.hang_up("leg-out")

    assert answer is Answer.DONE
    assert left == (do.EndLeg(leg="leg-ana"),)
    assert line.who("ana").wrap_up_until == line.now + POLICY.wrap_up
    assert line.call().outcome is Outcome.TRANSFERRED_OUT
    assert do.SayGoodbye(call_id="c1", leg="leg-c1") in line.commands


def test_a_caller_who_hangs_up_on_the_party_leaves_no_leg_behind() -> None:
    line = _with_party()
    line.happens(ev.HandOut, call_id="c1", counsellor_id="ana", guest_id="c1-1")

    line.hang_up("leg-c1")

    assert line.commands == (do.EndLeg(leg="leg-out"),)
    assert line.call().outcome is Outcome.TRANSFERRED_OUT


def test_a_caller_who_comes_back_to_the_party_she_was_handed_to_stays_with_it() -> None:
    line = _with_party()
    line.happens(ev.HandOut, call_id="c1", counsellor_id="ana", guest_id="c1-1")
    line.leave("c1", "leg-c1")

    line.join("c1", "leg-c1")

    assert line.commands == ()
    assert line.call().caller_in


def test_nobody_is_handed_to_a_party_that_has_not_answered() -> None:
    line = _talking()
    line.happens(ev.AddThirdParty, call_id="c1", counsellor_id="ana", party="ambulance")

    answer = line.happens(ev.HandOut, call_id="c1", counsellor_id="ana", guest_id="c1-1")

    assert answer is Answer.NOT_POSSIBLE
    assert line.call().counsellor_id == "ana"


@pytest.mark.parametrize(
    "ends", ["the caller hangs up", "the counsellor is lost", "she is handed on"]
)
def test_everybody_else_leaves_the_room_when_the_talk_is_over(ends: str) -> None:
    line = _listened()
    line.happens(ev.AddThirdParty, call_id="c1", counsellor_id="ana", party="ambulance")
    line.happens(ev.PartyRings, call_id="c1", guest_id="c1-2", leg="leg-out")

    if ends == "the caller hangs up":
        line.hang_up("leg-c1")
    elif ends == "the counsellor is lost":
        line.hang_up("leg-ana")
    else:
        line.happens(ev.Transfer, call_id="c1", counsellor_id="ana")

    assert {do.EndLeg(leg="leg-sol"), do.EndLeg(leg="leg-out")} <= set(line.commands)
    assert line.call().guests == ()


def test_the_line_for_those_who_cannot_speak_is_played_once_and_leaves_little_to_write() -> None:
    line = _talking()

    line.happens(ev.MarkSilent, call_id="c1", counsellor_id="ana")
    played = line.commands
    line.happens(ev.MarkSilent, call_id="c1", counsellor_id="ana")
    again = line.commands
    line.end("c1", "ana")

    assert played == (do.SayToSilent(call_id="c1", room="room-c1", leg="leg-c1", language=None),)
    assert again == ()
    assert line.who().wrap_up_until == line.now + POLICY.silent_wrap_up


def test_a_party_that_never_answers_is_not_rung_for_ever() -> None:
    line = _talking()
    line.happens(ev.AddThirdParty, call_id="c1", counsellor_id="ana", party="ambulance")

    line.wait(POLICY.party_ring.total_seconds())

    assert do.StopParty(call_id="c1", guest_id="c1-1") in line.commands
    assert line.call().guests == ()


def test_a_party_that_answered_in_time_stays() -> None:
    line = _with_party()

    line.wait(POLICY.party_ring.total_seconds())

    assert [guest.joined for guest in line.call().guests] == [True]
