"""A talk is handed on: without a word, after a word with a colleague, or back when it comes to nothing."""

import pytest

from routing import commands as do
from routing import events as ev
from routing.events import TimerKind
from routing.presence import presence_of
from routing.result import Answer
from routing.state import CallState, Counsellor, Duty, OfferState, Presence
from tests.builders.routing import NOON, POLICY, a_counsellor, after
from tests.routing.line import Line

HELD = do.HoldCaller(call_id="c1", room="room-c1", leg="leg-c1", held=True)
BACK = do.HoldCaller(call_id="c1", room="room-c1", leg="leg-c1", held=False)


def _talking(*others: Counsellor) -> Line:
    line = Line(a_counsellor("ana", idle_since=after(-99)), *others)
    line.arrive("c1", language="kk")
    line.talk("c1.1", "ana")
    line.wait(60)
    return line


def _consulting() -> Line:
    """Ana asks bek, who has come into the room."""
    line = _talking(a_counsellor("bek"), a_counsellor("cem", present=False))
    line.happens(ev.Consult, call_id="c1", counsellor_id="ana", with_id="bek")
    line.accept("c1.2", "bek")
    line.call_in("c1.2", "bek")
    line.join("c1", "leg-bek")
    return line


def test_a_transfer_to_a_person_rings_there_at_once_in_the_callers_old_place() -> None:
    line = _talking(a_counsellor("bek", idle_since=after(-50)), a_counsellor("cem"))

    answer = line.happens(ev.Transfer, call_id="c1", counsellor_id="ana", to_id="cem")

    assert answer is Answer.DONE
    assert line.rung() == {"c1.2": "cem"}
    assert line.call().enqueued_at == NOON
    assert do.ReturnCaller(call_id="c1", leg="leg-c1") in line.commands
    assert do.EndLeg(leg="leg-ana") in line.commands
    assert line.who("ana").wrap_up_until == line.now + POLICY.wrap_up


def test_a_transfer_to_a_skill_is_offered_to_who_has_it_and_never_back() -> None:
    line = _talking(a_counsellor("bek"), a_counsellor("cem", skills={"law": 3}))

    line.happens(ev.Transfer, call_id="c1", counsellor_id="ana", needs={"law": 3})

    assert line.rung() == {"c1.2": "cem"}
    assert line.call().tried == {"ana"}
    assert line.call().needs_since == line.now


def test_a_skill_asked_for_by_a_transfer_gives_way_from_then_on() -> None:
    line = _talking(
        a_counsellor("cem", skills={"law": 3}, duty=Duty.BREAK),
        a_counsellor("bek", skills={"law": 2}),
    )
    line.happens(ev.Transfer, call_id="c1", counsellor_id="ana", needs={"law": 3})

    line.wait(29.999)
    before = line.rung()
    line.wait(0.001)

    assert before == {}
    assert line.rung() == {"c1.2": "bek"}


def test_a_transfer_to_a_language_changes_what_is_asked_for() -> None:
    line = _talking(a_counsellor("bek", speaks="kk"), a_counsellor("cem", speaks="ru"))

    line.happens(ev.Transfer, call_id="c1", counsellor_id="ana", language="ru")

    assert line.call().language == "ru"
    assert line.rung() == {"c1.2": "cem"}


def test_a_second_click_on_transfer_changes_nothing() -> None:
    line = _talking(a_counsellor("bek"))
    line.happens(ev.Transfer, call_id="c1", counsellor_id="ana", to_id="bek")

    answer = line.happens(ev.Transfer, call_id="c1", counsellor_id="ana", to_id="bek")

    assert answer is Answer.NOT_YOURS
    assert line.rung() == {"c1.2": "bek"}


@pytest.mark.parametrize("to", ["ana", "nobody"])
def test_a_transfer_to_herself_or_to_nobody_known_is_refused(to: str) -> None:
    line = _talking()

    answer = line.happens(ev.Transfer, call_id="c1", counsellor_id="ana", to_id=to)

    assert answer is Answer.NOT_POSSIBLE
    assert line.call().state is CallState.TALKING


def test_a_colleague_asked_for_a_word_is_rung_and_the_caller_is_on_hold() -> None:
    line = _talking(a_counsellor("bek"))

    answer = line.happens(ev.Consult, call_id="c1", counsellor_id="ana", with_id="bek")

    assert answer is Answer.DONE
    assert line.offer("c1.2").consult
    assert line.commands == (HELD,)
    assert line.call().counsellor_id == "ana"


def test_two_colleagues_in_the_room_are_both_in_a_talk() -> None:
    line = _consulting()

    presences = [presence_of(line.state, line.who(name), line.now) for name in ("ana", "bek")]

    assert presences == [Presence.TALKING, Presence.TALKING]
    assert line.offer("c1.2").state is OfferState.CONSULTING


def test_completing_gives_the_call_to_the_colleague_and_takes_it_off_hold() -> None:
    line = _consulting()

    answer = line.happens(ev.CompleteTransfer, call_id="c1", counsellor_id="ana")

    assert answer is Answer.DONE
    assert line.commands == (do.EndLeg(leg="leg-ana"), BACK)
    assert (line.call().counsellor_id, line.call().counsellor_leg) == ("bek", "leg-bek")
    assert line.offer("c1.2").state is OfferState.ACCEPTED
    assert line.who("ana").wrap_up_until == line.now + POLICY.wrap_up
    assert line.end("c1", "bek") is Answer.DONE


def test_nothing_is_completed_before_the_colleague_is_in_the_room() -> None:
    line = _talking(a_counsellor("bek"))
    line.happens(ev.Consult, call_id="c1", counsellor_id="ana", with_id="bek")
    line.accept("c1.2", "bek")

    answer = line.happens(ev.CompleteTransfer, call_id="c1", counsellor_id="ana")

    assert answer is Answer.NOT_POSSIBLE
    assert line.call().counsellor_id == "ana"


def test_the_caller_cannot_be_taken_off_hold_while_they_speak_about_her() -> None:
    line = _consulting()

    assert line.resume("c1", "ana") is Answer.NOT_POSSIBLE
    line.happens(ev.CancelConsult, call_id="c1", counsellor_id="ana")
    assert line.commands == (do.EndLeg(leg="leg-bek"),)
    assert line.resume("c1", "ana") is Answer.DONE


def test_a_colleague_who_was_asked_in_vain_is_free_at_once() -> None:
    line = _consulting()
    line.happens(ev.CancelConsult, call_id="c1", counsellor_id="ana")

    line.arrive("c2")

    assert line.rung() == {"c2.1": "bek"}


@pytest.mark.parametrize("how", ["declines", "misses", "never comes"])
def test_when_the_colleague_does_not_come_the_counsellor_has_the_call_as_before(how: str) -> None:
    line = _talking(a_counsellor("bek"))
    line.happens(ev.Consult, call_id="c1", counsellor_id="ana", with_id="bek")

    if how == "declines":
        line.decline("c1.2", "bek")
    elif how == "misses":
        line.wait(POLICY.ring.total_seconds())
    else:
        line.accept("c1.2", "bek")
        line.wait(POLICY.join.total_seconds())

    assert (line.call().state, line.call().counsellor_id) == (CallState.TALKING, "ana")
    assert line.call().tried == frozenset()
    assert line.resume("c1", "ana") is Answer.DONE


def test_when_the_counsellor_is_lost_the_colleague_in_the_room_goes_on() -> None:
    line = _consulting()

    line.hang_up("leg-ana")

    assert (line.call().state, line.call().counsellor_id) == (CallState.TALKING, "bek")
    assert line.commands == (BACK,)


def test_when_the_colleague_is_lost_the_counsellor_keeps_the_call() -> None:
    line = _consulting()

    line.leave("c1", "leg-bek")

    assert line.commands == (do.EndLeg(leg="leg-bek"),)
    assert (line.call().counsellor_id, line.call().guests) == ("ana", ())
    assert line.offer("c1.2").state is OfferState.FINISHED


def test_when_the_caller_hangs_up_both_colleagues_are_let_go() -> None:
    line = _consulting()

    line.hang_up("leg-c1")

    assert set(line.commands) == {do.EndLeg(leg="leg-ana"), do.EndLeg(leg="leg-bek")}
    assert line.who("bek").wrap_up_until is None
    assert line.offer("c1.2").state is OfferState.FINISHED


@pytest.mark.parametrize("who", ["cem", "ana", "nobody"])
def test_only_a_free_colleague_can_be_asked(who: str) -> None:
    line = _talking(a_counsellor("cem", duty=Duty.BREAK))

    answer = line.happens(ev.Consult, call_id="c1", counsellor_id="ana", with_id=who)

    assert answer is Answer.NOT_POSSIBLE
    assert not line.call().on_hold


def test_one_colleague_is_asked_at_a_time() -> None:
    line = _talking(a_counsellor("bek"), a_counsellor("cem"))
    line.happens(ev.Consult, call_id="c1", counsellor_id="ana", with_id="bek")

    answer = line.happens(ev.Consult, call_id="c1", counsellor_id="ana", with_id="cem")

    assert answer is Answer.NOT_POSSIBLE


def test_a_second_browser_of_the_colleague_is_not_let_in() -> None:
    line = _consulting()

    assert line.call_in("c1.2", "bek", "another") is Answer.NOT_POSSIBLE
    assert line.call_in("c1.2", "bek", "leg-bek") is Answer.JOIN


def test_a_colleague_who_joined_in_time_is_not_overdue() -> None:
    line = _consulting()

    answer = line.due(TimerKind.JOIN_OVERDUE, "c1.2")

    assert answer is Answer.NOTHING
    assert line.offer("c1.2").state is OfferState.CONSULTING
