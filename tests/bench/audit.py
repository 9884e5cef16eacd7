"""How fast the audit log is verified, and what an entry costs."""

import secrets
import tempfile
import time
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from helpline.store.audit_book import SqlAuditBook
from helpline.store.database import open_database
from helpline.store.key_store import KeyStore
from helpline.store.migrate import upgrade
from tests.bench.figure import figure
from tests.servers import postgres_url

_ENTRIES = 200_000
_AT_ONCE = 5_000
_SINGLE = 100


def figures() -> Iterator[Mapping[str, Any]]:
    for kind in ("sqlite", "postgresql"):
        with tempfile.TemporaryDirectory() as folder:
            url = postgres_url() if kind == "postgresql" else f"sqlite:///{folder}/audit.db"
            upgrade(url)
            keys = KeyStore(Path(folder) / "keys.db", secrets.token_bytes(32))
            keys.prepare()
            database = open_database(url)
            yield from _figures(kind, SqlAuditBook(database, keys))
            database.close()


def _figures(kind: str, book: SqlAuditBook) -> Iterator[Mapping[str, Any]]:
    now = datetime(2026, 11, 25, 8, tzinfo=UTC)
    begin = time.perf_counter()
    for number in range(_SINGLE):
        book.note(actor_id="p", act="contact.read", thing=f"{number}", now=now)
    each_ms = 1000 * (time.perf_counter() - begin) / _SINGLE
    detail = f"{_SINGLE} entries, a transaction and a raised head each"
    yield figure(f"audit entry {kind}", each_ms, "ms", goal="< 50", detail=detail)
    for first in range(0, _ENTRIES, _AT_ONCE):
        things = [f"{number:032x}" for number in range(first, first + _AT_ONCE)]
        book.note_each(actor_id="p" * 32, act="contact.read", things=things, now=now)
    begin = time.perf_counter()
    verdict = book.verify([])
    rate = verdict.entries / (time.perf_counter() - begin)
    detail = f"{verdict.entries} entries read and verified, {len(verdict.faults)} faults"
    yield figure(f"audit verified {kind}", rate, "entries/s", goal=">= 100000", detail=detail)
