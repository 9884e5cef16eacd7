"""A contact that came on paper or in person: written down later, perhaps on behalf of a colleague."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from helpline.cases.form import PAPER_CHANNELS, VERSION
from helpline.cases.ports import Contact, ContactBook
from helpline.privacy.audit import AuditBook

OLDEST = timedelta(days=90)  # what is older would be erased on the day it is written down


class BadPaperContact(ValueError):
    """What was asked for cannot be; `faults` names every field, with an English message id."""

    def __init__(self, faults: list[tuple[str, str]]) -> None:
        super().__init__("the contact cannot be added")
        self.faults = faults


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """`id` is drawn by the page: sent twice, it is still one contact."""

    id: str
    channel: str
    owner_id: str
    happened_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AddContact:
    contacts: ContactBook
    audit: AuditBook

    def __call__(self, paper: Paper, writer_id: str, now: datetime) -> Contact:
        """The empty draft. Raises BadPaperContact, and AlreadyThere when it was sent before."""
        if found := _faults(paper, now):
            raise BadPaperContact(found)
        contact = Contact(
            id=paper.id,
            call_id=None,
            channel=paper.channel,
            owner_id=paper.owner_id,
            recorded_by=writer_id,
            opened_at=paper.happened_at,
            form_version=VERSION,
        )
        self.contacts.add(contact)
        self.audit.note(actor_id=writer_id, act="contact.added", thing=contact.id, now=now)
        return contact


def _faults(paper: Paper, now: datetime) -> list[tuple[str, str]]:
    found = []
    if paper.channel not in PAPER_CHANNELS:
        found += [("channel", "Choose one of the list.")]
    if not now - OLDEST < paper.happened_at <= now:
        found += [("happened_at", "Enter a day of the last 90 days.")]
    return found
