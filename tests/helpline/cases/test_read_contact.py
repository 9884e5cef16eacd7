"""Reading what was said: who may, and that it is on record."""

from dataclasses import dataclass, field, replace

import pytest

from helpline.cases.read_contact import ReadContact, Reader
from tests.fakes.fake_audit import FakeAudit
from tests.helpline.store.samples import Books, a_call, a_person, after, contact_of, save

SUPERVISOR = Reader(person_id="boss", reads_all=True)
OWNER = Reader(person_id="person-1", reads_all=False)
OTHER = Reader(person_id="person-2", reads_all=False)


@dataclass(slots=True, kw_only=True)
class Shelf:
    """Two contacts, one of each of two counsellors."""

    books: Books
    audit: FakeAudit = field(default_factory=FakeAudit)

    @property
    def read(self) -> ReadContact:
        return ReadContact(contacts=self.books.contacts, audit=self.audit)

    def id_of(self, number: int) -> str:
        return contact_of(self.books, f"call-{number}").id


@pytest.fixture
def shelf(books: Books) -> Shelf:
    for number in (1, 2):
        books.people.add(a_person(number))
        save(books.store, a_call(number, counsellor_id=f"person-{number}"), at=number)
        books.contacts.save(replace(contact_of(books, f"call-{number}"), note="A sample."))
    return Shelf(books=books)


def test_ones_own_contact_is_read_with_an_entry_too(shelf: Shelf) -> None:
    contact = shelf.read.one(shelf.id_of(1), OWNER, after(9))

    assert contact == contact_of(shelf.books)
    assert shelf.audit.noted == [("person-1", "contact.read", shelf.id_of(1))]


def test_a_contact_in_which_nothing_is_written_yet_shows_no_content(shelf: Shelf) -> None:
    empty = contact_of(shelf.books, "call-1")
    shelf.books.contacts.save(replace(empty, note="", form={}))

    assert shelf.read.one(empty.id, OWNER, after(9)) is not None
    assert shelf.audit.noted == []


def test_a_supervisor_reads_everybodys_and_each_reading_is_on_record(shelf: Shelf) -> None:
    for _ in range(2):
        assert shelf.read.one(shelf.id_of(1), SUPERVISOR, after(9)) is not None

    assert shelf.audit.noted == [("boss", "contact.read", shelf.id_of(1))] * 2


def test_somebody_elses_contact_and_none_at_all_look_the_same(shelf: Shelf) -> None:
    assert shelf.read.one(shelf.id_of(1), OTHER, after(9)) is None
    assert shelf.read.one("unknown", OTHER, after(9)) is None
    assert shelf.read.one("unknown", SUPERVISOR, after(9)) is None
    assert shelf.audit.noted == []


def test_a_list_is_on_record_contact_by_contact(shelf: Shelf) -> None:
    shown = shelf.read.listing(SUPERVISOR, before=None, limit=10, now=after(9))

    assert [contact.call_id for contact in shown] == ["call-2", "call-1"]
    assert shelf.audit.noted == [("boss", "contact.read", contact.id) for contact in shown]


def test_what_a_list_did_not_show_is_not_on_record(shelf: Shelf) -> None:
    shelf.read.listing(SUPERVISOR, before=None, limit=1, now=after(9))

    assert [thing for _, _, thing in shelf.audit.noted] == [shelf.id_of(2)]


def test_a_counsellors_list_holds_her_own_alone(shelf: Shelf) -> None:
    shown = shelf.read.listing(OWNER, before=None, limit=10, now=after(9))

    assert [contact.owner_id for contact in shown] == ["person-1"]
    assert shelf.audit.noted == [("person-1", "contact.read", shelf.id_of(1))]


def test_what_cannot_be_put_on_record_is_not_shown(shelf: Shelf) -> None:
    shelf.audit.fails = True

    with pytest.raises(OSError, match="told to fail"):
        shelf.read.one(shelf.id_of(1), SUPERVISOR, after(9))
    with pytest.raises(OSError, match="told to fail"):
        shelf.read.listing(SUPERVISOR, before=None, limit=10, now=after(9))
