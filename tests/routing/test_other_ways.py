"""A caller leaves a message, is called back, rings again, or hears a notice."""

from dataclasses import replace

import pytest

from routing import commands as do
from routing import events as ev
from routing.policy import USUAL_TIERS
from routing.result import Answer
from routing.state import CallState, Counsellor, Outcome
from tests.builders.routing import NOON, POLICY, a_counsellor, after
from tests.routing.line import Line


def _line(*people: Counsellor) -> Line:
    return Line(*people, policy=replace(POLICY, tiers=USUAL_TIERS))


@pytest.mark.parametrize(
    ("call_back", "outcome"), [(False, Outcome.VOICEMAIL), (True, Outcome.CALLBACK)]
)
def test_a_message_or_a_wish_to_be_called_back_ends_the_call(
    call_back: bool, outcome: Outcome
) -> None:
    line = Line(a_counsellor())
    line.arrive("c1")

    line.happens(ev.LeaveMessage, call_id="c1")
    line.happens(ev.MessageLeft, call_id="c1", call_back=call_back)

    assert line.rung() == {}
    assert line.call().outcome is outcome
    assert line.commands == (do.SayGoodbye(call_id="c1", leg="leg-c1"),)


def test_she_may_wait_on_after_all_in_her_old_place() -> None:
    line = Line(a_counsellor())
    line.arrive("c1")
    line.wait(7)
    line.happens(ev.LeaveMessage, call_id="c1")

    line.happens(ev.WaitOn, call_id="c1")

    assert line.call().enqueued_at == NOON
    assert line.rung() == {"c1.2": "ana"}


def test_who_talks_cannot_be_moved_to_the_recorder_or_the_partner() -> None:
    line = _line(a_counsellor())
    line.arrive("c1")
    line.talk("c1.1", "ana")

    line.wait(600)

    assert line.call().state is CallState.TALKING
    assert line.happens(ev.LeaveMessage, call_id="c1") is Answer.NOT_POSSIBLE
    assert line.happens(ev.MessageLeft, call_id="c1") is Answer.TOO_LATE
    assert line.happens(ev.PartnerAnswered, call_id="c1") is Answer.TOO_LATE


def test_ringing_again_keeps_the_place_within_limits() -> None:
    line = Line()
    for call, place in (("a", after(-60)), ("b", after(-9999)), ("c", after(60))):
        line.happens(ev.Arrive, call_id=call, leg=f"leg-{call}", place_since=place)

    assert line.call("a").enqueued_at == after(-60)
    assert line.call("b").enqueued_at == NOON - POLICY.redial_keeps
    assert line.call("c").enqueued_at == NOON
