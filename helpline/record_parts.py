"""Where the use cases of the records meet what they need."""

from datetime import timedelta

import structlog

from helpline.assembly import Parts
from helpline.calls.forget_carrier_records import ForgetCarrierRecords
from helpline.cases.add_contact import AddContact
from helpline.cases.code_words import CodeWords
from helpline.cases.erase_due import EraseDue
from helpline.cases.keep_case import KeepCase
from helpline.cases.move_case import MoveCase
from helpline.cases.refer import Refer
from helpline.cases.rescue_contact import RescueContact
from helpline.cases.search import SearchRecords
from helpline.console.parts import RecordParts
from helpline.store.access_retention import AccessRetention
from helpline.store.audit_retention import AuditRetention
from helpline.store.carrier_record_book import SqlCarrierRecordBook
from helpline.store.code_cache import CodeCache
from helpline.store.erasure import SqlErasure
from helpline.store.search_book import SqlSearchBook
from helpline.store.statistics_book import SqlStatisticsBook
from helpline.store.word_book import SqlWordBook
from helpline.telephony.call_records import forget_call_at

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
        carrier_records=SqlCarrierRecordBook(parts.database),
        search=_search(parts),
        code_words=CodeWords(
            words=SqlWordBook(parts.database, parts.keys),
            contacts=parts.contacts,
            keep_case=keep,
            audit=parts.audit,
        ),
    )


def _search(parts: Parts) -> SearchRecords:
    book = SqlSearchBook(
        database=parts.database,
        contact_book=parts.contacts,
        case_book=parts.cases,
        cache=CodeCache(parts.database, parts.keys),
    )
    return SearchRecords(book=book, audit=parts.audit)


def erase_due(parts: Parts) -> EraseDue:
    erasure = SqlErasure(parts.database, parts.keys)
    life = timedelta(days=parts.config.audit_days)
    return EraseDue(
        erasure=erasure,
        audit=parts.audit,
        now=parts.clock.now,
        access=AccessRetention(parts.database),
        log=AuditRetention(parts.audit, life=life),
    )


def erase_regularly(parts: Parts) -> None:
    due = erase_due(parts)(actor="jobs")
    what = f"{len(due.contacts)} contacts, {len(due.drafts)} never finished, {len(due.cases)} cases"
    rest = f"{due.other_rows} other rows, {due.log_entries} log entries"
    log.info("erased.due", what=f"{what}, {rest}; {due.stuck} unfinished for long")


def forget_carrier_records(parts: Parts) -> ForgetCarrierRecords:
    return ForgetCarrierRecords(
        book=SqlCarrierRecordBook(parts.database),
        forget=forget_call_at(lambda: getattr(parts.carrier, "client")),  # noqa: B009 -- no part of the port
        clock=parts.clock,
    )
