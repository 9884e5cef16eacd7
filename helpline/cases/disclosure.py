"""Emergency disclosure: one asks, another allows, and only then is one contact shown to who asked."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from helpline.cases.ports import Contact, ContactBook
from helpline.privacy.audit import AuditBook

REASONS = ("life_in_danger", "child_agreed", "court_order")
LIFE = timedelta(hours=24)  # to be answered in, and then to be read in


class NothingThere(Exception):
    """No such contact or request, or not hers."""


class NotAlone(Exception):
    """Whoever asked cannot allow it: it takes two."""


class TooLateToDecide(Exception):
    """Somebody has decided already, or nobody did in time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosure:
    """`approved` is None until somebody has decided."""

    id: str
    contact_id: str
    asked_by: str
    asked_at: datetime
    reason: str
    decided_by: str | None = None
    decided_at: datetime | None = None
    approved: bool | None = None

    def is_readable(self, now: datetime) -> bool:
        return (
            self.approved is True and self.decided_at is not None and now < self.decided_at + LIFE
        )


class DisclosureBook(Protocol):
    def add(self, disclosure: Disclosure) -> None: ...
    def one(self, disclosure_id: str) -> Disclosure | None: ...
    def since(self, instant: datetime, *, asked_by: str | None) -> list[Disclosure]:
        """The newest first; everybody's, or hers alone."""

    def decide(self, disclosure_id: str, by: str, now: datetime, *, approved: bool) -> bool:
        """False when it was decided already: the first decision stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclose:
    contacts: ContactBook
    requests: DisclosureBook
    audit: AuditBook

    def ask(self, person_id: str, contact_id: str, reason: str, now: datetime) -> Disclosure:
        """Raises NothingThere. Nothing is shown yet."""
        if reason not in REASONS or self.contacts.contact(contact_id) is None:
            raise NothingThere
        asked = Disclosure(
            id=uuid.uuid4().hex,
            contact_id=contact_id,
            asked_by=person_id,
            asked_at=now,
            reason=reason,
        )
        self._note(person_id, "disclosure.asked", asked, now, reason)
        self.requests.add(asked)
        return asked

    def decide(self, person_id: str, request_id: str, now: datetime, *, approved: bool) -> None:
        """Raises NothingThere, NotAlone or TooLateToDecide. A decision is not taken back."""
        asked = self.requests.one(request_id)
        if asked is None:
            raise NothingThere
        act = "disclosure.approved" if approved else "disclosure.refused"
        if asked.asked_by == person_id:
            self._note(person_id, "access.refused", asked, now, act)
            raise NotAlone
        if now >= asked.asked_at + LIFE:
            raise TooLateToDecide
        self._note(person_id, act, asked, now, asked.id)
        if not self.requests.decide(request_id, person_id, now, approved=approved):
            raise TooLateToDecide

    def read(self, person_id: str, request_id: str, now: datetime) -> Contact:
        """The contact, for who asked, for a day after it was allowed. Raises NothingThere."""
        asked = self.requests.one(request_id)
        if asked is None or asked.asked_by != person_id or not asked.is_readable(now):
            raise NothingThere
        contact = self.contacts.contact(asked.contact_id)
        if contact is None:
            raise NothingThere
        self._note(person_id, "disclosure.read", asked, now, asked.id)
        return contact

    def _note(
        self, person_id: str, act: str, asked: Disclosure, now: datetime, reason: str
    ) -> None:
        thing = asked.contact_id
        self.audit.note(actor_id=person_id, act=act, thing=thing, now=now, reason=reason)
