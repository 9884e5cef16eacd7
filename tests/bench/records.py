"""What the records cost: saving, looking for one of 100,000, five years of figures, erasing."""

import json
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
from helpline.cases.search import Sought
from helpline.reports.tables import report
from helpline.store.audit_book import SqlAuditBook
from helpline.store.case_book import SqlCaseBook
from helpline.store.code_cache import CodeCache
from helpline.store.contact_book import SqlContactBook, place_of
from helpline.store.database import Database, open_database
from helpline.store.encrypted_text import seal
from helpline.store.erasure import SqlErasure
from helpline.store.key_store import KeyStore
from helpline.store.migrate import upgrade
from helpline.store.people_book import SqlPeopleBook
from helpline.store.search_book import SqlSearchBook
from helpline.store.statistics_book import SqlStatisticsBook
from helpline.store.tables.contacts import contacts
from helpline.store.tables.statistics import statistics
from tests.bench.figure import figure, percentile
from tests.helpline.store.samples import a_person

_NOW = datetime(2026, 11, 25, 8, tzinfo=UTC)
_SAVES, _CASES, _A_DAY, _DAYS = 500, 10_000, 400, 5 * 365
_CONTACTS, _SEARCHES = 100_000, 300


def figures() -> Iterator[Mapping[str, Any]]:
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/records.db"
        upgrade(url)
        keys = KeyStore(Path(folder) / "keys.db", secrets.token_bytes(32), week=lambda: "2026-W48")
        keys.prepare()
        database = open_database(url)
        SqlPeopleBook(database).add(a_person())
        yield _saving(database, keys)
        yield from _searching(database, keys)
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


def _searching(database: Database, keys: KeyStore) -> Iterator[Mapping[str, Any]]:
    """A supervisor looks among all of them; rare codes make the database be read to its end."""
    _fill(database, keys)
    contact_book = SqlContactBook(database, keys)
    cache, case_book = CodeCache(database, keys), SqlCaseBook(database, keys, contact_book)
    book = SqlSearchBook(
        database=database, contact_book=contact_book, case_book=case_book, cache=cache
    )
    chance, regions = random.Random(3), [f"region:{code}" for code in REGIONS]
    categories = [f"category:{code}" for code in sorted(category_codes())]
    begin = time.perf_counter()
    book.contacts(Sought(codes=frozenset({"age:under_5"})))
    first, took = time.perf_counter() - begin, list[float]()
    for _ in range(_SEARCHES):
        codes = frozenset({chance.choice(regions), chance.choice(categories)})
        reader = chance.choice((None, f"person-{chance.randrange(1, 41)}"))
        begin = time.perf_counter()
        book.contacts(Sought(reader_id=reader, codes=codes))
        took.append(1000 * (time.perf_counter() - begin))
    name, detail = "search over 100,000 contacts", "every envelope opened once after a start"
    yield figure(f"{name}, the first", first, "s", goal="< 30", detail=detail)
    detail = f"{_SEARCHES} searches by region and category, of all and of one's own, newest 50"
    yield figure(f"{name} p99", percentile(took, 0.99), "ms", goal="< 1000", detail=detail)


def _fill(database: Database, keys: KeyStore) -> None:
    """100,000 sealed contacts of forty people, keys and rows put in at once."""
    chance, codes = random.Random(2), sorted(category_codes())
    for number in range(2, 41):
        SqlPeopleBook(database).add(a_person(number))
    names = [f"{number:032x}" for number in range(1, _CONTACTS + 1)]
    rows = []
    with keys._open() as connection:
        connection.execute("BEGIN IMMEDIATE")
        for number, name in enumerate(names):
            keys._put(connection, name, key := secrets.token_bytes(32), "OR FAIL")
            form = {
                "categories": [chance.choice(codes)],
                "child": {"region": chance.choice(REGIONS)},
            }
            content = json.dumps({"form": form, "note": "a sample"})
            row: dict[str, Any] = {
                "id": name,
                "channel": "paper",
                "state": "complete",
                "version": 1,
            }
            at = _NOW - timedelta(minutes=number)
            row |= {"opened_at": at, "completed_at": at, "form_version": "2"}
            row |= {
                "owner_id": f"person-{1 + number % 40}",
                "sealed": seal(key, content, place=place_of(name)),
            }
            rows.append(row)
        connection.execute("COMMIT")
    with database.writing() as writing:
        writing.execute(sa.insert(contacts), rows)


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
