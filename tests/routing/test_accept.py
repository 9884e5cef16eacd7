"""Accepting an offer: one winner."""

import pytest

from routing.result import Answer
from routing.state import CallState, OfferState
from tests.builders.routing import NOON, POLICY, a_call, a_counsellor, after, an_offer
from tests.routing.line import Line


def _ringing() -> Line:
    line = Line(
        a_counsellor("ana", idle_since=after(-99)),
        a_counsellor("bek", idle_since=after(-9)),
    )
    line.arrive("c1")
    return line


def test_the_counsellor_who_accepts_has_the_call() -> None:
    line = _ringing()

    answer = line.accept("c1.1", "ana")

    assert answer is Answer.DONE
    assert (line.call().state, line.call().counsellor_id) == (CallState.CONNECTING, "ana")
    assert line.offer("c1.1").state is OfferState.ACCEPTED
    assert line.offer("c1.1").answered_at == NOON
    assert line.commands == ()


def test_of_two_who_accept_the_first_wins_and_the_second_is_too_late() -> None:
    line = Line(
        a_call(),
        a_counsellor("ana"),
        a_counsellor("bek"),
        an_offer(to="ana"),
        an_offer("c1.2", to="bek"),
    )

    answers = line.accept("c1.2", "bek"), line.accept("c1.1", "ana")

    assert answers == (Answer.DONE, Answer.TOO_LATE)
    assert line.call().counsellor_id == "bek"
    assert line.offer("c1.1").state is OfferState.RESCINDED
    assert line.offer("c1.1").reason == "taken"


def test_an_offer_made_to_another_is_not_yours() -> None:
    line = _ringing()

    answer = line.accept("c1.1", "bek")

    assert answer is Answer.NOT_YOURS
    assert line.rung() == {"c1.1": "ana"}


def test_the_winner_who_clicks_twice_is_told_the_same_twice() -> None:
    line = _ringing()
    line.accept("c1.1", "ana")
    accepted = line.state
    line.wait(1)

    answer = line.accept("c1.1", "ana")

    assert answer is Answer.DONE
    assert line.state == accepted


def test_the_winner_who_clicks_again_in_her_talk_is_not_told_that_another_was_first() -> None:
    line = _ringing()
    line.talk("c1.1", "ana")

    answer = line.accept("c1.1", "ana")

    assert answer is Answer.DONE
    assert line.call().state is CallState.TALKING


def test_an_accepted_offer_is_not_yours_to_accept_either() -> None:
    line = _ringing()
    line.accept("c1.1", "ana")

    assert line.accept("c1.1", "bek") is Answer.NOT_YOURS


def test_a_click_after_the_time_but_before_the_offer_is_taken_away_counts() -> None:
    line = _ringing()
    line.timers.clear()
    line.wait(POLICY.ring.total_seconds() + 1)

    assert line.accept("c1.1", "ana") is Answer.DONE


@pytest.mark.parametrize("offer", ["c1.1", "c9.1"])
def test_an_offer_that_is_over_or_unknown_is_too_late(offer: str) -> None:
    line = _ringing()
    line.hang_up("leg-c1")

    assert line.accept(offer, "ana") is Answer.TOO_LATE
    assert line.decline(offer, "ana") is Answer.TOO_LATE


def test_an_offer_over_but_still_at_hand_is_too_late() -> None:
    line = Line(a_call(), an_offer(state=OfferState.MISSED), a_counsellor(present=False))

    assert line.accept("c1.1", "ana") is Answer.TOO_LATE
    assert line.decline("c1.1", "ana") is Answer.TOO_LATE
