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
from helpline.store.statistics_book import SqlStatisticsBook

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
        statistics=SqlStatisticsBook(parts.database),
    )


def erase_due(parts: Parts) -> EraseDue:
    erasure = SqlErasure(parts.database, parts.keys)
    return EraseDue(erasure=erasure, audit=parts.audit, now=parts.clock.now)


def erase_daily(parts: Parts) -> None:
    due = erase_due(parts)(actor="jobs")
    what = f"{len(due.contacts)} contacts, {len(due.cases)} cases, {due.other_rows} other rows"
    log.info("erased.due", what=f"{what}, {due.stuck} unfinished for too long")
