"""From accepted to talking: the counsellor is let in first, the caller second."""

import pytest

from routing.commands import EndLeg, MoveCallerIn, ReturnCaller
from routing.result import Answer
from routing.state import CallState, OfferState
from tests.builders.routing import POLICY, a_counsellor, after
from tests.routing.line import Line

JOIN = POLICY.join.total_seconds()
MOVE = MoveCallerIn(call_id="c1", leg="leg-c1")
RETURN = ReturnCaller(call_id="c1", leg="leg-c1")


def _accepted() -> Line:
    line = Line(a_counsellor("ana", idle_since=after(-99)))
    line.arrive("c1")
    line.accept("c1.1", "ana")
    return line


def _connecting() -> Line:
    line = _accepted()
    line.call_in("c1.1", "ana")
    return line


def test_the_accepting_browser_is_let_in() -> None:
    line = _accepted()

    answer = line.call_in("c1.1", "ana")

    assert answer is Answer.JOIN
    assert line.call().counsellor_leg == "leg-ana"


def test_the_same_leg_calling_in_twice_is_let_in_twice() -> None:
    line = _connecting()
    before = line.state

    assert line.call_in("c1.1", "ana") is Answer.JOIN
    assert line.state == before


def test_a_second_leg_on_the_same_ticket_is_not_let_in() -> None:
    line = _connecting()

    answer = line.call_in("c1.1", "ana", leg="leg-ana-again")

    assert answer is Answer.NOT_POSSIBLE
    assert line.call().counsellor_leg == "leg-ana"


def test_a_ticket_lives_as_long_as_the_policy_says() -> None:
    line = _accepted()
    line.timers.clear()

    line.wait(POLICY.ticket.total_seconds())
    at_its_last_instant = line.call_in("c1.1", "ana")
    line.wait(0.001)

    assert at_its_last_instant is Answer.JOIN
    assert line.call_in("c1.1", "ana") is Answer.TOO_LATE


def test_nobody_calls_in_on_the_ticket_of_another() -> None:
    line = _accepted()

    assert line.call_in("c1.1", "bek") is Answer.NOT_YOURS
    assert line.call().counsellor_leg is None


@pytest.mark.parametrize("offer", ["c1.1", "c9.9"])
def test_nobody_calls_in_on_an_offer_not_accepted(offer: str) -> None:
    line = Line(a_counsellor())
    line.arrive("c1")

    assert line.call_in(offer, "ana") is Answer.TOO_LATE


def test_the_caller_is_moved_in_only_when_the_counsellor_is_in() -> None:
    line = _accepted()
    after_accept = line.commands
    line.call_in("c1.1", "ana")
    after_call_in = line.commands

    line.join("c1", "leg-ana")

    assert (after_accept, after_call_in) == ((), ())
    assert line.commands == (MOVE,)
    assert line.call().state is CallState.CONNECTING


def test_with_both_in_the_room_they_talk() -> None:
    line = _connecting()
    line.join("c1", "leg-ana")
    line.wait(2)

    line.join("c1", "leg-c1")

    assert line.call().state is CallState.TALKING
    assert line.call().talking_since == after(2)
    assert line.call().room == "room-c1"
    assert line.offer("c1.1").state is OfferState.ACCEPTED


def test_the_order_in_which_the_news_of_the_two_arrives_does_not_matter() -> None:
    line = _connecting()

    line.join("c1", "leg-c1")
    before = line.call().state
    line.join("c1", "leg-ana")

    assert before is CallState.CONNECTING
    assert line.call().state is CallState.TALKING
    assert line.commands == ()


@pytest.mark.parametrize("leg", ["leg-ana", "leg-c1"])
def test_a_join_told_twice_changes_nothing(leg: str) -> None:
    line = _connecting()
    line.join("c1", "leg-ana")
    line.join("c1", "leg-c1")
    talking = line.state
    line.wait(5)

    answer = line.join("c1", leg)

    assert answer is Answer.NOTHING
    assert line.state == talking
    assert line.commands == ()


@pytest.mark.parametrize("call", ["c1", "c9"])
def test_a_leg_that_belongs_to_nothing_is_hung_up(call: str) -> None:
    line = _connecting()

    answer = line.join(call, "leg-stranger")

    assert answer is Answer.NOT_POSSIBLE
    assert line.commands == (EndLeg(leg="leg-stranger"),)


def test_a_caller_who_joins_after_the_counsellor_was_lost_is_brought_back() -> None:
    line = _connecting()
    line.hang_up("leg-ana")

    answer = line.join("c1", "leg-c1")

    assert answer is Answer.NOT_POSSIBLE
    assert line.commands == (RETURN,)
    assert not line.call().caller_in
