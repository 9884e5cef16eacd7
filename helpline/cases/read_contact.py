"""The one gate to what was said: who may read, and that every read is on record."""

from dataclasses import dataclass
from datetime import datetime

from helpline.cases.ports import AuditBook, Contact, ContactBook


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Whoever asks: a supervisor reads all, a counsellor her own."""

    person_id: str
    reads_all: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadContact:
    contacts: ContactBook
    audit: AuditBook

    def one(self, contact_id: str, reader: Reader, now: datetime) -> Contact | None:
        """None when there is none or it is not hers to read: the answer is the same."""
        contact = self.contacts.contact(contact_id)
        if contact is None or not (reader.reads_all or contact.owner_id == reader.person_id):
            return None
        self._note(reader, contact, now)
        return contact

    def listing(
        self, reader: Reader, *, before: datetime | None, limit: int, now: datetime
    ) -> list[Contact]:
        """Newest first; one entry on record for each that is shown."""
        owner = None if reader.reads_all else reader.person_id
        shown = self.contacts.listing(owner_id=owner, before=before, limit=limit)
        for contact in shown:
            self._note(reader, contact, now)
        return shown

    def _note(self, reader: Reader, contact: Contact, now: datetime) -> None:
        if contact.owner_id != reader.person_id:
            self.audit.note(
                actor_id=reader.person_id, act="contact.read", thing=contact.id, now=now
            )
