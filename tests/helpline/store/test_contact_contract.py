"""The contract of contacts: one a call, made at the first accept, saved only as it was read."""

from dataclasses import replace

import pytest

from helpline.cases.ports import AlreadyThere, Contact, ContactState, StaleContact
from tests.helpline.store.samples import (
    Books,
    a_call,
    a_person,
    after,
    contact_of,
    save,
    stored_call,
)

_FORM = {"call_type": "counselling", "categories": ["school"], "child": {"age": 12}}


def test_a_waiting_call_has_no_contact(books: Books) -> None:
    save(books.store, a_call())

    assert books.contacts.of_call("call-1") is None


def test_an_accepted_call_gets_an_empty_draft_of_the_counsellors_own(books: Books) -> None:
    _accept(books, at=7)

    contact = contact_of(books)

    assert (contact.owner_id, contact.state) == ("person-1", ContactState.DRAFT)
    assert (contact.form, contact.note, contact.version) == ({}, "", 0)
    assert contact.opened_at == after(7)
    assert contact.completed_at is None
    assert books.contacts.contact(contact.id) == contact


def test_further_changes_of_the_call_make_no_second_contact(books: Books) -> None:
    _accept(books)
    contact = contact_of(books)

    save(books.store, replace(stored_call(books.store), muted=True))

    assert contact_of(books) == contact


def test_the_next_counsellor_of_the_call_becomes_the_owner_of_its_one_contact(books: Books) -> None:
    _accept(books)
    contact = books.contacts.save(replace(contact_of(books), note="so far"))
    save(books.store, replace(stored_call(books.store), counsellor_id=None))

    _accept(books, person=2, at=60)

    now_hers = contact_of(books)
    assert (now_hers.id, now_hers.owner_id, now_hers.note) == (contact.id, "person-2", "so far")


def test_the_earlier_owners_open_page_cannot_overwrite_what_is_now_another_ones(
    books: Books,
) -> None:
    _accept(books)
    on_her_page = contact_of(books)
    save(books.store, replace(stored_call(books.store), counsellor_id=None))
    _accept(books, person=2, at=60)

    with pytest.raises(StaleContact):
        books.contacts.save(replace(on_her_page, note="too late"))

    assert contact_of(books).note == ""


def test_form_and_note_come_back_as_they_were_saved(books: Books) -> None:
    _accept(books)
    written = replace(
        contact_of(books),
        form=_FORM,
        note="Балаға көмек керек. Нужна помощь. 😀",
        state=ContactState.COMPLETE,
        completed_at=after(90),
    )

    saved = books.contacts.save(written)

    assert saved == replace(written, version=written.version + 1)
    assert contact_of(books) == saved


def test_a_stale_save_is_refused_and_shows_what_stands(books: Books) -> None:
    _accept(books)
    read = contact_of(books)
    stands = books.contacts.save(replace(read, note="first"))

    with pytest.raises(StaleContact) as refusal:
        books.contacts.save(replace(read, note="second"))

    assert refusal.value.current == stands
    assert contact_of(books).note == "first"


def test_unfinished_contacts_are_ones_own_drafts_oldest_first(books: Books) -> None:
    for number in (1, 2, 3):
        _accept(books, call=number, at=number)
    _accept(books, call=4, person=2)
    books.contacts.save(replace(contact_of(books, "call-2"), state=ContactState.COMPLETE))

    unfinished = books.contacts.unfinished("person-1")

    assert [contact.call_id for contact in unfinished] == ["call-1", "call-3"]


def test_a_listing_is_newest_first_and_goes_on_from_an_instant(books: Books) -> None:
    for number in (1, 2, 3):
        _accept(books, call=number, at=number)

    first = books.contacts.listing(owner_id=None, before=None, limit=2)
    rest = books.contacts.listing(owner_id=None, before=first[-1].opened_at, limit=2)

    assert [contact.call_id for contact in (*first, *rest)] == ["call-3", "call-2", "call-1"]


def test_a_listing_of_ones_own_has_nothing_of_others(books: Books) -> None:
    _accept(books, call=1)
    _accept(books, call=2, person=2)

    mine = books.contacts.listing(owner_id="person-2", before=None, limit=10)

    assert [contact.call_id for contact in mine] == ["call-2"]


def test_an_unknown_contact_is_none(books: Books) -> None:
    assert books.contacts.contact("contact-unknown") is None
    assert books.contacts.of_call("call-unknown") is None


def _accept(books: Books, *, call: int = 1, person: int = 1, at: float = 0) -> None:
    """The call is taken by the person; both are made if need be."""
    if books.people.by_id(f"person-{person}") is None:
        books.people.add(a_person(person))
    stands = books.store.call(f"call-{call}") or a_call(call)
    save(books.store, replace(stands, counsellor_id=f"person-{person}"), at=at)


def test_a_contact_without_a_call_is_added_once(books: Books) -> None:
    books.people.add(a_person())
    paper = Contact(
        id="paper-1",
        call_id=None,
        channel="paper",
        owner_id="person-1",
        recorded_by="person-1",
        opened_at=after(0),
        form_version="2",
    )

    books.contacts.add(paper)

    with pytest.raises(AlreadyThere):
        books.contacts.add(paper)
    assert books.contacts.contact("paper-1") == paper
    assert books.contacts.unfinished("person-1") == [paper]


def test_whom_it_is_handed_to_may_write_it_too_and_an_open_page_is_stale(books: Books) -> None:
    _accept(books)
    read = contact_of(books)

    handed = books.contacts.hand_over(read, "person-9")

    assert (handed.owner_id, handed.recorded_by) == ("person-1", "person-9")
    assert contact_of(books) == handed
    assert books.contacts.listing(owner_id="person-9", before=None, limit=9) == [handed]
    with pytest.raises(StaleContact):
        books.contacts.hand_over(read, "person-8")
