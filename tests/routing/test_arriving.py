"""A call arrives: once, however often the carrier says so; and people nobody knows."""

from dataclasses import replace

import pytest

from routing.events import Arrive
from routing.presence import presence_of
from routing.result import Answer
from routing.state import Call, CallState, Counsellor, Duty, Offer, Outcome, Presence
from tests.builders.routing import NOON, a_call, a_counsellor, a_state, after, an_offer
from tests.routing.line import Line


def test_a_call_that_arrives_hears_the_greeting_and_is_offered_to_nobody_yet() -> None:
    line = Line(a_counsellor())

    answer = line.let(Arrive(id="e", call_id="c1", leg="leg-c1"))

    assert answer is Answer.DONE
    assert (line.call().state, line.call().enqueued_at) == (CallState.GREETING, NOON)
    assert line.rung() == {}


def test_a_second_word_of_the_same_leg_finds_the_same_call() -> None:
    line = Line()
    line.let(Arrive(id="e1", call_id="c1", leg="leg-c1"))

    answer = line.let(Arrive(id="e2", call_id="c2", leg="leg-c1"))

    assert answer is Answer.NOTHING
    assert set(line.state.calls) == {"c1"}


def test_a_late_or_repeated_key_changes_nothing() -> None:
    line = Line()
    line.arrive("c1", language="kk")

    assert line.choose("c1", "ru") is Answer.NOTHING
    assert line.choose("c9", "ru") is Answer.NOTHING
    assert line.call().language == "kk"


def test_a_caller_who_hangs_up_while_waiting_has_abandoned() -> None:
    line = Line()
    line.arrive("c1")

    answer = line.hang_up("leg-c1")

    assert answer is Answer.DONE
    assert line.call().outcome is Outcome.ABANDONED


def test_the_end_of_an_unknown_leg_changes_nothing() -> None:
    line = Line(a_call(alone=True))

    assert line.hang_up("leg-stranger") is Answer.NOTHING
    assert line.call() == a_call(alone=True)


def test_people_nobody_knows_change_nothing() -> None:
    line = Line()

    assert line.present("nobody") is Answer.NOTHING
    assert line.state == a_state()


def test_a_sign_of_life_that_is_no_news_changes_nothing() -> None:
    line = Line(a_counsellor())

    assert line.present("ana") is Answer.NOTHING
    assert line.duty("ana", Duty.AVAILABLE) is Answer.NOTHING


_TALKING = replace(a_call(), state=CallState.TALKING, counsellor_id="ana")


@pytest.mark.parametrize(
    ("person", "others", "presence"),
    [
        pytest.param(a_counsellor(), [], Presence.AVAILABLE, id="free"),
        pytest.param(a_counsellor(), [an_offer()], Presence.RINGING, id="rung"),
        pytest.param(
            a_counsellor(), [an_offer(to="bek")], Presence.AVAILABLE, id="another is rung"
        ),
        pytest.param(a_counsellor(duty=Duty.BREAK), [_TALKING], Presence.TALKING, id="in a talk"),
        pytest.param(
            a_counsellor(),
            [replace(_TALKING, state=CallState.ENDED)],
            Presence.AVAILABLE,
            id="the talk is over",
        ),
        pytest.param(
            a_counsellor(duty=Duty.BREAK, wrap_up_until=after(1)),
            [],
            Presence.WRAP_UP,
            id="writing up before the break",
        ),
        pytest.param(a_counsellor(wrap_up_until=NOON), [], Presence.AVAILABLE, id="written up"),
        pytest.param(a_counsellor(duty=Duty.BREAK), [], Presence.BREAK, id="on a break"),
        pytest.param(a_counsellor(duty=Duty.DEBRIEF), [], Presence.DEBRIEF, id="in a debrief"),
        pytest.param(a_counsellor(duty=Duty.OFF), [], Presence.OFF, id="off by her own word"),
        pytest.param(a_counsellor(on_shift=False), [], Presence.OFF, id="off by the rota"),
    ],
)
def test_presence_is_the_first_that_holds(
    person: Counsellor, others: list[Call | Offer], presence: Presence
) -> None:
    assert presence_of(a_state(person, *others), person, NOON) is presence
