"""Races that other systems have had about offers, each tried on ours. The source stands with the test."""

from collections.abc import Callable
from itertools import permutations

import pytest

from routing import events as ev
from routing.events import TimerKind
from routing.presence import presence_of
from routing.result import Answer
from routing.state import CallState, Duty, Presence
from tests.builders.routing import NOON, POLICY, a_call, a_counsellor, after
from tests.routing.line import Line


def test_one_counsellor_is_rung_by_one_of_two_callers_of_the_same_instant() -> None:
    """app_queue ASTERISK-16115: in two queues at once, because who rings was a cache."""
    line = Line(a_counsellor("ana", speaks="kk ru"))

    line.arrive("c1", language="kk")
    line.arrive("c2", language="ru")

    assert line.rung() == {"c1.1": "ana"}


@pytest.mark.parametrize("late", ["hang up", "leave", "end", "expiry", "overdue"])
def test_a_late_event_of_the_last_call_does_not_take_away_the_new_offer(late: str) -> None:
    """app_queue ASTERISK-26133: a duplicate of the old call removed the new reservation."""
    line = Line(a_counsellor())
    line.arrive("c1")
    line.talk("c1.1", "ana")
    line.end("c1", "ana")
    line.wrap_up_done("ana")
    line.arrive("c2")

    {
        "hang up": lambda: line.hang_up("leg-ana"),
        "leave": lambda: line.leave("c1", "leg-ana", leg_over=True),
        "end": lambda: line.end("c1", "ana"),
        "expiry": lambda: line.due(TimerKind.OFFER_EXPIRES, "c1.1"),
        "overdue": lambda: line.due(TimerKind.JOIN_OVERDUE, "c1.1"),
    }[late]()

    assert line.rung() == {"c2.1": "ana"}


@pytest.mark.parametrize("then", ["she hangs up", "it is handed on", "the caller hangs up"])
def test_no_offer_outlives_what_it_was_for(then: str) -> None:
    """app_queue 26299, 26621, 26862, 27920: four leaks that left a counsellor reserved for ever."""
    line = Line(a_counsellor("ana"))
    line.arrive("c1")
    line.talk("c1.1", "ana")

    if then == "she hangs up":
        line.hang_up("leg-ana")
        line.absent("ana")
    elif then == "it is handed on":
        line.happens(ev.Transfer, call_id="c1", counsellor_id="ana")
    else:
        line.hang_up("leg-c1")
    line.wait(300)

    assert line.state.offers == {}
    assert presence_of(line.state, line.who(), line.now) is not Presence.TALKING


def test_after_a_transfer_whoever_handed_it_on_is_not_thought_to_be_in_a_call() -> None:
    """app_queue ASTERISK-19820: a flag `in_call` drifted after transfers."""
    line = Line(a_counsellor("ana"), a_counsellor("bek", present=False))
    line.arrive("c1")
    line.talk("c1.1", "ana")
    line.happens(ev.Transfer, call_id="c1", counsellor_id="ana")

    line.wrap_up_done("ana")

    assert presence_of(line.state, line.who("ana"), line.now) is not Presence.TALKING


@pytest.mark.parametrize("order", list(permutations(["end", "arrive", "hang up"])))
def test_wrap_up_is_kept_in_whatever_order_the_end_and_the_next_caller_come(
    order: tuple[str, ...],
) -> None:
    """app_queue ASTERISK-28952: wrap-up was read from a stale copy."""
    line = Line(a_counsellor())
    line.arrive("c1")
    line.talk("c1.1", "ana")

    happenings: dict[str, Callable[[], object]] = {
        "end": lambda: line.end("c1", "ana"),
        "arrive": lambda: line.arrive("c2"),
        "hang up": lambda: line.hang_up("leg-c1"),
    }
    for each in order:
        happenings[each]()
    line.wait(POLICY.wrap_up.total_seconds() - 0.001)

    assert line.rung() == {}


def test_of_two_who_answer_a_ring_of_both_one_wins_and_the_others_leg_is_not_let_in() -> None:
    """app_queue #176; TaskRouter 2019-12-04: two answered and both were put into the talk."""
    line = Line(a_counsellor("ana"), a_counsellor("bek"))
    line.arrive("c1")
    line.wait(POLICY.second_after.total_seconds())

    answers = [line.accept("c1.1", "ana"), line.accept("c1.2", "bek")]

    assert answers == [Answer.DONE, Answer.TOO_LATE]
    assert line.call_in("c1.2", "bek") is Answer.TOO_LATE
    assert presence_of(line.state, line.who("bek"), line.now) is Presence.AVAILABLE


def test_answering_and_hanging_up_again_and_again_does_not_keep_her_from_the_next() -> None:
    """app_queue #1557: four answers that came to nothing in one call."""
    line = Line(*(a_counsellor(f"p{number}") for number in range(4)))
    line.arrive("c1")

    for number in range(4):
        (offer, who), *_ = line.rung().items()
        line.connect(offer, who)
        line.hang_up(f"leg-{who}")
        assert line.call().enqueued_at == NOON, number

    assert line.call().tried == {"p0", "p1", "p2", "p3"}
    assert line.call().state is CallState.WAITING


def test_a_caller_whose_counsellor_drops_before_the_talk_is_at_the_head_the_next_instant() -> None:
    """app_queue, as read: `pending` stayed set, and others passed her."""
    line = Line(a_counsellor("ana"), a_counsellor("bek", present=False))
    line.arrive("c1")
    line.wait(1)
    line.arrive("c2")
    line.connect("c1.1", "ana")
    line.hang_up("leg-ana")

    line.present("bek")

    assert line.rung() == {"c1.2": "bek"}


@pytest.mark.parametrize("priorities", list(permutations([0, 3, 9])))
def test_with_any_priorities_a_free_counsellor_is_always_rung(priorities: tuple[int, ...]) -> None:
    """app_queue #1691: a rule about places stopped all offers."""
    calls = [a_call(f"c{n}", since=after(-n), priority=each) for n, each in enumerate(priorities)]
    line = Line(*calls, a_counsellor(present=False))

    line.present("ana")

    assert len(line.rung()) == 1


def test_an_urgent_call_she_cannot_take_does_not_block_the_usual_one() -> None:
    """app_queue #1561: the heavier queue blocked the lighter one for somebody outside it."""
    resting = a_counsellor("dana", speaks="kk", duty=Duty.BREAK)
    urgent, usual = a_call("a", language="kk", priority=9), a_call("b", language="ru")
    line = Line(urgent, usual, resting, a_counsellor(speaks="ru", present=False))

    line.present("ana")

    assert line.rung() == {"b.1": "ana"}


def test_a_call_that_ends_twice_is_counted_once() -> None:
    """app_queue #1736 counted twice; ASTERISK-25665 logged twice, then not at all."""
    line = Line(a_counsellor())
    line.arrive("c1")
    line.talk("c1.1", "ana")
    line.end("c1", "ana")
    outcome, ended_at = line.call().outcome, line.call().ended_at

    line.wait(1)
    answers = [
        line.end("c1", "ana"),
        line.hang_up("leg-c1"),
        line.leave("c1", "leg-c1", leg_over=True),
    ]

    assert answers == [Answer.TOO_LATE, Answer.NOTHING, Answer.NOTHING]
    assert (line.call().outcome, line.call().ended_at) == (outcome, ended_at)
