"""Races that other systems have had about clicks and pages, each tried on ours."""

from dataclasses import replace

import pytest

from routing import commands as do
from routing import events as ev
from routing.events import TimerKind
from routing.policy import USUAL_TIERS, Policy
from routing.result import Answer
from routing.state import CallState, Counsellor, Duty, OfferState, Outcome
from routing.step import step
from tests.builders.routing import NOON, POLICY, a_counsellor, a_state, after
from tests.routing.line import Line

TIERED = replace(POLICY, tiers=USUAL_TIERS)


def _talking(policy: Policy = POLICY, *others: Counsellor) -> Line:
    line = Line(a_counsellor("ana", idle_since=after(-9)), *others, policy=policy)
    line.arrive("c1")
    line.talk("c1.1", "ana")
    return line


def test_a_double_click_on_transfer_hands_on_once() -> None:
    """taskrouter.js 0.5.9: races at the start of a transfer, mended twice."""
    line = _talking(POLICY, a_counsellor("bek"))

    answers = [
        line.happens(ev.Transfer, call_id="c1", counsellor_id="ana", to_id="bek") for _ in range(2)
    ]

    assert answers == [Answer.DONE, Answer.NOT_YOURS]
    assert line.call().offers_made == 2


@pytest.mark.parametrize("click", ["hold", "consult", "transfer", "end", "accept"])
def test_the_same_click_twice_acts_once(click: str) -> None:
    """taskrouter.js 0.5.0: listeners doubled after a reconnect, and so did what they did."""
    line = _talking(POLICY, a_counsellor("bek"), a_counsellor("cem"))
    kinds: dict[str, tuple[type[ev.Event], dict[str, object]]] = {
        "hold": (ev.Hold, {"call_id": "c1", "counsellor_id": "ana"}),
        "consult": (ev.Consult, {"call_id": "c1", "counsellor_id": "ana", "with_id": "bek"}),
        "transfer": (ev.Transfer, {"call_id": "c1", "counsellor_id": "ana"}),
        "end": (ev.End, {"call_id": "c1", "counsellor_id": "ana"}),
        "accept": (ev.Accept, {"offer_id": "c1.1", "counsellor_id": "ana"}),
    }
    kind, fields = kinds[click]
    line.happens(kind, **fields)
    state = line.state

    line.happens(kind, **fields)

    assert line.commands == ()
    assert line.state == state


def test_cancelling_what_is_over_is_harmless_and_a_message_is_not_lost() -> None:
    """plugin-queued-callbacks #35: a cancel of what was not pending lost the message."""
    line = Line(a_counsellor())
    line.arrive("c1")
    line.happens(ev.LeaveMessage, call_id="c1")

    late = [line.decline("c1.1", "ana"), line.due(TimerKind.OFFER_EXPIRES, "c1.1")]
    kept = line.happens(ev.MessageLeft, call_id="c1")

    assert late == [Answer.TOO_LATE, Answer.NOTHING]
    assert kept is Answer.DONE
    assert line.call().outcome is Outcome.VOICEMAIL


def test_ending_one_thing_does_not_free_her_from_another() -> None:
    """flex-project-template #153: completing one task reset the agent while another was open."""
    line = _talking(POLICY, a_counsellor("bek"))
    line.arrive("c2")
    line.talk("c2.1", "bek")
    line.hang_up("leg-c1")

    line.wrap_up_done("ana")
    line.arrive("c3")

    assert line.rung() == {"c3.1": "ana"}
    assert line.call("c2").counsellor_id == "bek"


def test_a_page_that_falls_silent_is_offered_nothing() -> None:
    """twilio-voice.js #444: a tab in the background was registered still, and was rung in vain."""
    line = Line(a_counsellor())
    line.absent("ana")

    line.arrive("c1")

    assert line.rung() == {}


def test_a_page_that_is_refreshed_while_it_rings_gives_the_offer_back_without_blame() -> None:
    """twilio-voice.js #210; OpenACD #6: a reconnect counted as a missed call."""
    line = Line(a_counsellor("ana", idle_since=after(-9)))
    line.arrive("c1")

    line.absent("ana")
    line.present("ana")

    assert line.offer("c1.1").state is OfferState.RESCINDED
    assert line.rung() == {"c1.2": "ana"}
    assert (line.who().duty, line.who().idle_since) == (Duty.AVAILABLE, after(-9))


@pytest.mark.parametrize("gone", ["leg-c1", "leg-ana", "leg-bek"])
@pytest.mark.parametrize("then", [ev.CancelConsult, ev.CompleteTransfer])
def test_a_consult_that_is_cut_short_leaves_nobody_alone_in_a_room(
    gone: str, then: type[ev.CancelConsult]
) -> None:
    """wazo-calld 12e04df, dafe825: cancel and hang-up together left one party alone."""
    line = _talking(POLICY, a_counsellor("bek"))
    line.happens(ev.Consult, call_id="c1", counsellor_id="ana", with_id="bek")
    line.connect("c1.2", "bek")
    line.join("c1", "leg-bek")

    line.hang_up(gone)
    ended = set(line.commands)
    line.happens(then, call_id="c1", counsellor_id="ana")
    ended |= set(line.commands)

    in_use = {line.call().counsellor_leg, *(guest.leg for guest in line.call().guests)}
    for leg in {"leg-ana", "leg-bek"} - {gone}:
        assert do.EndLeg(leg=leg) in ended or (line.call().ended_at is None and leg in in_use)


def test_a_timer_is_an_event_like_any_other_and_the_same_twice_changes_nothing() -> None:
    """wazo-calld 061a4da, APScheduler #160: timers beside the events, and fired by every worker."""
    line = Line(a_counsellor("ana"), a_counsellor("bek"))
    line.arrive("c1")
    line.wait(POLICY.ring.total_seconds())
    state = line.state

    answers = {line.due(TimerKind.OFFER_EXPIRES, "c1.1") for _ in range(3)}

    assert answers == {Answer.NOTHING}
    assert line.state == state


def test_a_supervisors_pull_takes_just_the_call_that_was_asked_for() -> None:
    """Aselo pullTask: raised the capacity and polled, and might get another task."""
    line = Line(a_counsellor(duty=Duty.BREAK))
    for call in ("c1", "c2", "c3"):
        line.arrive(call)

    line.pick("c2", "ana")

    assert [line.call(each).counsellor_id for each in ("c1", "c2", "c3")] == [None, "ana", None]


def test_the_same_log_gives_the_same_state_whatever_the_order_people_are_listed_in() -> None:
    """TaskRouter: events are not guaranteed to come; ours replay to the same state."""
    people = [a_counsellor(name) for name in ("ana", "bek", "cem")]
    log: list[ev.Event] = [
        ev.Arrive(id="1", call_id="c1", leg="leg-c1"),
        ev.ChooseLanguage(id="2", call_id="c1", language="kk"),
        ev.Accept(id="3", offer_id="c1.1", counsellor_id="ana"),
        ev.HangUp(id="4", leg="leg-c1"),
    ]

    def replayed(order: list[Counsellor]) -> object:
        state = a_state(*order)
        for event in log:
            state = step(state, event, NOON, POLICY).state
        return state

    assert replayed(people) == replayed(people[::-1])


def test_nobody_is_sent_to_the_partner_who_is_kept_for_her_counsellor() -> None:
    """Twilio: a task died by its time-out while the call was up."""
    line = _talking(TIERED, a_counsellor("bek", present=False))
    line.wait(300)

    line.absent("ana")
    line.hang_up("leg-ana")
    kept = line.call().state
    line.wait(POLICY.preferred.total_seconds())

    assert kept is CallState.WAITING
    assert line.call().state is CallState.WITH_PARTNER
