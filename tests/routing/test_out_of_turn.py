"""A counsellor picks a waiting call, or a supervisor assigns it: the same guards, the same one winner."""

import pytest

from routing.result import Answer
from routing.state import CallState, Duty, OfferState
from tests.builders.routing import a_call, a_counsellor, after
from tests.routing.line import Line


def test_whoever_picks_a_call_has_it_at_once_though_it_is_not_its_turn() -> None:
    line = Line(a_call("a", since=after(-9)), a_call("b"), a_counsellor(duty=Duty.BREAK))

    answer = line.pick("b", "ana")

    assert answer is Answer.DONE
    assert (line.call("b").state, line.call("b").counsellor_id) == (CallState.CONNECTING, "ana")
    assert line.offer("b.1").state is OfferState.ACCEPTED
    assert line.call_in("b.1", "ana") is Answer.JOIN


def test_two_pick_the_same_call_and_one_has_it() -> None:
    line = Line(a_call("a", tried=["ana", "bek"]), a_counsellor("ana"), a_counsellor("bek"))

    answers = [line.pick("a", "ana"), line.pick("a", "bek")]

    assert answers == [Answer.DONE, Answer.TOO_LATE]
    assert line.call("a").counsellor_id == "ana"


def test_picking_takes_the_call_from_whoever_is_rung_for_it() -> None:
    line = Line(a_counsellor("ana"), a_counsellor("bek", duty=Duty.BREAK))
    line.arrive("c1")

    line.pick("c1", "bek")

    assert line.offer("c1.1").state is OfferState.RESCINDED
    assert line.accept("c1.1", "ana") is Answer.TOO_LATE


def test_picking_another_call_gives_back_the_one_that_rings() -> None:
    line = Line(a_counsellor("ana"), a_counsellor("bek", present=False))
    line.arrive("c1")
    line.arrive("c2")

    line.pick("c2", "ana")
    line.present("bek")

    assert line.offer("c1.1").reason == "picked_another"
    assert line.rung() == {"c1.2": "bek"}


def test_picking_a_call_that_rings_for_her_is_accepting_it() -> None:
    line = Line(a_counsellor("ana"))
    line.arrive("c1")

    line.pick("c1", "ana")

    assert line.call().counsellor_id == "ana"
    assert line.offer("c1.1").state is not OfferState.RINGING


def test_picking_ends_her_own_wrap_up() -> None:
    line = Line(a_call("a"), a_counsellor(wrap_up_until=after(60)))

    line.pick("a", "ana")

    assert line.who().wrap_up_until is None


def test_nobody_picks_a_second_call_while_she_has_one() -> None:
    line = Line(a_counsellor())
    line.arrive("c1")
    line.accept("c1.1", "ana")
    line.arrive("c2")

    assert line.pick("c2", "ana") is Answer.NOT_POSSIBLE


@pytest.mark.parametrize(
    ("call", "answer"),
    [
        ("talks", Answer.TOO_LATE),
        ("greeted", Answer.NOT_POSSIBLE),
        ("gone", Answer.TOO_LATE),
    ],
)
def test_only_a_waiting_call_can_be_picked_or_assigned(call: str, answer: Answer) -> None:
    line = Line(a_counsellor("bek"))
    line.arrive("talks")
    line.talk("talks.1", "bek")
    line.arrive("gone")
    line.hang_up("leg-gone")
    line.state = type(line.state)(
        calls={**line.state.calls, "greeted": a_call("greeted", state=CallState.GREETING)},
        counsellors={**line.state.counsellors, "ana": a_counsellor("ana")},
        offers=line.state.offers,
    )

    assert line.pick(call, "ana") is answer
    assert line.assign(call, "ana") is answer


def test_nobody_picks_from_a_page_that_is_not_there() -> None:
    line = Line(a_call("a"), a_counsellor(present=False))

    assert line.pick("a", "ana") is Answer.NOT_POSSIBLE
    assert line.pick("a", "nobody") is Answer.NOT_POSSIBLE


def test_an_assigned_call_rings_out_of_turn_for_the_one_named() -> None:
    line = Line(a_counsellor("ana", idle_since=after(-99)), a_counsellor("bek", speaks=""))
    line.arrive("c1", language="kk")

    answer = line.assign("c1", "bek")

    assert answer is Answer.DONE
    assert line.rung() == {"c1.2": "bek"}
    assert line.assign("c1", "bek") is Answer.NOTHING


def test_nobody_is_assigned_a_call_while_she_is_not_free() -> None:
    line = Line(a_call("a", tried=["ana"]), a_counsellor(duty=Duty.BREAK))

    assert line.assign("a", "ana") is Answer.NOT_POSSIBLE
    assert line.rung() == {}
