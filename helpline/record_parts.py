"""Where the use cases of the records meet what they need."""

import structlog

from helpline.assembly import Parts
from helpline.cases.add_contact import AddContact
from helpline.cases.erase_due import EraseDue
from helpline.cases.keep_case import KeepCase
from helpline.cases.move_case import MoveCase
from helpline.cases.refer import Refer
from helpline.cases.rescue_contact import RescueContact
from helpline.console.parts import RecordParts
from helpline.store.erasure import SqlErasure

log = structlog.get_logger()


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


def erase_due(parts: Parts) -> EraseDue:
    erasure = SqlErasure(parts.database, parts.keys)
    return EraseDue(erasure=erasure, audit=parts.audit, now=parts.clock.now)


def erase_daily(parts: Parts) -> None:
    due = erase_due(parts)(actor="jobs")
    log.info(
        "erased.due",
        contacts=len(due.contacts),
        cases=len(due.cases),
        stuck=due.stuck,
        other_rows=due.other_rows,
        orphan_keys=len(due.orphan_keys),
    )
