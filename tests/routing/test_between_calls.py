"""After a talk: more time to write, what she does next, breaks with reasons, and being put out."""

from dataclasses import replace
from datetime import timedelta

import pytest

from routing import events as ev
from routing.presence import presence_of
from routing.result import Answer
from routing.state import CallState, Duty, Presence
from tests.builders.routing import POLICY, a_counsellor
from tests.routing.line import Line


def _writing() -> Line:
    line = Line(a_counsellor())
    line.arrive("c1")
    line.talk("c1.1", "ana")
    line.end("c1", "ana")
    return line


def _extend(line: Line, reason: str = "a long story") -> Answer:
    return line.happens(ev.ExtendWrapUp, counsellor_id="ana", reason=reason)


def _presence(line: Line) -> Presence:
    return presence_of(line.state, line.who(), line.now)


def test_a_wrap_up_is_extended_for_a_reason_and_nobody_is_offered_meanwhile() -> None:
    line = _writing()

    answer = _extend(line)
    line.arrive("c2")
    line.wait(POLICY.wrap_up.total_seconds() + POLICY.wrap_up_more.total_seconds() - 0.001)
    before = line.rung()
    line.wait(0.001)

    assert answer is Answer.DONE
    assert before == {}
    assert line.rung() == {"c2.1": "ana"}


def test_a_wrap_up_is_not_extended_without_a_reason_or_when_it_is_over() -> None:
    line = _writing()

    assert _extend(line, "  ") is Answer.NOT_POSSIBLE
    line.wrap_up_done("ana")
    assert _extend(line) is Answer.TOO_LATE


def test_a_wrap_up_is_never_longer_than_its_cap() -> None:
    line = _writing()
    began = line.now

    answers = [_extend(line) for _ in range(9)]

    assert line.who().wrap_up_until == began + POLICY.wrap_up_most
    assert answers[-1] is Answer.NOT_POSSIBLE
    assert answers[0] is Answer.DONE


@pytest.mark.parametrize(
    ("duty", "then"), [(Duty.BREAK, Presence.BREAK), (Duty.DEBRIEF, Presence.DEBRIEF)]
)
def test_what_she_chooses_in_a_talk_is_what_she_does_after_it(duty: Duty, then: Presence) -> None:
    line = Line(a_counsellor())
    line.arrive("c1")
    line.talk("c1.1", "ana")

    line.duty("ana", duty)
    during = _presence(line)
    line.end("c1", "ana")
    writing = _presence(line)
    line.wait(POLICY.wrap_up.total_seconds())

    assert (during, writing, _presence(line)) == (Presence.TALKING, Presence.WRAP_UP, then)


def test_a_break_needs_one_of_the_known_reasons_where_there_are_some() -> None:
    policy = replace(POLICY, break_reasons=frozenset({"meal", "rest"}))
    line = Line(a_counsellor(), policy=policy)

    refused = line.duty("ana", Duty.BREAK, "no reason")
    granted = line.duty("ana", Duty.BREAK, "meal")

    assert (refused, granted) == (Answer.NOT_POSSIBLE, Answer.DONE)
    assert (line.who().duty, line.who().duty_reason) == (Duty.BREAK, "meal")


def test_somebody_put_out_in_a_talk_keeps_it_and_is_offered_nothing_after_it() -> None:
    line = Line(a_counsellor())
    line.arrive("c1")
    line.talk("c1.1", "ana")

    line.duty("ana", Duty.OFF, "put_out")
    line.absent("ana")
    line.shift_ends("ana")
    still = line.call().state
    line.end("c1", "ana")
    line.arrive("c2")
    line.wait(timedelta(hours=1).total_seconds())

    assert still is CallState.TALKING
    assert line.rung() == {}
    assert _presence(line) is Presence.OFF
