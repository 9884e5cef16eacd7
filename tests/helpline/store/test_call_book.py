"""The contract of the call book: what is saved is read back, guarded, all of it or nothing."""

import threading
import time
from dataclasses import replace

import pytest

from helpline.calls.ports import News, StaleState
from routing.commands import EndLeg
from routing.events import Arrive, ChooseDuty
from routing.result import Answer, Reply
from routing.state import Call, CallState, Counsellor, Duty, Offer, OfferState, Outcome, Party
from tests.helpline.store.samples import (
    NOON,
    Books,
    a_call,
    a_person,
    after,
    an_offer,
    ended,
    result_of,
    save,
    state_of,
    stored_call,
)


def test_a_call_comes_back_as_it_was_saved(books: Books) -> None:
    call = a_call(
        state=CallState.TALKING,
        language="kk",
        priority=2,
        tried=frozenset({"person-8", "person-9"}),
        offers_made=3,
        counsellor_leg="leg-7",
        counsellor_in=True,
        caller_in=True,
        talked=True,
        on_hold=True,
        muted=True,
        talking_since=after(1.000001),
        hold_since=after(2),
        room="room-1",
        preferred_id="person-8",
        preferred_until=after(20),
    )

    save(books.store, call)

    assert stored_call(books.store) == call


def test_an_ended_call_keeps_its_outcome(books: Books) -> None:
    save(books.store, a_call())

    save(books.store, ended(a_call(), after(5)))

    call = stored_call(books.store)
    assert (call.outcome, call.ended_by) == (Outcome.ABANDONED, Party.CALLER)
    assert call.ended_at == after(5)


def test_an_offer_comes_back_as_it_was_saved(books: Books) -> None:
    books.people.add(a_person())
    offer = an_offer(state=OfferState.ACCEPTED, answered_at=after(3), reason="a word")

    save(books.store, a_call(), offer)

    assert state_of(books.store).offers == {"offer-1": offer}


def test_a_saved_change_raises_the_version_by_one(books: Books) -> None:
    save(books.store, a_call())

    save(books.store, replace(stored_call(books.store), language="ru"))

    call = stored_call(books.store)
    assert (call.language, call.version) == ("ru", 1)


def test_a_counsellor_has_her_routing_row_from_the_day_she_is_added(books: Books) -> None:
    books.people.add(a_person())

    person = state_of(books.store, also="person-1").counsellors["person-1"]

    assert person.languages == {"kk", "ru"}
    assert (person.duty, person.on_shift, person.present) == (Duty.OFF, False, False)


def test_a_counsellors_choice_comes_back_as_it_was_saved(books: Books) -> None:
    books.people.add(a_person())
    person = state_of(books.store, also="person-1").counsellors["person-1"]

    chosen = replace(
        person, duty=Duty.BREAK, duty_reason="meal", on_shift=True, present=True, idle_since=NOON
    )
    save(books.store, chosen)

    assert state_of(books.store).counsellors == {"person-1": replace(chosen, version=1)}


def test_ended_calls_and_dead_offers_are_no_part_of_the_routing_state(books: Books) -> None:
    books.people.add(a_person())
    save(books.store, a_call(1), a_call(2), an_offer(state=OfferState.RINGING))

    save(books.store, ended(a_call(1)), an_offer(state=OfferState.RESCINDED))

    state = state_of(books.store)
    assert list(state.calls) == ["call-2"]
    assert state.offers == {}


def test_only_people_who_matter_to_routing_are_loaded(books: Books) -> None:
    for number in range(1, 8):
        books.people.add(a_person(number))
    people = {
        number: state_of(books.store, also=f"person-{number}").counsellors[f"person-{number}"]
        for number in range(1, 8)
    }
    save(books.store, replace(people[1], on_shift=True), replace(people[2], duty=Duty.BREAK))
    save(books.store, replace(people[3], present=True), replace(people[4], wrap_up_until=after(9)))
    save(books.store, a_call(), an_offer(person=5))

    state = state_of(books.store, also="person-6")

    assert sorted(state.counsellors) == [f"person-{number}" for number in range(1, 7)]


def test_a_counsellor_whom_a_call_waits_for_is_loaded(books: Books) -> None:
    books.people.add(a_person(1))
    books.people.add(a_person(2))

    save(books.store, a_call(1, preferred_id="person-1"), a_call(2, counsellor_id="person-2"))

    assert sorted(state_of(books.store).counsellors) == ["person-1", "person-2"]


@pytest.mark.parametrize("kind", ["call", "offer", "counsellor"])
def test_a_change_of_something_that_has_changed_meanwhile_is_refused(
    books: Books, kind: str
) -> None:
    books.people.add(a_person())
    save(books.store, a_call(), an_offer())
    read = state_of(books.store, also="person-1")
    values: dict[str, Call | Offer | Counsellor] = {
        "call": read.calls["call-1"],
        "offer": read.offers["offer-1"],
        "counsellor": read.counsellors["person-1"],
    }
    stale = values[kind]
    save(books.store, stale)

    with pytest.raises(StaleState):
        save(books.store, stale)


def test_an_exception_undoes_everything_of_its_transaction(books: Books) -> None:
    save(books.store, a_call(1))

    with pytest.raises(_Broken):
        _write_everything_and_break(books)

    assert list(state_of(books.store).calls) == ["call-1"]
    assert books.store.unsent(after(60)) == []
    with books.store.domain() as book:
        assert book.reply_to("event-1") is None


def test_a_repeated_event_is_known_with_the_reply_it_got(books: Books) -> None:
    reply = Reply(answer=Answer.JOIN, call_id="call-1")
    event = ChooseDuty(id="event-1", counsellor_id="person-1", duty=Duty.BREAK, reason="meal")

    with books.store.domain() as book:
        book.log(event, reply, NOON)

    with books.store.domain() as book:
        assert book.reply_to("event-1") == reply
        assert book.reply_to("event-2") is None


def test_two_threads_in_the_domain_are_one_after_the_other(books: Books) -> None:
    inside: list[int] = []
    most: list[int] = []

    def visit() -> None:
        with books.store.domain():
            inside.append(1)
            most.append(len(inside))
            time.sleep(0.005)
            inside.pop()

    threads = [threading.Thread(target=visit) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert most == [1] * 6


_DONE = Reply(answer=Answer.DONE)


class _Broken(Exception):
    pass


def _write_everything_and_break(books: Books) -> None:
    with books.store.domain() as book:
        before = book.routing_state()
        book.save(before, result_of(before, ended(a_call(1)), a_call(2)), after(1))
        book.log(Arrive(id="event-1", call_id="call-2", leg="leg-2"), _DONE, NOON)
        book.send_later("event-1", [EndLeg(leg="leg-1")], NOON)
        book.tell([News(stream="line", type="calls")], NOON)
        raise _Broken
