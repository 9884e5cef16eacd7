"""A contact that is stuck: its counsellor has gone, or her machine has. A supervisor finishes it."""

from dataclasses import dataclass
from datetime import datetime

from helpline.cases.ports import Contact, ContactBook, ContactState
from helpline.cases.write_contact import AlreadyComplete
from helpline.privacy.audit import AuditBook

REASONS = ("counsellor_gone", "technical_fault", "too_long_open")


class NothingToRescue(Exception):
    """There is no such contact, or no reason was given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RescueContact:
    contacts: ContactBook
    audit: AuditBook

    def __call__(self, contact_id: str, rescuer_id: str, reason: str, now: datetime) -> Contact:
        """The rescuer may write it from now on; the counsellor stays its owner.

        Raises NothingToRescue, AlreadyComplete, and StaleContact when somebody saved at that moment.
        """
        contact = self.contacts.contact(contact_id)
        if contact is None or reason not in REASONS:
            raise NothingToRescue
        if contact.state is ContactState.COMPLETE:
            raise AlreadyComplete
        self.audit.note(
            actor_id=rescuer_id, act="contact.rescued", thing=contact_id, now=now, reason=reason
        )
        return self.contacts.hand_over(contact, rescuer_id)
