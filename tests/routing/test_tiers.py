"""Whom nobody in front of a browser can take is helped by telephones, the partner line, or a message."""

from dataclasses import replace

from routing import commands as do
from routing import events as ev
from routing.policy import USUAL_TIERS, TierStep
from routing.result import Answer
from routing.state import CallState, Counsellor, Duty, Tier
from tests.builders.routing import POLICY, a_counsellor
from tests.routing.line import Line

TIERED = replace(POLICY, tiers=USUAL_TIERS)
RING = TIERED.phone_ring.total_seconds()


def _on_call(name: str, rank: int = 0) -> Counsellor:
    return a_counsellor(
        name, on_shift=False, present=False, duty=Duty.OFF, on_call=True, on_call_rank=rank
    )


ON_BREAK = a_counsellor("ana", duty=Duty.BREAK)


def _line(*people: Counsellor) -> Line:
    return Line(*people, policy=TIERED)


def test_the_on_call_telephone_rings_from_its_instant_on_and_not_before() -> None:
    line = _line(ON_BREAK, _on_call("ora"))
    line.arrive("c1")

    line.wait(44.999)
    before = line.rung()
    line.wait(0.001)

    assert before == {}
    assert line.rung() == {"c1.1": "ora"}
    assert line.commands == (do.DialPhone(call_id="c1", offer_id="c1.1", counsellor_id="ora"),)
    assert line.call().tier is Tier.ON_CALL


def test_a_browser_is_rung_while_the_telephone_rings_and_the_first_to_accept_wins() -> None:
    line = _line(ON_BREAK, _on_call("ora"))
    line.arrive("c1")
    line.wait(45)
    line.happens(ev.PhoneRings, offer_id="c1.1", leg="phone")
    line.duty("ana", Duty.AVAILABLE)
    both = line.rung()

    line.accept("c1.2", "ana")

    assert both == {"c1.1": "ora", "c1.2": "ana"}
    assert line.commands == (do.EndLeg(leg="phone"),)
    assert line.happens(ev.PressOne, offer_id="c1.1", leg="phone") is Answer.TOO_LATE


def test_whoever_presses_one_talks_by_telephone() -> None:
    line = _line(_on_call("ora"))
    line.arrive("c1")
    line.happens(ev.PhoneRings, offer_id="c1.1", leg="phone")

    pressed = line.happens(ev.PressOne, offer_id="c1.1", leg="phone")
    again = line.happens(ev.PressOne, offer_id="c1.1", leg="phone")
    line.join("c1", "phone")
    line.join("c1", "leg-c1")

    assert (pressed, again) == (Answer.JOIN, Answer.JOIN)
    assert (line.call().state, line.call().counsellor_id) == (CallState.TALKING, "ora")


def test_an_answering_machine_presses_nothing_and_the_next_telephone_rings() -> None:
    line = _line(_on_call("ora", rank=1), _on_call("pia", rank=2))
    line.arrive("c1")
    line.happens(ev.PhoneRings, offer_id="c1.1", leg="phone")

    line.wait(RING)

    assert line.rung() == {"c1.2": "pia"}
    assert do.EndLeg(leg="phone") in line.commands
    assert line.who("ora").duty is Duty.OFF


def test_a_telephone_that_is_engaged_hands_on_to_the_next_at_once() -> None:
    line = _line(_on_call("ora", rank=1), _on_call("pia", rank=2))
    line.arrive("c1")
    line.happens(ev.PhoneRings, offer_id="c1.1", leg="phone")

    line.hang_up("phone")

    assert line.rung() == {"c1.2": "pia"}
    assert do.EndLeg(leg="phone") not in line.commands


def test_a_caller_who_hangs_up_leaves_no_telephone_ringing() -> None:
    line = _line(_on_call("ora"))
    line.arrive("c1")

    line.hang_up("leg-c1")
    late = line.happens(ev.PhoneRings, offer_id="c1.1", leg="phone")

    assert late is Answer.TOO_LATE
    assert line.commands == (do.EndLeg(leg="phone"),)


def test_silencing_a_telephone_whose_leg_is_not_known_names_its_offer() -> None:
    line = _line(_on_call("ora"))
    line.arrive("c1")

    line.happens(ev.OnCallEnd, counsellor_id="ora")

    assert do.StopDialling(call_id="c1", offer_id="c1.1") in line.commands


def test_who_waits_while_nobody_is_on_duty_is_marked_with_tiers_and_without() -> None:
    lines = [_line(_on_call("ora")), Line(), Line(a_counsellor())]

    for line in lines:
        line.arrive("c1")

    assert [line.call().alone for line in lines] == [True, True, False]


def test_a_caller_is_not_sent_on_while_somebody_is_rung_for_her() -> None:
    policy = replace(TIERED, tiers=(TierStep(tier=Tier.PARTNER, after=POLICY.ring / 2),))
    line = Line(a_counsellor(), policy=policy)
    line.arrive("c1")

    line.wait(POLICY.ring.total_seconds() - 0.001)
    while_rung = line.call().state
    line.wait(0.001)

    assert while_rung is CallState.WAITING
    assert line.call().state is CallState.WITH_PARTNER


def test_a_message_is_offered_once_and_she_may_still_be_answered() -> None:
    line = _line(ON_BREAK)
    line.arrive("c1")
    line.wait(120)
    line.happens(ev.PartnerFailed, call_id="c1")

    line.wait(59)
    before = line.call().tier
    line.wait(61)
    offered = line.call().tier
    line.duty("ana", Duty.AVAILABLE)

    assert (before, offered) == (Tier.PARTNER, Tier.MESSAGE)
    assert line.rung() == {"c1.1": "ana"}


def test_without_tiers_a_caller_with_nobody_on_duty_just_waits() -> None:
    line = Line()

    line.arrive("c1")
    line.wait(600)

    assert (line.call().state, line.commands) == (CallState.WAITING, ())


def test_a_line_that_is_too_long_is_helped_at_its_end_and_nobody_hears_a_busy_tone() -> None:
    line = Line(ON_BREAK, policy=replace(TIERED, line_at_most=2))
    for call in ("c1", "c2", "c3"):
        line.arrive(call)

    states = [line.call(call).state for call in ("c1", "c2", "c3")]

    assert states == [CallState.WAITING, CallState.WAITING, CallState.WITH_PARTNER]
