"""Where the use cases of the records meet what they need."""

from helpline.assembly import Parts
from helpline.cases.add_contact import AddContact
from helpline.cases.keep_case import KeepCase
from helpline.cases.move_case import MoveCase
from helpline.cases.refer import Refer
from helpline.cases.rescue_contact import RescueContact
from helpline.console.parts import RecordParts


def record_parts(parts: Parts) -> RecordParts:
    keep = KeepCase(cases=parts.cases, contacts=parts.contacts, audit=parts.audit)
    return RecordParts(
        add_contact=AddContact(contacts=parts.contacts, audit=parts.audit),
        rescue_contact=RescueContact(contacts=parts.contacts, audit=parts.audit),
        keep_case=keep,
        move_case=MoveCase(keep=keep),
        refer=Refer(keep=keep, services=parts.services),
        services=parts.services,
    )
