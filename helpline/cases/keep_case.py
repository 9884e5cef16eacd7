"""Keeping a case: opened from a contact, contacts linked, sections written, follow-ups and flags."""

import uuid
from dataclasses import dataclass, replace
from datetime import date, datetime

from helpline.cases.case import (
    FLAGS,
    SECTIONS,
    TEXT_LENGTH,
    Case,
    CaseState,
    Entry,
    NoSuchCase,
    WrongMove,
    new_label,
)
from helpline.cases.case_ports import CaseBook, WantedCases
from helpline.cases.check_text import text_faults
from helpline.cases.ports import Contact, ContactBook
from helpline.cases.read_contact import Reader
from helpline.privacy.audit import AuditBook

_TRIES = 20


class BadSection(ValueError):
    """(field, English message id) for everything that is wrong with a section."""

    def __init__(self, faults: list[tuple[str, str]]) -> None:
        super().__init__("the section does not fit")
        self.faults = faults


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """`id` is drawn by the page: sent twice, it is still one entry."""

    id: str
    kind: str
    text: str
    due_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepCase:
    cases: CaseBook
    contacts: ContactBook
    audit: AuditBook

    def open(self, contact_id: str, reader: Reader, now: datetime) -> Case:
        """A case around a contact; the one it is in already, if it is. Raises NoSuchCase."""
        contact = self._contact(contact_id, reader)
        if contact.case_id is not None:
            return self.hers(contact.case_id, reader)
        for _ in range(_TRIES):
            case = Case(
                id=uuid.uuid4().hex,
                label=new_label(),
                owner_id=contact.owner_id if reader.reads_all else reader.person_id,
                opened_by=reader.person_id,
                opened_at=now,
            )
            if self.cases.add(case):
                break
        self._note(reader, "case.opened", case.id, now)
        self.cases.put_in(contact_id, case.id)
        return case

    def read(
        self, case_id: str, reader: Reader, now: datetime
    ) -> tuple[Case, list[Entry], list[Contact]]:
        """The case with all of its timeline; each content that is shown is on record.

        To whoever does not keep the case, somebody else's note is shown one by one, for a reason.
        """
        case = self._readable(case_id, reader)
        entries, contacts = self.cases.entries(case_id), self.cases.contacts_of(case_id)
        if case.owner_id != reader.person_id:
            contacts = [
                replace(each, note="") if reader.needs_a_reason(each) else each for each in contacts
            ]
        self._note(reader, "case.read", case_id, now)
        shown = [contact.id for contact in contacts if contact.form or contact.note]
        self.audit.note_each(actor_id=reader.person_id, act="contact.read", things=shown, now=now)
        return case, entries, contacts

    def listing(self, reader: Reader, wanted: WantedCases) -> list[Case]:
        mine = None if reader.reads_all else reader.person_id
        return self.cases.listing(replace(wanted, reader_id=mine))

    def link(self, contact_id: str, label: str, reader: Reader, now: datetime) -> Case:
        """Her contact joins the case of that label, whoever keeps it: a child calls many people."""
        contact = self._contact(contact_id, reader)
        case = self.cases.by_label(label.strip().lower())
        if case is None:
            raise NoSuchCase
        if contact.case_id not in (None, case.id):
            raise WrongMove("This contact is in another case already.")
        if case.state is CaseState.CLOSED:
            raise WrongMove("This case is closed. A supervisor can open it again.")
        self._note(reader, "case.linked", case.id, now)
        self.cases.put_in(contact_id, case.id)
        return case

    def unlink(self, case_id: str, contact_id: str, reader: Reader, now: datetime) -> None:
        case = self.hers(case_id, reader)
        there = [contact.id for contact in self.cases.contacts_of(case.id)]
        if contact_id not in there:
            raise NoSuchCase
        if len(there) == 1:
            raise WrongMove("The last contact of a case stays in it.")
        self._note(reader, "case.unlinked", case.id, now)
        self.cases.put_in(contact_id, None)

    def write(self, case_id: str, section: Section, reader: Reader, now: datetime) -> None:
        """Raises NoSuchCase, WrongMove, BadSection."""
        case = self.hers(case_id, reader, is_open=True)
        if found := _faults(section):
            raise BadSection(found)
        self._note(reader, "case.written", case.id, now)
        entry = Entry(
            id=section.id,
            case_id=case.id,
            kind=section.kind,
            at=now,
            by_id=reader.person_id,
            due_on=section.due_on,
            text=section.text,
        )
        self.cases.add_entry(entry)

    def flag(
        self, case_id: str, reason: str, reader: Reader, now: datetime, *, entry_id: str = ""
    ) -> None:
        """With an id it can be sent twice. Raises NoSuchCase, WrongMove, BadSection."""
        case = self.hers(case_id, reader, is_open=True)
        if reason not in FLAGS:
            raise BadSection([("reason", "Choose one of the list.")])
        self._note(reader, "case.flagged", case.id, now, reason)
        entry = Entry(
            id=entry_id or uuid.uuid4().hex,
            case_id=case.id,
            kind="flag",
            at=now,
            by_id=reader.person_id,
            code=reason,
        )
        self.cases.add_entry(entry)

    def finish(self, case_id: str, entry_id: str, reader: Reader, now: datetime) -> None:
        """A follow-up is done, a flag is settled. Safe to repeat."""
        case = self.hers(case_id, reader)
        found = [each for each in self.cases.entries(case.id) if each.id == entry_id]
        if not found or found[0].kind not in {"follow_up", "flag"}:
            raise NoSuchCase
        self._note(reader, "case.finished", case.id, now)
        self.cases.finish(replace(found[0], done_at=now, done_by=reader.person_id))

    def hers(self, case_id: str, reader: Reader, *, is_open: bool = False) -> Case:
        """The case when she may change it. Raises NoSuchCase, and WrongMove for a closed one."""
        case = self.cases.case(case_id)
        if case is None or not (reader.reads_all or case.owner_id == reader.person_id):
            raise NoSuchCase
        if is_open and case.state is CaseState.CLOSED:
            raise WrongMove("This case is closed. A supervisor can open it again.")
        return case

    def _readable(self, case_id: str, reader: Reader) -> Case:
        case = self.cases.case(case_id)
        if case is None or not self.may_see(case, reader):
            raise NoSuchCase
        return case

    @staticmethod
    def may_see(case: Case, reader: Reader) -> bool:
        """Hers, or one that she is asked to take; a supervisor sees all."""
        return reader.reads_all or reader.person_id in (case.owner_id, case.handing_to)

    def _contact(self, contact_id: str, reader: Reader) -> Contact:
        contact = self.contacts.contact(contact_id)
        if contact is None or not reader.may_read(contact):
            raise NoSuchCase
        return contact

    def _note(
        self, reader: Reader, act: str, thing: str, now: datetime, reason: str | None = None
    ) -> None:
        """Before the change: what cannot be put on record is not done."""
        self.audit.note(actor_id=reader.person_id, act=act, thing=thing, now=now, reason=reason)


def _faults(section: Section) -> list[tuple[str, str]]:
    found = []
    if section.kind not in SECTIONS:
        found += [("kind", "Choose one of the list.")]
    if not section.text.strip():
        found += [("text", "Write something here.")]
    if len(section.text) > TEXT_LENGTH:
        found += [("text", "The note is longer than 4,000 characters.")]
    if section.kind == "follow_up" and section.due_on is None:
        found += [("due_on", "Enter a date.")]
    return [*found, *text_faults("text", section.text[:TEXT_LENGTH])]
