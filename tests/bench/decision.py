"""One decision under the lock, from taking it to the commit: 200 people, 500 callers who wait."""

import tempfile
import time
import uuid
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from helpline.calls.apply_event import ApplyEvent
from helpline.clock import SystemClock
from helpline.store.database import Database, open_database
from helpline.store.migrate import upgrade
from helpline.store.sql_store import SqlStore
from helpline.store.tables.events import events
from routing.events import End, WrapUpDone
from routing.policy import Policy
from tests.bench.figure import figure, percentile
from tests.bench.town_rows import add_people, add_talks, add_waiting
from tests.servers import postgres_url, run_on

_PEOPLE, _WAITING = 200, 500


def figures() -> Iterator[Mapping[str, Any]]:
    for kind in ("sqlite", "postgresql"):
        with tempfile.TemporaryDirectory() as folder:
            database = open_database(_fresh(kind, Path(folder)))
            spent, bare, per_second = _measure(database)
            database.close()
        detail = (
            f"{_PEOPLE} people, {_WAITING} waiting; lock → state read, decided, saved, committed"
        )
        for part, label, goal in ((0.5, "p50", "< 5"), (0.99, "p99", "< 10")):
            value = 1000 * percentile(spent, part)
            name = f"decision under the lock {kind}: {label}"
            yield figure(name, value, "ms", goal=f"{goal} on a quiet machine", detail=detail)
        bare_ms = 1000 * percentile(bare, 0.5)
        ratio = percentile(spent, 0.5) / percentile(bare, 0.5)
        yield figure(
            f"decision under the lock {kind}: times a commit alone",
            ratio,
            "ratio",
            goal="none: it is told",
            detail=f"one row under the same lock: p50 {bare_ms:.2f} ms",
        )
        yield figure(
            f"decisions {kind}",
            per_second,
            "events/s",
            goal=">= 10",
            detail=f"one after the other; {detail}",
        )


def _fresh(kind: str, folder: Path) -> str:
    url = f"sqlite:///{folder}/helpline.db"
    if kind == "postgresql":
        name = f"decision_{uuid.uuid4().hex[:8]}"
        run_on(postgres_url(), f"CREATE DATABASE {name}")
        made = sa.make_url(postgres_url()).set(database=name)
        url = made.render_as_string(hide_password=False)
    upgrade(url)
    return url


def _measure(database: Database) -> tuple[list[float], list[float], float]:
    staff = add_people(database, _PEOPLE, on_shift=_PEOPLE)
    talks = add_talks(database, staff)
    add_waiting(database, _WAITING)
    store = SqlStore(database=database)
    apply_event = ApplyEvent(
        store=store, deliver=lambda _: None, clock=SystemClock(), policy=Policy()
    )
    spent: list[float] = []
    for person_id, call_id in zip(staff, talks, strict=True):
        for event in (
            End(id=f"end:{call_id}", call_id=call_id, counsellor_id=person_id),
            WrapUpDone(id=f"free:{person_id}", counsellor_id=person_id),
        ):
            started = time.perf_counter()
            apply_event(event)
            spent.append(time.perf_counter() - started)
    return spent, [_bare(store, number) for number in range(_PEOPLE)], len(spent) / sum(spent)


def _bare(store: SqlStore, number: int) -> float:
    """The lock, one small row, the commit: what no decision can do without."""
    row = {
        "id": f"bare:{number}",
        "at": SystemClock().now(),
        "kind": "Bare",
        "body": {},
        "reply": {},
    }
    started = time.perf_counter()
    with store.domain() as book:
        book.connection.execute(sa.insert(events).values(**row))
    return time.perf_counter() - started
