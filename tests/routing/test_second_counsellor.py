"""When the first does not answer soon, a second is rung as well; one of them wins."""

from dataclasses import replace

from routing.result import Answer
from routing.state import OfferState
from tests.builders.routing import POLICY, a_counsellor, after
from tests.routing.line import Line

SECOND = POLICY.second_after.total_seconds()


def _two() -> Line:
    return Line(a_counsellor("ana", idle_since=after(-9)), a_counsellor("bek"))


def test_a_second_counsellor_is_rung_at_her_instant_and_not_before() -> None:
    line = _two()
    line.arrive("c1")

    line.wait(SECOND - 0.001)
    before = line.rung()
    line.wait(0.001)

    assert before == {"c1.1": "ana"}
    assert line.rung() == {"c1.1": "ana", "c1.2": "bek"}


def test_two_counsellors_accept_at_once_and_one_wins() -> None:
    line = _two()
    line.arrive("c1")
    line.wait(SECOND)

    answers = [line.accept("c1.2", "bek"), line.accept("c1.1", "ana")]

    assert answers == [Answer.DONE, Answer.TOO_LATE]
    assert line.offer("c1.1").state is OfferState.RESCINDED
    assert line.call().counsellor_id == "bek"
    assert line.who("ana").idle_since == after(-9)


def test_a_third_is_not_rung_while_two_ring() -> None:
    line = Line(*(a_counsellor(name) for name in ("ana", "bek", "cem")))
    line.arrive("c1")

    line.wait(POLICY.ring.total_seconds() - 0.001)

    assert line.rung() == {"c1.1": "ana", "c1.2": "bek"}


def test_a_caller_nobody_is_rung_for_comes_before_a_second_ring() -> None:
    line = Line(a_counsellor("ana"), a_counsellor("bek", present=False))
    line.arrive("c1")
    line.wait(SECOND)
    line.arrive("c2")

    line.present("bek")

    assert line.rung() == {"c1.1": "ana", "c2.1": "bek"}


def test_a_second_is_rung_as_soon_as_somebody_is_free() -> None:
    line = Line(a_counsellor("ana"), a_counsellor("bek", present=False))
    line.arrive("c1")
    line.wait(SECOND + 1)

    line.present("bek")

    assert line.rung() == {"c1.1": "ana", "c1.2": "bek"}


def test_when_the_first_misses_the_second_rings_on_and_gets_a_second_of_her_own() -> None:
    line = Line(*(a_counsellor(name) for name in ("ana", "bek", "cem")))
    line.arrive("c1")

    line.wait(POLICY.ring.total_seconds())
    after_the_miss = line.rung()
    line.wait(1)

    assert after_the_miss == {"c1.2": "bek"}
    assert line.rung() == {"c1.2": "bek", "c1.3": "cem"}


def test_one_at_a_time_can_be_the_policy() -> None:
    line = Line(a_counsellor("ana"), a_counsellor("bek"), policy=replace(POLICY, rung_at_once=1))
    line.arrive("c1")

    line.wait(SECOND + 1)

    assert line.rung() == {"c1.1": "ana"}


def test_an_offer_to_somebody_who_lets_her_page_answer_says_so() -> None:
    line = _two()
    line.auto_answer("ana")

    line.arrive("c1")
    line.arrive("c2")

    assert line.offer("c1.1").auto_answer
    assert not line.offer("c2.1").auto_answer
