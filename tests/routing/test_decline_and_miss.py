"""An offer declined or missed: the call goes on, the caller keeps her place."""

from routing.events import TimerKind
from routing.result import Answer
from routing.state import CallState, Duty, OfferState
from tests.builders.routing import NOON, POLICY, a_call, a_counsellor, after
from tests.routing.line import Line

RING = POLICY.ring.total_seconds()
ROUND = POLICY.round_rest.total_seconds()


def _ringing() -> Line:
    line = Line(
        a_counsellor("ana", idle_since=after(-99)),
        a_counsellor("bek", idle_since=after(-9)),
    )
    line.arrive("c1")
    return line


def test_a_declined_call_goes_to_the_next_and_keeps_its_place() -> None:
    line = _ringing()
    line.wait(3)

    answer = line.decline("c1.1", "ana")

    assert answer is Answer.DONE
    assert line.rung() == {"c1.2": "bek"}
    assert line.call().enqueued_at == NOON
    assert line.offer("c1.1").reason == "busy"


def test_declining_keeps_the_duty_and_the_idle_time() -> None:
    line = _ringing()

    line.decline("c1.1", "ana")

    assert line.who().duty is Duty.AVAILABLE
    assert line.who().idle_since == after(-99)


def test_whoever_declined_is_offered_the_other_calls() -> None:
    line = _ringing()
    line.decline("c1.1", "ana")

    line.arrive("c2")

    assert line.rung() == {"c1.2": "bek", "c2.1": "ana"}


def test_whoever_declined_is_asked_again_after_the_round_has_rested() -> None:
    line = Line(a_counsellor())
    line.arrive("c1")
    line.decline("c1.1", "ana")

    line.wait(ROUND - 0.001)
    before = line.rung()
    line.wait(0.001)

    assert before == {}
    assert line.rung() == {"c1.2": "ana"}


def test_a_round_does_not_end_while_somebody_is_still_rung() -> None:
    line = _ringing()
    line.decline("c1.1", "ana")
    line.wait(ROUND)
    while_ringing = line.rung()

    line.decline("c1.2", "bek")

    assert while_ringing == {"c1.2": "bek"}
    assert line.rung() == {}
    assert line.call().tried == {"ana", "bek"}


def test_a_round_whose_end_fell_into_a_ring_still_ends() -> None:
    line = _ringing()
    line.decline("c1.1", "ana")
    line.wait(ROUND)
    line.absent("bek")

    line.wait(ROUND)

    assert line.rung() == {"c1.3": "ana"}


def test_the_end_of_a_round_that_is_none_changes_nothing() -> None:
    line = Line(a_call("c1", tried=["ana"], state=CallState.GREETING), a_call("c2", alone=True))

    for call in ("c1", "c2", "c9"):
        line.due(TimerKind.ROUND_RESTS, call)

    assert line.call("c1").tried == {"ana"}
    assert line.call("c2") == a_call("c2", alone=True)


def test_another_cannot_decline_for_her() -> None:
    line = _ringing()

    answer = line.decline("c1.1", "bek")

    assert answer is Answer.NOT_YOURS
    assert line.rung() == {"c1.1": "ana"}


def test_what_was_accepted_can_no_longer_be_declined() -> None:
    line = _ringing()
    line.accept("c1.1", "ana")

    answer = line.decline("c1.1", "ana")

    assert answer is Answer.TOO_LATE
    assert line.call().state is CallState.CONNECTING


def test_a_missed_call_goes_to_the_next_and_keeps_its_place() -> None:
    line = _ringing()

    line.wait(RING)

    assert line.rung() == {"c1.2": "bek"}
    assert line.offer("c1.1").state is OfferState.MISSED
    assert line.call().enqueued_at == NOON
    assert line.call().tried == {"ana"}


def test_whoever_missed_a_call_is_paused_and_starts_her_idle_time_anew() -> None:
    line = _ringing()

    line.wait(RING)

    assert (line.who().duty, line.who().duty_reason) == (Duty.BREAK, "missed")
    assert line.who().idle_since == NOON + POLICY.ring


def test_an_offer_does_not_end_before_its_time() -> None:
    line = _ringing()
    line.timers.clear()

    line.due(TimerKind.OFFER_EXPIRES, "c1.1")

    assert line.rung() == {"c1.1": "ana"}
    assert line.timers[TimerKind.OFFER_EXPIRES, "c1.1"] == NOON + POLICY.ring


def test_the_time_of_an_offer_that_was_accepted_in_time_changes_nothing() -> None:
    line = _ringing()
    line.talk("c1.1", "ana")
    talking = line.state

    line.wait(RING)
    line.due(TimerKind.OFFER_EXPIRES, "c9.9")

    assert line.state == talking
