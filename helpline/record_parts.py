"""Where the use cases of the records meet what they need."""

from helpline.assembly import Parts
from helpline.cases.add_contact import AddContact
from helpline.cases.rescue_contact import RescueContact
from helpline.console.parts import RecordParts


def record_parts(parts: Parts) -> RecordParts:
    return RecordParts(
        add_contact=AddContact(contacts=parts.contacts, audit=parts.audit),
        rescue_contact=RescueContact(contacts=parts.contacts, audit=parts.audit),
    )
