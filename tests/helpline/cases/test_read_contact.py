"""Reading what was said: who may, and that it is on record."""

from dataclasses import dataclass, field, replace

import pytest

from helpline.cases.read_contact import BadReason, ReadContact, Reader, ReasonNeeded
from tests.fakes.fake_audit import FakeAudit
from tests.helpline.store.samples import Books, a_call, a_person, after, contact_of, save

SUPERVISOR = Reader(person_id="boss", reads_all=True)
OWNER = Reader(person_id="person-1", reads_all=False)
CODES = {"call_type": "test"}
WHY = "The follow-up of yesterday evening"
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
        empty = contact_of(books, f"call-{number}")
        books.contacts.save(replace(empty, note="A sample.", form=CODES))
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
        assert shelf.read.one(shelf.id_of(1), SUPERVISOR, after(9), reason=WHY) is not None

    assert shelf.audit.noted == [("boss", "contact.read", shelf.id_of(1))] * 2
    assert shelf.audit.reasons == [WHY] * 2


def test_somebody_elses_contact_is_not_shown_without_a_written_reason(shelf: Shelf) -> None:
    for nothing in ("", "   ", "\n\t"):
        with pytest.raises(ReasonNeeded):
            shelf.read.one(shelf.id_of(1), SUPERVISOR, after(9), reason=nothing)
    for bad in ("too short", "w" * 201, "She is on +7 700 555 01 23", "why\u202ereversed", "w" * 9):
        with pytest.raises(BadReason):
            shelf.read.one(shelf.id_of(1), SUPERVISOR, after(9), reason=bad)

    assert shelf.audit.noted == []


@pytest.mark.parametrize("length", [10, 200])
def test_the_shortest_and_the_longest_reason_will_do(shelf: Shelf, length: int) -> None:
    assert shelf.read.one(shelf.id_of(1), SUPERVISOR, after(9), reason="ә" * length) is not None


def test_a_reason_stands_on_record_as_one_line(shelf: Shelf) -> None:
    shelf.read.one(shelf.id_of(1), SUPERVISOR, after(9), reason=" The  follow-up\nof yesterday ")

    assert shelf.audit.reasons == ["The follow-up of yesterday"]


def test_her_own_contact_takes_no_reason_of_a_supervisor(shelf: Shelf) -> None:
    both = replace(OWNER, reads_all=True)

    assert shelf.read.one(shelf.id_of(1), both, after(9)) is not None
    assert shelf.audit.reasons == [None]


def test_of_somebody_elses_contact_a_list_shows_the_codes_and_not_the_note(shelf: Shelf) -> None:
    hers = replace(OWNER, reads_all=True)

    shown = shelf.read.listing(hers, before=None, limit=10, now=after(9))

    assert [(contact.owner_id, contact.note) for contact in shown] == [
        ("person-2", ""),
        ("person-1", "A sample."),
    ]


def test_somebody_elses_contact_and_none_at_all_look_the_same(shelf: Shelf) -> None:
    assert shelf.read.one(shelf.id_of(1), OTHER, after(9)) is None
    assert shelf.read.one("unknown", OTHER, after(9)) is None
    assert shelf.read.one("unknown", SUPERVISOR, after(9), reason=WHY) is None
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
        shelf.read.one(shelf.id_of(1), SUPERVISOR, after(9), reason=WHY)
    with pytest.raises(OSError, match="told to fail"):
        shelf.read.listing(OWNER, before=None, limit=10, now=after(9))
