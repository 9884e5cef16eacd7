"""Contacts as the use cases see them. Plain text exists only in memory; the store encrypts it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol


class ContactState(StrEnum):
    DRAFT = "draft"
    COMPLETE = "complete"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """The anonymised record of one call. `form` holds codes, `note` free text; both are content.

    `owner_id` is who spoke with the child, `recorded_by` who wrote it down last: a colleague on her
    behalf, or the supervisor who rescued it. `training` names the session when it is a practice
    call's: nothing in it is about a child.
    """

    id: str
    call_id: str | None
    channel: str = "voice"
    owner_id: str
    recorded_by: str | None = None
    state: ContactState = ContactState.DRAFT
    opened_at: datetime
    completed_at: datetime | None = None
    form: Mapping[str, Any] = field(default_factory=dict, repr=False)
    form_version: str = "1"
    note: str = field(default="", repr=False)
    version: int = 0
    training: str | None = None
    case_id: str | None = None


class StaleContact(Exception):
    """Somebody saved the contact since it was read; `current` is what stands."""

    def __init__(self, current: Contact) -> None:
        super().__init__("the contact was saved elsewhere")
        self.current = current


class AlreadyThere(Exception):
    """A contact of this id exists: the same form was sent twice."""


class ContactBook(Protocol):
    def contact(self, contact_id: str) -> Contact | None: ...
    def of_call(self, call_id: str) -> Contact | None: ...
    def save(self, contact: Contact) -> Contact:
        """Write form, note and state if the stored version is `contact.version`; raises StaleContact.

        Gives back the contact with its new version.
        """

    def add(self, contact: Contact) -> None:
        """An empty draft without a call. Raises AlreadyThere."""

    def hand_over(self, contact: Contact, to: str) -> Contact:
        """Another may write it too; as `save`, with a new version. Raises StaleContact."""

    def unfinished(self, owner_id: str) -> list[Contact]:
        """Her drafts, oldest first: those of her calls, and those she writes down for others."""

    def of_case(self, case_id: str) -> list[Contact]:
        """Oldest first."""

    def listing(
        self, *, owner_id: str | None, before: datetime | None, limit: int
    ) -> list[Contact]:
        """Newest first by `opened_at`; keyset paging by `before`."""
