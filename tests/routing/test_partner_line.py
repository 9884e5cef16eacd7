"""A caller is sent to the partner line, and keeps her place until it answers."""

from dataclasses import replace

from routing import commands as do
from routing import events as ev
from routing.policy import USUAL_TIERS
from routing.state import CallState, Counsellor, Duty, Outcome
from tests.builders.routing import NOON, POLICY, a_counsellor
from tests.routing.line import Line

TIERED = replace(POLICY, tiers=USUAL_TIERS)


ON_BREAK = a_counsellor("ana", duty=Duty.BREAK)


def _line(*people: Counsellor) -> Line:
    return Line(*people, policy=TIERED)


def test_with_nobody_on_duty_and_nobody_on_call_the_partner_line_is_rung_at_once() -> None:
    line = _line(a_counsellor(present=False))

    line.arrive("c1")

    assert do.SendToPartner(call_id="c1", leg="leg-c1") in line.commands
    assert line.call().state is CallState.WITH_PARTNER


def test_a_partner_who_does_not_answer_gives_her_her_old_place_back() -> None:
    line = _line(ON_BREAK)
    line.arrive("c1")
    line.wait(120)
    line.arrive("c2")

    line.happens(ev.PartnerFailed, call_id="c1")
    line.duty("ana", Duty.AVAILABLE)

    assert (line.call().enqueued_at, line.call().partner_failed) == (NOON, True)
    assert line.rung() == {"c1.1": "ana"}


def test_a_partner_line_of_which_nothing_is_heard_gives_her_back() -> None:
    line = _line(ON_BREAK)
    line.arrive("c1")
    line.wait(120)

    line.wait(TIERED.partner_ring.total_seconds())

    assert line.commands[0] == do.ReturnCaller(call_id="c1", leg="leg-c1")
    assert (line.call().state, line.call().enqueued_at) == (CallState.WAITING, NOON)


def test_a_partner_who_has_answered_is_not_overdue() -> None:
    line = _line(ON_BREAK)
    line.arrive("c1")
    line.wait(120)
    line.happens(ev.PartnerAnswered, call_id="c1")

    line.wait(600)

    assert line.call().state is CallState.WITH_PARTNER


def test_whoever_declined_before_the_partner_was_tried_may_be_asked_again_after_it() -> None:
    line = _line(a_counsellor())
    line.arrive("c1")
    line.wait(10)
    line.decline("c1.1", "ana")
    line.duty("ana", Duty.BREAK)
    line.wait(300)

    line.happens(ev.PartnerFailed, call_id="c1")
    line.duty("ana", Duty.AVAILABLE)

    assert "ana" in line.rung().values()


def test_a_caller_the_partner_has_answered_is_counted_as_overflowed() -> None:
    line = _line(ON_BREAK)
    for call in ("c1", "c2"):
        line.arrive(call)
    line.wait(120)
    line.happens(ev.PartnerAnswered, call_id="c1")
    line.happens(ev.PartnerAnswered, call_id="c2")

    line.hang_up("leg-c1")
    line.happens(ev.PartnerFailed, call_id="c2")

    assert [line.call(each).outcome for each in ("c1", "c2")] == [Outcome.OVERFLOWED] * 2


def test_a_caller_who_gives_up_while_the_partner_rings_has_abandoned() -> None:
    line = _line(ON_BREAK)
    line.arrive("c1")
    line.wait(120)

    line.hang_up("leg-c1")

    assert line.call().outcome is Outcome.ABANDONED
