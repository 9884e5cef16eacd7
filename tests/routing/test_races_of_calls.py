"""Races that other systems have had about calls, timers and changes, each tried on ours."""

from dataclasses import replace
from datetime import timedelta

import pytest

from routing import commands as do
from routing import events as ev
from routing.events import TimerKind
from routing.policy import USUAL_TIERS, Policy, Strategy
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


def test_the_longest_wait_ends_no_call_that_somebody_is_rung_for() -> None:
    """FS-10237: a caller was put out by the longest wait while an agent was ringing."""
    tiers = tuple(replace(each, after=timedelta(seconds=1)) for each in USUAL_TIERS)
    line = Line(a_counsellor(), policy=replace(POLICY, tiers=tiers))
    line.arrive("c1")

    line.wait(14)

    assert line.rung() == {"c1.1": "ana"}
    assert line.accept("c1.1", "ana") is Answer.DONE


def test_a_call_that_was_picked_is_not_counted_as_abandoned() -> None:
    """FS-3281: a member who was picked up was then switched to Abandoned."""
    line = Line(a_counsellor(duty=Duty.BREAK))
    line.arrive("c1")
    line.pick("c1", "ana")
    line.call_in("c1.1", "ana")
    line.join("c1", "leg-ana")
    line.join("c1", "leg-c1")

    line.hang_up("leg-c1")

    assert line.call().outcome is Outcome.COMPLETED


def test_ringing_again_in_the_instant_of_hanging_up_makes_two_calls_and_loses_none() -> None:
    """FS-8856: resuming raced the deletion of the abandoned member."""
    line = Line()
    line.arrive("c1")
    line.wait(30)

    line.happens(ev.Arrive, call_id="c2", leg="leg-c2", place_since=NOON)
    line.hang_up("leg-c1")

    assert line.call("c1").outcome is Outcome.ABANDONED
    assert (line.call("c2").enqueued_at, line.call("c2").arrived_at) == (NOON, after(30))


@pytest.mark.parametrize("strategy", list(Strategy))
def test_a_policy_changed_in_mid_wait_strands_nobody(strategy: Strategy) -> None:
    """FS-7569: members were stuck when the strategy was changed live."""
    line = Line(a_counsellor("ana", present=False), policy=POLICY)
    line.arrive("c1", language="en", needs={"law": 5})

    line.policy = replace(POLICY, strategy=strategy, rung_at_once=1, ring=timedelta(seconds=3))
    line.present("ana")

    assert line.rung() == {"c1.1": "ana"}


def test_equal_counsellors_get_an_equal_share_of_the_calls() -> None:
    """FS-7018: longest idle was unfair."""
    line = Line(*(a_counsellor(f"p{number}") for number in range(4)))
    taken: list[str] = []

    for number in range(40):
        line.wait(1)
        line.arrive(f"c{number}")
        ((offer, who),) = line.rung().items()
        line.talk(offer, who, leg=f"leg-{offer}")
        line.end(f"c{number}", who)
        line.wrap_up_done(who)
        taken.append(who)

    assert {who: taken.count(who) for who in taken} == dict.fromkeys(["p0", "p1", "p2", "p3"], 10)


def test_a_hang_up_that_never_came_is_made_up_for_by_the_reconciler() -> None:
    """OpenSIPS #2530: a lost BYE left the agent in the call for ever."""
    line = _talking()

    line.hang_up("leg-c1")  # as the reconciler says it, when the leg is no longer listed
    line.wait(POLICY.wrap_up.total_seconds())
    line.arrive("c2")

    assert line.rung() == {"c2.1": "ana"}


def test_the_end_of_a_wrap_up_offers_the_waiting_call_in_the_same_instant() -> None:
    """OpenSIPS #2679: a gap, as the list of wrap-ups was in the wrong order."""
    line = _talking()
    line.end("c1", "ana")
    line.arrive("c2")

    line.wait(POLICY.wrap_up.total_seconds())

    assert line.offer("c2.1").made_at == line.now


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
