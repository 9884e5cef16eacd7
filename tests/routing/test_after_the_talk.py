"""After the talk: a counsellor lost in its middle, and wrap-up after its end."""

from routing.commands import EndLeg, ReturnCaller
from routing.events import TimerKind
from routing.result import Answer
from routing.state import CallState, Duty, OfferState, Outcome
from tests.builders.routing import NOON, POLICY, a_counsellor, after
from tests.routing.line import Line

WRAP_UP = POLICY.wrap_up.total_seconds()
RETURN = ReturnCaller(call_id="c1", leg="leg-c1")
END_ANA = EndLeg(leg="leg-ana")


def _talking() -> Line:
    line = Line(a_counsellor("ana", idle_since=after(-99)))
    line.arrive("c1")
    line.talk("c1.1", "ana")
    return line


def test_a_counsellor_lost_in_mid_talk_gives_the_caller_back_to_her_old_place() -> None:
    line = _talking()
    line.absent("ana")
    line.wait(60)

    line.hang_up("leg-ana")

    assert line.commands == (RETURN,)
    call = line.call()
    assert (call.state, call.enqueued_at, call.lost) == (CallState.WAITING, NOON, True)
    assert (call.preferred_id, call.preferred_until) == ("ana", line.now + POLICY.preferred)
    assert (call.counsellor_id, call.counsellor_leg, call.room) == (None, None, None)
    assert call.talking_since is None
    assert line.offer("c1.1").state is OfferState.FINISHED


def test_a_counsellor_lost_in_mid_talk_is_neither_paused_nor_writing_up() -> None:
    line = _talking()

    line.hang_up("leg-ana")

    assert line.who().duty is Duty.AVAILABLE
    assert line.who().wrap_up_until is None


def test_a_counsellor_leg_that_only_left_the_room_is_hung_up() -> None:
    line = _talking()

    line.leave("c1", "leg-ana")

    assert line.commands == (RETURN, END_ANA)


def test_a_caller_who_hangs_up_while_we_look_for_another_counsellor_was_lost() -> None:
    line = _talking()
    line.hang_up("leg-ana")

    line.hang_up("leg-c1")

    assert line.call().outcome is Outcome.CALLER_LOST


def test_a_caller_who_talks_again_after_a_loss_has_a_completed_call() -> None:
    line = _talking()
    line.hang_up("leg-ana")
    line.talk("c1.2", "ana")

    line.hang_up("leg-c1")

    assert line.call().outcome is Outcome.COMPLETED


def test_after_a_talk_there_is_time_to_write_it_up() -> None:
    line = _talking()
    line.end("c1", "ana")
    line.arrive("c2")

    line.wait(WRAP_UP - 0.001)
    before = line.rung()
    line.wait(0.001)

    assert before == {}
    assert line.rung() == {"c2.1": "ana"}
    assert line.who().wrap_up_until is None


def test_the_counsellor_may_end_her_wrap_up_early() -> None:
    line = _talking()
    line.end("c1", "ana")
    line.arrive("c2")
    line.wait(10)

    answer = line.wrap_up_done("ana")

    assert answer is Answer.DONE
    assert line.rung() == {"c2.1": "ana"}
    assert line.who().idle_since == after(10)


def test_ending_a_wrap_up_that_is_none_changes_nothing() -> None:
    line = Line(a_counsellor(idle_since=after(-99)))

    assert line.wrap_up_done("ana") is Answer.NOTHING
    line.due(TimerKind.WRAP_UP_ENDS, "ana")
    line.due(TimerKind.WRAP_UP_ENDS, "nobody")

    assert line.who().idle_since == after(-99)


def test_a_wrap_up_that_was_extended_is_waited_for_again() -> None:
    line = Line(a_counsellor(wrap_up_until=after(60)))

    line.due(TimerKind.WRAP_UP_ENDS, "ana")

    assert line.who().wrap_up_until == after(60)
    assert line.timers[TimerKind.WRAP_UP_ENDS, "ana"] == after(60)


def test_a_wrap_up_whose_timer_comes_late_was_over_when_it_was_over() -> None:
    line = Line(a_counsellor(wrap_up_until=after(60), idle_since=after(60)))
    line.wait(90)

    line.due(TimerKind.WRAP_UP_ENDS, "ana")

    assert line.who().idle_since == after(60)
