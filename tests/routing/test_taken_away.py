"""An offer taken away was nobody's miss."""

import pytest

from routing.result import Answer
from routing.state import CallState, Duty, OfferState
from tests.builders.routing import a_counsellor, after
from tests.routing.line import Line


def _ringing() -> Line:
    line = Line(
        a_counsellor("ana", idle_since=after(-99)),
        a_counsellor("bek", idle_since=after(-9)),
    )
    line.arrive("c1")
    return line


def test_an_absent_counsellor_loses_the_offer_but_has_not_missed_it() -> None:
    line = _ringing()

    line.absent("ana")

    assert line.offer("c1.1").state is OfferState.RESCINDED
    assert line.offer("c1.1").reason == "absent"
    assert line.rung() == {"c1.2": "bek"}
    assert line.who().duty is Duty.AVAILABLE
    assert line.who().idle_since == after(-99)
    assert line.call().tried == frozenset()


@pytest.mark.parametrize("duty", [Duty.OFF, Duty.BREAK, Duty.DEBRIEF])
def test_a_counsellor_who_leaves_the_line_loses_the_offer(duty: Duty) -> None:
    line = _ringing()

    line.duty("ana", duty, reason="tea")

    assert line.offer("c1.1").reason == "duty"
    assert line.rung() == {"c1.2": "bek"}
    assert line.who().duty_reason == "tea"


def test_the_end_of_the_shift_takes_no_ringing_offer_away() -> None:
    line = _ringing()

    line.shift_ends("ana")
    answer = line.accept("c1.1", "ana")

    assert answer is Answer.DONE


def test_after_the_end_of_her_shift_nobody_is_offered_another_call() -> None:
    line = Line(a_counsellor())
    line.shift_ends("ana")

    line.arrive("c1")

    assert line.rung() == {}


def test_a_caller_who_hangs_up_while_it_rings_takes_the_offer_away() -> None:
    line = _ringing()

    line.hang_up("leg-c1")

    assert line.offer("c1.1").state is OfferState.RESCINDED
    assert line.offer("c1.1").reason == "caller_gone"
    assert line.who().idle_since == after(-99)
    assert line.who().wrap_up_until is None


def test_a_talk_goes_on_whatever_the_page_does() -> None:
    line = _ringing()
    line.talk("c1.1", "ana")

    line.absent("ana")
    line.duty("ana", Duty.BREAK)
    line.shift_ends("ana")

    assert line.call().state is CallState.TALKING
