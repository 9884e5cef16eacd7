"""What the records cost: saving a draft, five years of figures, erasing ten thousand cases."""

import random
import secrets
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from helpline.cases.case import Case, CaseState, Entry
from helpline.cases.erase_due import EraseDue
from helpline.cases.form import REGIONS, category_codes
from helpline.cases.ports import Contact
from helpline.reports.tables import report
from helpline.store.audit_book import SqlAuditBook
from helpline.store.case_book import SqlCaseBook
from helpline.store.contact_book import SqlContactBook
from helpline.store.database import Database, open_database
from helpline.store.erasure import SqlErasure
from helpline.store.key_store import KeyStore
from helpline.store.migrate import upgrade
from helpline.store.people_book import SqlPeopleBook
from helpline.store.statistics_book import SqlStatisticsBook
from helpline.store.tables.statistics import statistics
from tests.bench.figure import figure, percentile
from tests.helpline.store.samples import a_person

_NOW = datetime(2026, 11, 25, 8, tzinfo=UTC)
_SAVES, _CASES, _A_DAY, _DAYS = 500, 10_000, 400, 5 * 365


def figures() -> Iterator[Mapping[str, Any]]:
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/records.db"
        upgrade(url)
        keys = KeyStore(Path(folder) / "keys.db", secrets.token_bytes(32), week=lambda: "2026-W48")
        keys.prepare()
        database = open_database(url)
        SqlPeopleBook(database).add(a_person())
        yield _saving(database, keys)
        yield _reporting(database)
        yield _erasing(database, keys)
        database.close()


def _saving(database: Database, keys: KeyStore) -> Mapping[str, Any]:
    book = SqlContactBook(database, keys)
    contact = Contact(
        id="c" * 32, call_id=None, channel="paper", owner_id="person-1", opened_at=_NOW
    )
    book.add(contact)
    took = []
    for number in range(_SAVES):
        begin = time.perf_counter()
        contact = book.save(replace(contact, note=f"a sample note {number} " * 20))
        took.append(1000 * (time.perf_counter() - begin))
    detail = f"{_SAVES} saves of one draft, each sealed and committed"
    return figure("draft saved p99", percentile(took, 0.99), "ms", goal="< 50", detail=detail)


def _reporting(database: Database) -> Mapping[str, Any]:
    chance, codes = random.Random(1), sorted(category_codes())
    plain: dict[str, Any] = {
        "channel": "voice",
        "language": "kk",
        "call_type": "counselling",
        "urgency": "low",
    }
    plain |= {"relation": "child", "actions": ["listened"], "referrals": [], "at_risk": False}
    rows = [
        plain
        | {
            "id": f"{chance.getrandbits(128):032x}",
            "month": f"{2021 + day // 365}-{1 + day % 365 // 31:02}",
            "region": chance.choice(REGIONS),
            "age_band": "10_12",
            "gender": chance.choice(("girl", "boy")),
            "categories": [chance.choice(codes)],
        }
        for day in range(_DAYS)
        for _ in range(_A_DAY)
    ]
    with database.writing() as connection:
        connection.execute(sa.insert(statistics), rows)
    book = SqlStatisticsBook(database)
    begin = time.perf_counter()
    for year in range(2021, 2026):
        report(book, "ombudsman", str(year), "2026-11")
    took = time.perf_counter() - begin
    detail = f"{len(rows)} contacts, five yearly reports of four tables each"
    return figure("five years reported", took, "s", goal="< 60", detail=detail)


def _erasing(database: Database, keys: KeyStore) -> Mapping[str, Any]:
    book = SqlCaseBook(database, keys, SqlContactBook(database, keys))
    old = _NOW - timedelta(days=91)
    for number in range(_CASES):
        case = Case(
            id=f"{number:032x}",
            label=f"sample-{number}",
            state=CaseState.CLOSED,
            owner_id="person-1",
            opened_by="person-1",
            opened_at=old,
            closed_at=old,
        )
        book.add(case)
        book.add_entry(
            Entry(
                id=f"e{number:031x}",
                case_id=case.id,
                kind="note",
                at=old,
                by_id="person-1",
                text="a sample",
            )
        )
    audit = SqlAuditBook(database, keys)
    erase = EraseDue(erasure=SqlErasure(database, keys), audit=audit, now=lambda: _NOW)
    begin = time.perf_counter()
    erased = erase(actor="jobs")
    took = time.perf_counter() - begin
    detail = f"{len(erased.cases)} cases with an entry and a key each, traces emptied"
    return figure("cases erased", took, "s", goal="< 60", detail=detail)
