"""What may go wrong between accepted and talking: the caller always keeps her place."""

from routing.commands import EndLeg, MoveCallerIn, ReturnCaller
from routing.events import TimerKind
from routing.result import Answer
from routing.state import CallState, Duty, OfferState, Outcome, Party
from tests.builders.routing import NOON, POLICY, a_call, a_counsellor, after
from tests.routing.line import Line

JOIN = POLICY.join.total_seconds()
MOVE = MoveCallerIn(call_id="c1", leg="leg-c1")
RETURN = ReturnCaller(call_id="c1", leg="leg-c1")
END_ANA = EndLeg(leg="leg-ana")


def _accepted() -> Line:
    line = Line(a_counsellor("ana", idle_since=after(-99)))
    line.arrive("c1")
    line.accept("c1.1", "ana")
    return line


def _connecting() -> Line:
    line = _accepted()
    line.call_in("c1.1", "ana")
    return line


def test_when_no_join_comes_in_time_the_caller_keeps_her_place_and_the_counsellor_is_paused() -> (
    None
):
    line = _connecting()

    line.wait(JOIN)

    assert (line.call().state, line.call().enqueued_at) == (CallState.WAITING, NOON)
    assert line.call().tried == {"ana"}
    assert line.offer("c1.1").state is OfferState.FAILED
    assert (line.who().duty, line.who().duty_reason) == (Duty.BREAK, "not_connected")
    assert line.who().idle_since == NOON + POLICY.join
    assert line.commands == (END_ANA,)


def test_a_counsellor_who_never_called_in_has_no_leg_to_be_ended() -> None:
    line = _accepted()

    line.wait(JOIN)

    assert line.call().state is CallState.WAITING
    assert line.commands == ()


def test_a_counsellor_who_took_a_break_while_connecting_keeps_her_own_reason() -> None:
    line = _accepted()
    line.duty("ana", Duty.DEBRIEF, reason="hard call")

    line.wait(JOIN)

    assert (line.who().duty, line.who().duty_reason) == (Duty.DEBRIEF, "hard call")


def test_a_caller_who_was_not_moved_in_is_moved_again() -> None:
    line = _connecting()
    line.join("c1", "leg-ana")

    line.wait(JOIN)

    assert line.commands == (MOVE,)
    assert line.call().state is CallState.CONNECTING
    assert line.timers[TimerKind.JOIN_OVERDUE, "c1.1"] == NOON + 2 * POLICY.join


def test_the_join_watchdog_harms_no_talk_and_no_offer_that_is_over() -> None:
    line = _connecting()
    line.join("c1", "leg-ana")
    line.join("c1", "leg-c1")
    talking = line.state

    line.wait(JOIN)
    line.due(TimerKind.JOIN_OVERDUE, "c9.9")

    assert line.state == talking


def test_a_ringing_offer_is_no_business_of_the_join_watchdog() -> None:
    line = Line(a_counsellor())
    line.arrive("c1")

    line.due(TimerKind.JOIN_OVERDUE, "c1.1")

    assert line.rung() == {"c1.1": "ana"}


def test_a_caller_who_hangs_up_while_connecting_leaves_no_leg_behind() -> None:
    line = _connecting()

    line.hang_up("leg-c1")

    assert line.commands == (END_ANA,)
    assert (line.call().outcome, line.call().ended_by) == (Outcome.ABANDONED, Party.CALLER)
    assert line.offer("c1.1").state is OfferState.FINISHED
    assert line.who().wrap_up_until is None
    assert line.who().idle_since == after(-99)


def test_a_browser_that_reaches_us_after_the_caller_hung_up_is_not_let_in() -> None:
    line = _accepted()
    line.hang_up("leg-c1")

    assert line.call_in("c1.1", "ana") is Answer.TOO_LATE


def test_a_counsellor_leg_that_ends_before_the_talk_gives_the_caller_back() -> None:
    line = _connecting()
    line.join("c1", "leg-ana")

    line.hang_up("leg-ana")

    assert line.commands == (RETURN,)
    assert line.call().state is CallState.WAITING
    assert not line.call().lost
    assert line.who().duty is Duty.BREAK


def test_a_caller_alone_in_the_room_is_brought_back_when_the_counsellor_is_lost() -> None:
    line = _connecting()
    line.join("c1", "leg-c1")

    line.hang_up("leg-ana")

    assert line.commands == (RETURN,)


def test_the_counsellor_may_give_the_caller_back_before_the_talk() -> None:
    line = _connecting()

    answer = line.end("c1", "ana")

    assert answer is Answer.DONE
    assert line.call().state is CallState.WAITING
    assert line.call().tried == {"ana"}
    assert line.offer("c1.1").reason == "given_back"
    assert line.who().duty is Duty.AVAILABLE
    assert line.commands == (END_ANA,)


def test_she_who_gave_a_caller_back_is_asked_again_in_the_next_round() -> None:
    line = _accepted()
    line.end("c1", "ana")

    line.wait(POLICY.round_rest.total_seconds())

    assert line.rung() == {"c1.2": "ana"}


def test_news_of_a_caller_who_never_was_in_the_room_changes_nothing() -> None:
    line = Line(a_call(alone=True))

    line.leave("c1", "leg-c1")

    assert line.call() == a_call(alone=True)
