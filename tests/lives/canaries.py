"""A thousand callers with numbers like no other, told by a counsellor of names like no other."""

import asyncio
import gc
import logging
import random
import sqlite3
import subprocess
import types
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import sqlalchemy as sa
import structlog

from helpline.jobs.timers import fire_due
from helpline.record_parts import forget_carrier_records
from helpline.store.carrier_record_book import SqlCarrierRecordBook
from tests.byte_search import Trace
from tests.lives.virtual_desk import Desk
from tests.lives.virtual_office import VirtualOffice
from tests.lives.virtual_story import Child, Story
from tests.servers import pg_dump

CALLS, TALKS, CALL_BACKS = 1000, 40, 10
# Digits that no year, hour or counter of ours puts side by side.
_CHANCE = random.Random(111)
NUMBERS = ["+7755" + "".join(_CHANCE.choices("3456789", k=7)) for _ in range(CALLS)]
NAMES = [f"Канарейка{number:04}ұлы" for number in range(TALKS)]


async def all_of_them(office: VirtualOffice) -> None:
    """Each number rings once: most ring off by themselves, some ask to be rung, some talk."""
    story = Story(office)
    working = asyncio.ensure_future(_timers_and_outbox(office))
    talkers, others = NUMBERS[:TALKS], NUMBERS[TALKS:]
    ringing = [
        asyncio.ensure_future(_rings_off(story, number, place))
        for place, number in enumerate(others)
    ]
    await asyncio.gather(*ringing)
    desk = Desk(story, "ana", story.at_her_desk("ana"))
    for number, name in zip(talkers, NAMES, strict=True):
        await _talks(story, desk, number, name)
    working.cancel()
    with suppress(asyncio.CancelledError):
        await working


async def _timers_and_outbox(office: VirtualOffice) -> None:
    """What the jobs process does of it, twice a second."""
    while True:
        fire_due(office.parts.store, office.parts.apply_event, office.parts.clock)
        office.parts.outbox.sweep()
        await asyncio.sleep(0.5)


async def _rings_off(story: Story, number: str, place: int) -> None:
    await asyncio.sleep(place * 0.5)
    child = Child(story.office, story.office.line.carrier.place_call(number))
    await asyncio.sleep(2)
    if place % 4 == 0:
        child.presses("2")
        await asyncio.sleep(1)
    if place < 4 * CALL_BACKS and place % 4 == 0:
        child.presses("5")
        await story.until(lambda: "message_menu" in child.heard())
        child.presses("2")
        await story.until(lambda: child.call.outcome is not None)
    if child.at_carrier.is_live:
        child.hangs_up()


async def _talks(story: Story, desk: Desk, number: str, name: str) -> None:
    """The name gets into the note; the number, which she tries as well, is refused."""
    child = await story.rings(number)
    await desk.talks_with(child)
    contact = desk.console()["contact"]
    path = f"/api/contacts/{contact['id']}"
    refused = {"version": contact["version"], "form": {}, "note": f"{name} at {number}"}
    assert desk.ask("PUT", path, refused).status_code == 422
    child.hangs_up()
    await story.until(lambda: child.call.outcome is not None)
    form = {"call_type": "counselling", "categories": ["violence.bullying"]}
    kept = {"version": contact["version"], "form": form, "note": f"A sample about {name}."}
    answer = desk.ask("POST", f"{path}/complete", kept)
    assert answer.status_code in {200, 204}, answer.text
    desk.does("/wrap-up/done")


async def until_the_carrier_has_forgotten(office: VirtualOffice) -> None:
    forget = forget_carrier_records(office.parts)
    book = SqlCarrierRecordBook(office.parts.database)
    for _ in range(200):
        await asyncio.sleep(60)
        forget()
        if not book.open().count:
            return
    raise AssertionError(f"{book.open().count} are still with the carrier")


async def ninety_days_later(office: VirtualOffice) -> None:
    await asyncio.sleep(91 * 24 * 3600)
    for chore in office.jobs.chores:
        chore.run()


@contextmanager
def everything_logged(file: Path) -> Iterator[None]:
    """Whatever any library would say at its most talkative, the database's statements too."""
    root, statements = logging.getLogger(), logging.getLogger("sqlalchemy.engine")
    before = root.level, statements.level
    handler = logging.FileHandler(file)
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    statements.setLevel(logging.INFO)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.DEBUG))
    try:
        yield
    finally:
        root.removeHandler(handler)
        handler.close()
        root.setLevel(before[0])
        statements.setLevel(before[1])


def logged(file: Path) -> Trace:
    """Each line once: a statement is said a thousand times."""
    lines = dict.fromkeys(file.read_bytes().splitlines())
    return Trace(place="debug log", content=b"\n".join(lines))


def back_up(database_url: str, folder: Path) -> Trace:
    """The database as its own tools copy it."""
    url = sa.make_url(database_url)
    if url.get_backend_name() == "sqlite":
        target = folder / "copy.db"
        with sqlite3.connect(str(url.database)) as whole, sqlite3.connect(target) as copy:
            whole.backup(copy)
        return Trace(place="backup", content=target.read_bytes())
    plain = url.set(drivername="postgresql").render_as_string(hide_password=False)
    dump = subprocess.run([str(pg_dump()), plain], capture_output=True, check=True)  # noqa: S603 -- the server's own
    return Trace(place="backup", content=dump.stdout)


def data_files_of(database_url: str) -> Iterator[Trace]:
    """PostgreSQL's own files: those of the database and the write-ahead log, after a checkpoint."""
    if not database_url.startswith("postgresql"):
        return
    engine = sa.create_engine(database_url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql("CHECKPOINT")
        folder = Path(str(connection.scalar(sa.text("SHOW data_directory"))))
        query = "SELECT oid FROM pg_database WHERE datname = current_database()"
        oid = connection.scalar(sa.text(query))
    engine.dispose()
    for part in (folder / "base" / str(oid), folder / "pg_wal"):
        for path in sorted(part.iterdir()):
            if path.is_file():
                yield Trace(place=part.name, content=_without_empty_pages(path.read_bytes()))


def _without_empty_pages(content: bytes) -> bytes:
    return content.replace(b"\0" * 64, b"")


def memory_of(thing: object) -> Trace:
    """Every text and every bytes that can be reached from it, as the practice line keeps its calls."""
    seen: set[int] = set()
    found: list[bytes] = []
    ahead: list[Any] = [thing]
    passed = (type, types.ModuleType, types.FunctionType, types.CodeType, types.FrameType)
    while ahead:
        each = ahead.pop()
        if id(each) in seen or isinstance(each, passed):
            continue
        seen.add(id(each))
        if isinstance(each, str):
            found.append(each.encode("utf-8", "replace"))
        elif isinstance(each, bytes):
            found.append(each)
        else:
            ahead.extend(gc.get_referents(each))
    return Trace(place="the practice line", content=b"\n".join(found))
