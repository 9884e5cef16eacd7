"""Training: practice calls go to the one counsellor they are for, and real callers never notice."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routing.dispatch import dispatch
from routing.draft import Draft
from routing.events import TimerKind
from routing.presence import presence_of
from routing.result import Answer
from routing.state import Call, Counsellor, Duty, OfferState, Outcome, Party, Presence
from tests.builders.routing import NOON, POLICY, a_call, a_counsellor, a_state, after
from tests.routing.draws import SPEAKS, languages
from tests.routing.line import Line
from tests.routing.search import SEARCH


def _in_training(*others: Counsellor) -> Line:
    """Ana practises; she is not on shift."""
    line = Line(a_counsellor("ana", on_shift=False), *others)
    line.training_starts("ana")
    return line


def test_a_practice_call_rings_for_the_counsellor_of_its_session_on_shift_or_not() -> None:
    line = _in_training(a_counsellor("bek", idle_since=after(-900)))

    line.practise("p1")

    assert line.rung() == {"p1.1": "ana"}


def test_a_practice_call_waits_for_her_alone() -> None:
    line = Line(a_counsellor("ana", duty=Duty.BREAK), a_counsellor("bek"))
    line.training_starts("ana")
    line.practise("p1")

    line.wait(3600)

    assert line.rung() == {}
    line.duty("ana", Duty.AVAILABLE)
    assert line.rung() == {"p1.1": "ana"}


@pytest.mark.parametrize("absent", [True, False])
def test_she_must_be_there_for_a_practice_call(absent: bool) -> None:
    line = _in_training()
    if absent:
        line.absent("ana")

    line.practise("p1")

    assert line.rung() == ({} if absent else {"p1.1": "ana"})


def test_a_practice_call_in_a_language_she_does_not_speak_rings_at_once() -> None:
    line = Line(a_counsellor("ana", speaks="kk"))
    line.training_starts("ana")

    line.practise("p1", language="en")

    assert line.rung() == {"p1.1": "ana"}


def test_no_real_call_is_offered_to_her_meanwhile() -> None:
    line = Line(a_counsellor("ana", idle_since=after(-900)), a_counsellor("bek"))
    line.training_starts("ana")

    line.arrive("c1")
    line.arrive("c2")

    assert line.rung() == {"c1.1": "bek"}


def test_a_real_call_that_rings_for_her_goes_on_to_the_next_at_once() -> None:
    line = Line(a_counsellor("ana", idle_since=after(-9)), a_counsellor("bek"))
    line.arrive("c1")

    line.training_starts("ana")

    assert line.rung() == {"c1.2": "bek"}
    assert (line.offer("c1.1").state, line.offer("c1.1").reason) == (
        OfferState.RESCINDED,
        "training",
    )


def test_a_real_talk_goes_on_when_her_session_starts() -> None:
    line = Line(a_counsellor("ana"))
    line.arrive("c1")
    line.talk("c1.1", "ana")

    line.training_starts("ana")
    line.practise("p1")

    assert line.call("c1").counsellor_id == "ana"
    assert line.rung() == {}
    assert line.end("c1", "ana") is Answer.DONE


def test_a_child_who_has_lost_her_is_not_kept_waiting_for_somebody_who_practises() -> None:
    line = Line(a_counsellor("ana"), a_counsellor("bek", duty=Duty.BREAK))
    line.arrive("c1")
    line.talk("c1.1", "ana")
    line.training_starts("ana")

    line.hang_up("leg-ana")
    line.duty("bek", Duty.AVAILABLE)

    assert line.rung() == {"c1.2": "bek"}


@pytest.mark.parametrize("training", ["t2", ""])
def test_a_practice_call_of_no_running_session_is_a_childs_call(training: str) -> None:
    line = _in_training(a_counsellor("bek"))

    line.practise("p1", training)

    assert line.call("p1").training is None
    assert line.rung() == {"p1.1": "bek"}


def test_the_end_of_the_session_ends_its_calls_with_a_goodbye_and_no_other() -> None:
    line = _in_training()
    line.practise("p1")
    line.talk("p1.1", "ana")
    line.practise("p2")
    line.arrive("c1")

    answer = line.training_ends("ana")

    assert answer is Answer.DONE
    assert [(line.call(name).outcome, line.call(name).ended_by) for name in ("p1", "p2")] == [
        (Outcome.COMPLETED, Party.SYSTEM),
        (Outcome.ABANDONED, Party.SYSTEM),
    ]
    assert line.call("c1").ended_at is None
    said = [type(command).__name__ for command in line.commands]
    assert said == ["SayGoodbye", "EndLeg", "SayGoodbye"]


def test_after_the_session_she_is_where_she_was_and_free_from_now_on() -> None:
    line = Line(a_counsellor("ana", idle_since=after(-900)), a_counsellor("bek"))
    line.training_starts("ana")
    line.wait(60)

    line.training_ends("ana")
    line.arrive("c1")
    line.arrive("c2")

    assert line.rung() == {"c1.1": "bek", "c2.1": "ana"}
    assert line.state.counsellors["ana"].idle_since == after(60)


def test_her_presence_off_shift_is_available_only_while_she_is_in_training() -> None:
    line = _in_training()
    during = _presence(line, "ana")

    line.training_ends("ana")

    assert (during, _presence(line, "ana")) == (Presence.AVAILABLE, Presence.OFF)


def test_a_session_starts_and_ends_once_and_beside_no_other() -> None:
    line = _in_training()

    answers = [
        line.training_starts("ana"),
        line.training_starts("ana", "t2"),
        line.training_ends("ana", "t2"),
        line.training_ends("bek"),
        line.training_ends("ana"),
        line.training_ends("ana"),
    ]

    nothing, refused = Answer.NOTHING, Answer.NOT_POSSIBLE
    assert answers == [nothing, refused, nothing, nothing, Answer.DONE, nothing]


def test_a_missed_practice_call_pauses_her_as_a_real_one_would() -> None:
    line = _in_training()
    line.practise("p1")

    line.wait(POLICY.ring.total_seconds())

    assert _presence(line, "ana") is Presence.BREAK
    assert (TimerKind.ROUND_RESTS, "p1") in line.timers


_PEOPLE = st.lists(st.sampled_from(sorted(SPEAKS)), unique=True)
_CALLS = st.lists(st.tuples(languages, st.integers(0, 60), st.booleans()), max_size=6)


@SEARCH
@given(staff=_PEOPLE, trained=st.sets(st.sampled_from(sorted(SPEAKS))), calls=_CALLS)
def test_real_callers_are_served_as_if_there_were_no_training_at_all(
    staff: list[str], trained: set[str], calls: list[tuple[str | None, int, bool]]
) -> None:
    people = [
        Counsellor(
            id=name,
            languages=frozenset(SPEAKS[name].split()),
            duty=Duty.AVAILABLE,
            on_shift=True,
            present=True,
            idle_since=after(-number),
            training=f"t-{name}" if name in trained else None,
        )
        for number, name in enumerate(staff)
    ]
    sessions: list[str | None] = [each.training for each in people if each.training] or [None]
    waiting = [
        _waiting(f"c{number}", language, waited, sessions[number % len(sessions)] if of else None)
        for number, (language, waited, of) in enumerate(calls)
    ]

    with_training = _offers(people, waiting)
    without = _offers(
        [person for person in people if person.training is None],
        [call for call in waiting if call.training is None],
    )

    real = {call.id for call in waiting if call.training is None}
    assert {call: who for call, who in with_training.items() if call in real} == without


def _presence(line: Line, who: str) -> Presence:
    return presence_of(line.state, line.state.counsellors[who], line.now)


def _waiting(name: str, language: str | None, waited: int, training: str | None) -> Call:
    return replace(a_call(name, since=after(-waited), language=language), training=training)


def _offers(people: list[Counsellor], calls: list[Call]) -> dict[str, str]:
    draft = Draft(a_state(*people, *calls), now=NOON, policy=POLICY)
    dispatch(draft)
    return {offer.call_id: offer.counsellor_id for offer in draft.offers.values()}
