"""Races that other systems have had while two are being brought together, each tried on ours."""

from dataclasses import replace

import pytest

from routing import commands as do
from routing.policy import USUAL_TIERS, Strategy
from routing.presence import presence_of
from routing.result import Answer
from routing.state import CallState, Duty, OfferState, Outcome, Presence
from tests.builders.routing import NOON, POLICY, a_counsellor, after
from tests.routing.line import Line


def test_what_happens_to_one_counsellor_changes_no_other() -> None:
    """app_queue ASTERISK-29578: a state update hit the first member of other queues."""
    line = Line(a_counsellor("ana"), a_counsellor("bek"), a_counsellor("cem"))
    before = (line.who("ana"), line.who("cem"))

    line.absent("bek")
    line.duty("bek", Duty.BREAK)

    assert (line.who("ana"), line.who("cem")) == before


def test_browsers_and_telephones_are_both_callable() -> None:
    """app_queue ASTERISK-20801: a fix made all who were not of one kind never callable."""
    tiers = replace(POLICY, tiers=USUAL_TIERS)
    for person in (
        a_counsellor("ana"),
        a_counsellor("ana", on_shift=False, present=False, on_call=True),
    ):
        line = Line(person, policy=tiers)
        line.arrive("c1")
        assert line.rung() == {"c1.1": "ana"}


@pytest.mark.parametrize("fails", ["call in", "counsellor joins", "caller joins"])
def test_a_connection_that_fails_at_any_step_loses_no_caller(fails: str) -> None:
    """mod_callcenter #1973, OpenSIPS as read: when the bridge failed the caller's call was ended."""
    line = Line(a_counsellor("ana"), a_counsellor("bek"))
    line.arrive("c1")
    line.accept("c1.1", "ana")
    if fails != "call in":
        line.call_in("c1.1", "ana")
    if fails == "caller joins":
        line.join("c1", "leg-ana")

    if fails == "call in":
        line.wait(POLICY.join.total_seconds())
    else:
        line.hang_up("leg-ana")

    assert (line.call().state, line.call().outcome) == (CallState.WAITING, None)
    assert line.rung() == {"c1.2": "bek"}


def test_whoever_loses_every_race_is_free_afterwards() -> None:
    """mod_callcenter #2540: reserved for a ring of all, and left so when another was quicker."""
    line = Line(a_counsellor("ana"), a_counsellor("bek", idle_since=after(-9)))
    line.arrive("c1")
    line.wait(POLICY.second_after.total_seconds())

    line.accept("c1.1", "bek")

    assert line.offer("c1.2").state is OfferState.RESCINDED
    assert presence_of(line.state, line.who("ana"), line.now) is Presence.AVAILABLE


def test_a_caller_who_is_gone_while_the_browser_calls_in_leaves_no_leg() -> None:
    """mod_callcenter #2529: a silent leg to the agent stayed."""
    line = Line(a_counsellor())
    line.arrive("c1")
    line.accept("c1.1", "ana")
    line.hang_up("leg-c1")

    let_in = line.call_in("c1.1", "ana")
    line.join("c1", "leg-ana")

    assert let_in is Answer.TOO_LATE
    assert line.commands == (do.EndLeg(leg="leg-ana"),)


@pytest.mark.parametrize("gone", ["p0", "p1", "p2"])
def test_an_unavailable_counsellor_anywhere_in_the_fixed_order_halts_nothing(gone: str) -> None:
    """mod_callcenter #1216: an unavailable last agent halted the distribution."""
    people = [a_counsellor(f"p{n}", rank=n, present=f"p{n}" != gone) for n in range(3)]
    line = Line(*people, policy=replace(POLICY, strategy=Strategy.FIXED_ORDER))

    line.arrive("c1")
    line.arrive("c2")

    assert sorted(line.rung().values()) == sorted({"p0", "p1", "p2"} - {gone})


def test_a_rejection_at_any_step_keeps_the_caller_in_her_place() -> None:
    """FS-9689: the member waited for ever; OpenSIPS #2886: the caller was dropped."""
    line = Line(a_counsellor("ana"), a_counsellor("bek"), a_counsellor("cem"))
    line.arrive("c1")
    line.decline("c1.1", "ana")
    line.accept("c1.2", "bek")
    line.end("c1", "bek")

    assert line.rung() == {"c1.3": "cem"}
    assert line.call().enqueued_at == NOON


def test_news_of_leaving_that_overtakes_the_news_of_coming_is_a_talk_all_the_same() -> None:
    line = Line(a_counsellor("ana"))
    line.arrive("c1")
    line.accept("c1.1", "ana")
    line.call_in("c1.1", "ana", "leg-ana")
    line.join("c1", "leg-ana")

    line.leave("c1", "leg-c1", leg_over=True)

    assert line.call().outcome is Outcome.COMPLETED
    assert line.who("ana").wrap_up_until is not None
