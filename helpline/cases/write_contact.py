"""Writing a contact: saved while typing, never a second copy, complete once."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from helpline.cases.check_text import text_faults
from helpline.cases.form import NOTE_LENGTH, VERSION, Fault, faults
from helpline.cases.ports import Contact, ContactBook, ContactState, StaleContact
from helpline.privacy.audit import AuditBook


class NotYourContact(Exception):
    """There is no such contact, or it is somebody else's: the answer is the same."""


class BadContact(ValueError):
    """What was written does not fit the form; `faults` names every place."""

    def __init__(self, found: list[Fault]) -> None:
        super().__init__("the contact does not fit the form")
        self.faults = found


class AlreadyComplete(Exception):
    """A complete contact is not written over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What the form holds; `version` is the one it was read with."""

    version: int
    form: Mapping[str, Any]
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteContact:
    contacts: ContactBook
    audit: AuditBook

    def draft(self, contact_id: str, writer_id: str, written: Written, now: datetime) -> Contact:
        """The contact with its new version. Raises NotYourContact, BadContact, StaleContact."""
        return self._save(contact_id, writer_id, written, now, complete=False)

    def complete(self, contact_id: str, writer_id: str, written: Written, now: datetime) -> Contact:
        """As `draft`, and everything that is needed must be there."""
        return self._save(contact_id, writer_id, written, now, complete=True)

    def _save(
        self, contact_id: str, writer_id: str, written: Written, now: datetime, *, complete: bool
    ) -> Contact:
        contact = self.contacts.contact(contact_id)
        if contact is None or writer_id not in (contact.owner_id, contact.recorded_by):
            raise NotYourContact
        note = _whole_letters(written.note)
        told = text_faults("note", note[:NOTE_LENGTH])
        if found := [*faults(written.form, note, complete=complete), *told]:
            raise BadContact(found)
        if contact.state is ContactState.COMPLETE:
            raise AlreadyComplete
        if contact.version != written.version:
            raise StaleContact(contact)
        changed = replace(
            contact,
            form=written.form,
            note=note,
            form_version=VERSION,
            recorded_by=writer_id,
        )
        if complete:
            changed = replace(changed, state=ContactState.COMPLETE, completed_at=now)
        saved = self.contacts.save(changed)
        # Only now: until it is saved, somebody else's save may still come first.
        act = "contact.complete" if complete else "contact.saved"
        self.audit.note(actor_id=writer_id, act=act, thing=contact_id, now=now)
        return saved


def _whole_letters(text: str) -> str:
    """A page may cut a sign made of a pair in half; half a sign cannot be stored and is marked."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
