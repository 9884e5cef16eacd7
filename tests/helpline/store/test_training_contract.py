"""The contract of training sessions: one a counsellor, over in time, and erased without a trace."""

from dataclasses import replace

import pytest

from helpline.training.ports import AlreadyInTraining
from tests.helpline.store.samples import (
    Books,
    a_call,
    a_person,
    a_session,
    after,
    contact_of,
    ended,
    save,
    state_of,
    stored_call,
)


def _staff(books: Books) -> None:
    for number in (1, 2, 9):
        books.people.add(a_person(number))


def _practised(books: Books, call: int = 1, *, session: int = 1) -> None:
    """A practice call that was taken and is over, with its contact."""
    training = f"session-{session}"
    save(books.store, a_call(call, training=training))
    save(books.store, replace(stored_call(books.store, f"call-{call}"), counsellor_id="person-1"))
    save(books.store, ended(stored_call(books.store, f"call-{call}"), after(60)))


def test_a_session_comes_back_as_it_was_added(books: Books) -> None:
    _staff(books)

    books.training.add(a_session())

    assert books.training.session("session-1") == a_session()
    assert books.training.session("session-2") is None
    assert books.training.running(after(3599)) == [a_session()]


def test_a_counsellor_has_one_session_at_a_time_and_another_counsellor_hers(books: Books) -> None:
    _staff(books)
    books.training.add(a_session(1))

    with pytest.raises(AlreadyInTraining) as refusal:
        books.training.add(a_session(2))
    books.training.add(a_session(3, person=2))

    assert refusal.value.other == a_session(1)
    assert [each.id for each in books.training.running(after(0))] == ["session-1", "session-3"]


def test_a_session_ends_once(books: Books) -> None:
    _staff(books)
    books.training.add(a_session())

    answers = [
        books.training.end("session-1", after(60)),
        books.training.end("session-1", after(70)),
    ]

    assert answers == [True, False]
    assert books.training.session("session-1") == a_session(ended_at=after(60))
    assert books.training.end("session-2", after(60)) is False


def test_a_session_whose_time_is_up_is_over_at_that_instant_and_makes_room(books: Books) -> None:
    _staff(books)
    books.training.add(a_session(1))
    assert books.training.running(after(3600)) == []
    assert books.training.end("session-1", after(3600)) is False

    books.training.add(a_session(2, started_at=after(4000), ends_at=after(5000)))
    books.training.end_overdue(after(4999))

    assert books.training.session("session-1") == a_session(1, ended_at=after(3600))
    assert [each.id for each in books.training.running(after(4000))] == ["session-2"]


def test_whoever_is_in_training_is_loaded_and_told_of(books: Books) -> None:
    _staff(books)
    person = state_of(books.store, also="person-1").counsellors["person-1"]

    save(books.store, replace(person, training="session-1"))

    assert books.training.marked_in_training() == {"person-1": "session-1"}
    assert state_of(books.store).counsellors["person-1"].training == "session-1"


def test_a_contact_bears_the_mark_of_its_call(books: Books) -> None:
    _staff(books)
    _practised(books, 1)
    save(books.store, a_call(2, counsellor_id="person-1"))

    assert stored_call(books.store).training == "session-1"
    assert contact_of(books, "call-1").training == "session-1"
    assert contact_of(books, "call-2").training is None


def test_sessions_of_earlier_days_that_have_ended_are_due(books: Books) -> None:
    _staff(books)
    books.training.add(a_session(1))
    books.training.end("session-1", after(60))
    books.training.add(a_session(2, started_at=after(100)))
    books.training.end("session-2", after(200))
    books.training.add(a_session(3, person=2))

    due = books.training.ended_before(started=after(101), ended=after(60))

    assert due == ["session-1"]
    assert books.training.ended_before(started=after(100), ended=after(999)) == ["session-1"]
    assert books.training.ended_before(started=after(101), ended=after(59)) == []


def test_what_is_erased_is_gone_with_its_calls_and_contacts_and_nothing_else(books: Books) -> None:
    _staff(books)
    for number in (1, 2):
        books.training.add(a_session(number, person=number))
        _practised(books, number, session=number)
    save(books.store, a_call(3, counsellor_id="person-1"))
    books.contacts.save(replace(contact_of(books, "call-1"), note="practised"))

    first, again = books.training.erase("session-1"), books.training.erase("session-1")

    assert (first, again) == (True, False)
    assert books.training.session("session-1") is None
    assert books.store.call("call-1") is None
    assert books.store.call_of_leg("leg-1") is None
    assert books.contacts.of_call("call-1") is None
    assert contact_of(books, "call-2").training == "session-2"
    assert contact_of(books, "call-3").training is None


@pytest.mark.parametrize("still", ["marked", "live"])
def test_what_is_still_in_use_is_not_erased(books: Books, still: str) -> None:
    _staff(books)
    books.training.add(a_session())
    _practised(books)
    if still == "marked":
        person = state_of(books.store, also="person-1").counsellors["person-1"]
        save(books.store, replace(person, training="session-1"))
    else:
        save(books.store, a_call(2, training="session-1"))

    erased = books.training.erase("session-1")

    assert not erased
    assert stored_call(books.store).training == "session-1"
    assert contact_of(books).training == "session-1"
    assert books.training.session("session-1") == a_session()
