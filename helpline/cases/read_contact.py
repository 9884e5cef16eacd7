"""The one gate to what was said: who may read, and that every read is on record."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from helpline.cases.ports import Contact, ContactBook
from helpline.privacy.audit import AuditBook


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Whoever asks: a supervisor reads all, a counsellor her own and what she wrote for others."""

    person_id: str
    reads_all: bool

    def may_read(self, contact: Contact) -> bool:
        return self.reads_all or self.person_id in (contact.owner_id, contact.recorded_by)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadContact:
    contacts: ContactBook
    audit: AuditBook

    def one(self, contact_id: str, reader: Reader, now: datetime) -> Contact | None:
        """None when there is none or it is not hers to read: the answer is the same."""
        contact = self.contacts.contact(contact_id)
        if contact is None or not reader.may_read(contact):
            return None
        self._note(reader, [contact], now)
        return contact

    def listing(
        self, reader: Reader, *, before: datetime | None, limit: int, now: datetime
    ) -> list[Contact]:
        """Newest first; one entry on record for each whose content is shown."""
        owner = None if reader.reads_all else reader.person_id
        shown = self.contacts.listing(owner_id=owner, before=before, limit=limit)
        self._note(reader, shown, now)
        return shown

    def _note(self, reader: Reader, shown: Sequence[Contact], now: datetime) -> None:
        """Her own reading too: whoever sits at her desk with her session is found by it."""
        things = [contact.id for contact in shown if contact.form or contact.note]
        self.audit.note_each(actor_id=reader.person_id, act="contact.read", things=things, now=now)
