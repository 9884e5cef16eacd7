"""Races that other systems have had about calls, timers and changes, each tried on ours."""

from dataclasses import replace
from datetime import timedelta

import pytest

from routing import events as ev
from routing.policy import USUAL_TIERS, Policy, Strategy
from routing.result import Answer
from routing.state import Counsellor, Duty, Outcome
from tests.builders.routing import NOON, POLICY, a_counsellor, after
from tests.routing.line import Line


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
