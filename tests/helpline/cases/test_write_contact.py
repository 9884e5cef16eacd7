"""Writing a contact: one's own, as it was read, complete once."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from helpline.cases.ports import Contact, ContactState, StaleContact
from helpline.cases.write_contact import (
    AlreadyComplete,
    BadContact,
    NotYourContact,
    WriteContact,
    Written,
)
from tests.fakes.fake_audit import FakeAudit
from tests.helpline.store.samples import Books, a_call, a_person, after, contact_of, save

FORM = {"call_type": "counselling", "categories": ["violence.bullying"]}


@dataclass(slots=True, kw_only=True)
class Desk:
    books: Books
    audit: FakeAudit = field(default_factory=FakeAudit)

    @property
    def write(self) -> WriteContact:
        return WriteContact(contacts=self.books.contacts, audit=self.audit)

    @property
    def contact(self) -> Contact:
        return contact_of(self.books)

    def written(self, form: Mapping[str, Any] = FORM, note: str = "a sample note") -> Written:
        return Written(version=self.contact.version, form=form, note=note)


@pytest.fixture
def desk(books: Books) -> Desk:
    """A call that person 1 has accepted."""
    books.people.add(a_person())
    save(books.store, a_call(counsellor_id="person-1"))
    return Desk(books=books)


def test_a_draft_is_saved_as_it_is_typed_each_time_with_a_new_version(desk: Desk) -> None:
    first = desk.write.draft(desk.contact.id, "person-1", desk.written({}, "a"), after(1))
    second = desk.write.draft(desk.contact.id, "person-1", desk.written({}, "ab"), after(2))

    assert second.version == first.version + 1
    assert (desk.contact.note, desk.contact.state) == ("ab", ContactState.DRAFT)
    assert desk.audit.noted == [("person-1", "contact.saved", desk.contact.id)] * 2


def test_completing_keeps_what_was_written_when_and_by_whom(desk: Desk) -> None:
    contact_id = desk.contact.id

    desk.write.complete(contact_id, "person-1", desk.written(), after(9))

    contact = desk.contact
    assert (contact.state, contact.completed_at) == (ContactState.COMPLETE, after(9))
    assert (contact.form, contact.note) == (FORM, "a sample note")
    assert desk.audit.noted == [("person-1", "contact.complete", contact_id)]


def test_a_complete_contact_is_not_written_over(desk: Desk) -> None:
    desk.write.complete(desk.contact.id, "person-1", desk.written(), after(1))

    for act in (desk.write.draft, desk.write.complete):
        with pytest.raises(AlreadyComplete):
            act(desk.contact.id, "person-1", desk.written(note="anew"), after(2))

    assert desk.contact.note == "a sample note"
    assert len(desk.audit.noted) == 1


@pytest.mark.parametrize("contact_id", ["hers", "unknown"])
def test_somebody_elses_contact_and_none_at_all_get_the_same_answer(
    desk: Desk, contact_id: str
) -> None:
    wanted = desk.contact.id if contact_id == "hers" else contact_id

    with pytest.raises(NotYourContact):
        desk.write.draft(wanted, "person-2", desk.written(), after(1))

    assert desk.contact.note == ""


def test_what_was_read_before_another_save_is_stale_and_shows_what_stands(desk: Desk) -> None:
    early = desk.written(note="from the other window")
    stands = desk.write.draft(desk.contact.id, "person-1", desk.written(), after(1))

    with pytest.raises(StaleContact) as refusal:
        desk.write.draft(desk.contact.id, "person-1", early, after(2))

    assert refusal.value.current == stands
    assert desk.contact == stands


def test_what_does_not_fit_the_form_is_not_saved_and_every_fault_is_named(desk: Desk) -> None:
    form = {"call_type": "nonsense", "urgency": "very"}

    with pytest.raises(BadContact) as refusal:
        desk.write.draft(desk.contact.id, "person-1", desk.written(form), after(1))

    assert [name for name, _ in refusal.value.faults] == ["call_type", "urgency"]
    assert desk.contact.version == 0


def test_an_unfinished_contact_may_be_kept_as_a_draft_but_not_completed(desk: Desk) -> None:
    unfinished = desk.written({"call_type": "counselling"})

    with pytest.raises(BadContact) as refusal:
        desk.write.complete(desk.contact.id, "person-1", unfinished, after(1))
    kept = desk.write.draft(desk.contact.id, "person-1", unfinished, after(2))

    assert [name for name, _ in refusal.value.faults] == ["categories"]
    assert kept.state is ContactState.DRAFT
    assert desk.audit.acts() == ["contact.saved"]


def test_a_letter_cut_in_half_by_a_browser_does_not_lose_the_note(desk: Desk) -> None:
    """A page that cuts a text by its length may leave half of a pair that makes one sign."""
    half, pair = "\ud83d", "\ud83d\ude00"

    desk.write.draft(desk.contact.id, "person-1", desk.written(note=f"жан{pair} {half}"), after(1))

    assert desk.contact.note == "жан😀 \ufffd"


def test_completing_what_was_saved_elsewhere_at_that_moment_is_not_on_record(desk: Desk) -> None:
    @dataclass(frozen=True, slots=True)
    class Overtaken:
        """Somebody saves between the reading and the writing."""

        read: Contact

        def __getattr__(self, name: str) -> Any:
            return getattr(desk.books.contacts, name)

        def save(self, contact: Contact) -> Contact:
            desk.books.contacts.save(replace(self.read, note="first"))
            return desk.books.contacts.save(contact)

    write = WriteContact(contacts=Overtaken(desk.contact), audit=desk.audit)

    with pytest.raises(StaleContact):
        write.complete(desk.contact.id, "person-1", desk.written(), after(1))

    assert (desk.contact.note, desk.audit.noted) == ("first", [])
