"""The one gate to what was said: who may read, for which reason, and that every read is on record."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from helpline.cases.ports import Contact, ContactBook
from helpline.privacy.audit import AuditBook
from helpline.privacy.redaction import redacted

SHORTEST_REASON, LONGEST_REASON = 10, 200  # letters


class ReasonNeeded(Exception):
    """It is somebody else's contact, and why it is read has not been said."""


class BadReason(ValueError):
    """What was given is no reason that can stand on record; the text says why, in English."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Whoever asks: a supervisor reads all, a counsellor her own and what she wrote for others."""

    person_id: str
    reads_all: bool

    def may_read(self, contact: Contact) -> bool:
        return self.reads_all or self.person_id in (contact.owner_id, contact.recorded_by)

    def needs_a_reason(self, contact: Contact) -> bool:
        """Not for what she spoke or wrote herself, nor for practice, in which nothing is about a child."""
        hers = self.person_id in (contact.owner_id, contact.recorded_by)
        return not hers and contact.training is None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadContact:
    contacts: ContactBook
    audit: AuditBook

    def one(
        self, contact_id: str, reader: Reader, now: datetime, *, reason: str = ""
    ) -> Contact | None:
        """None when there is none or it is not hers to read: the answer is the same.

        Somebody else's is shown for a written reason only. Raises ReasonNeeded or BadReason.
        """
        contact = self.contacts.contact(contact_id)
        if contact is None or not reader.may_read(contact):
            return None
        why = fit_for_the_record(reason) if reader.needs_a_reason(contact) else None
        self._note(reader, [contact], now, why)
        return contact

    def listing(
        self, reader: Reader, *, before: datetime | None, limit: int, now: datetime
    ) -> list[Contact]:
        """Newest first; one entry on record for each whose content is shown.

        Of somebody else's a list shows the codes; the note is read one by one, for a reason.
        """
        owner = None if reader.reads_all else reader.person_id
        found = self.contacts.listing(owner_id=owner, before=before, limit=limit)
        shown = [replace(each, note="") if reader.needs_a_reason(each) else each for each in found]
        self._note(reader, shown, now, None)
        return shown

    def _note(
        self, reader: Reader, shown: Sequence[Contact], now: datetime, reason: str | None
    ) -> None:
        """Her own reading too: whoever sits at her desk with her session is found by it."""
        things = [contact.id for contact in shown if contact.form or contact.note]
        self.audit.note_each(
            actor_id=reader.person_id, act="contact.read", things=things, now=now, reason=reason
        )


def fit_for_the_record(reason: str) -> str:
    """One line. The auditor reads it, who reads no notes: so no number of anybody is in it."""
    line = " ".join(reason.split())
    if not line:
        raise ReasonNeeded
    if not SHORTEST_REASON <= len(line) <= LONGEST_REASON or not line.isprintable():
        raise BadReason("Say why in 10 to 200 letters.")
    if redacted(line) != line:
        raise BadReason("Leave out telephone numbers and other long numbers.")
    return line
