"""The audit log on both databases: survives rollbacks, one writer at a time, and tells where it was changed."""

import json
import threading
from pathlib import Path

import pytest
import sqlalchemy as sa

from helpline.privacy.audit import Wanted
from helpline.privacy.audit_chain import Fault
from helpline.store.audit_anchors import AnchorFile
from helpline.store.audit_book import SqlAuditBook
from helpline.store.audit_log import SqlAuditLog
from helpline.store.database import Database, open_database
from helpline.store.key_store import KeyStore
from helpline.store.tables.audit import audit
from tests.helpline.store.samples import NOON, after


@pytest.fixture
def book(database: Database, keys: KeyStore) -> SqlAuditBook:
    return SqlAuditBook(database, keys)


def fill(book: SqlAuditBook, count: int, *, first: int = 1) -> None:
    for number in range(first, first + count):
        thing = f"contact-{number}"
        book.note(actor_id="person-1", act="contact.read", thing=thing, now=after(number))


def things(book: SqlAuditBook) -> list[str]:
    rows = SqlAuditLog(book.database).page(Wanted(), limit=200)
    return [row.thing for row in reversed(rows)]


def run(book: SqlAuditBook, statement: str) -> None:
    with book.database.writing() as connection:
        connection.execute(sa.text(statement))


def test_an_entry_survives_the_rollback_of_the_transaction_around_it(book: SqlAuditBook) -> None:
    def refuse() -> None:
        row = "INSERT INTO part_states VALUES ('x', true, '2026-01-01', '2026-01-01')"
        with book.database.writing() as connection:
            connection.execute(sa.text(row))
            book.note(actor_id="person-1", act="shift.removed", thing="shift-1", now=NOON)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        refuse()

    with book.database.reading() as connection:
        kept = connection.scalar(sa.text("SELECT count(*) FROM part_states"))
    assert kept == 0
    assert things(book) == ["shift-1"]
    assert book.verify([]).faults == []


def test_many_entries_at_once_are_all_there_or_none(book: SqlAuditBook) -> None:
    book.note_each(actor_id="p", act="contact.read", things=["a", "b", "c"], now=NOON)
    book.note_each(actor_id="p", act="contact.read", things=[], now=NOON)

    assert things(book) == ["a", "b", "c"]
    assert book.verify([]).last == 3


def test_two_processes_that_write_at_once_make_one_chain_without_a_gap(
    book: SqlAuditBook, keys: KeyStore
) -> None:
    others = [open_database(book.database.url) for _ in range(3)]
    books = [book, *(SqlAuditBook(each, keys) for each in others)]

    def write(own: SqlAuditBook, name: str) -> None:
        for number in range(10):
            own.note(actor_id=name, act="contact.read", thing=f"{name}-{number}", now=NOON)

    threads = [
        threading.Thread(target=write, args=(own, f"p{number}")) for number, own in enumerate(books)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for each in others:
        each.close()

    verdict = book.verify([])
    assert (verdict.entries, verdict.last, verdict.faults) == (40, 40, [])
    assert len(set(things(book))) == 40


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("UPDATE audit SET thing = 'other' WHERE number = 4", ("altered", 4, 4)),
        ("UPDATE audit SET actor_id = 'p2' WHERE number = 4", ("altered", 4, 4)),
        ("UPDATE audit SET at = '2026-11-25 00:00:00' WHERE number = 1", ("altered", 1, 1)),
        ("UPDATE audit SET reason = '' WHERE number = 9", ("altered", 9, 9)),
        ("DELETE FROM audit WHERE number IN (3, 4)", ("missing", 3, 4)),
        ("DELETE FROM audit WHERE number > 6", ("missing", 7, 9)),
        ("DELETE FROM audit WHERE number = 9", ("missing", 9, 9)),
        ("DELETE FROM audit", ("missing", 1, 9)),
    ],
)
def test_whatever_is_done_in_the_database_is_named_with_its_place(
    book: SqlAuditBook, statement: str, fault: tuple[str, int, int]
) -> None:
    fill(book, 9)

    run(book, statement)

    what, first, last = fault
    assert book.verify([]).faults == [Fault(what=what, first=first, last=last)]


def test_a_cut_stays_visible_whatever_is_written_after_it(book: SqlAuditBook) -> None:
    fill(book, 5)
    run(book, "DELETE FROM audit WHERE number > 3")

    fill(book, 5, first=6)

    assert book.verify([]).faults == [Fault(what="missing", first=4, last=5)]


def test_an_entry_holds_no_sign_that_could_begin_another_line(book: SqlAuditBook) -> None:
    evil = "x\r\n2026 admin \x1b[1A\u202e"
    book.note(actor_id=evil, act=evil, thing=evil, now=NOON, reason=evil * 50)

    (row,) = SqlAuditLog(book.database).page(Wanted(), limit=5)
    for text in (row.actor_id, row.act, row.thing, row.reason or ""):
        assert text.isprintable()
    assert len(row.reason or "") == 255
    assert book.verify([]).faults == []


def test_anchors_lie_outside_and_tell_of_a_log_made_anew(
    book: SqlAuditBook, tmp_path: Path
) -> None:
    anchors = AnchorFile(tmp_path / "anchors.jsonl", book)
    anchors.append(NOON)
    fill(book, 4)
    anchors.append(after(10))
    assert [each.number for each in anchors.read()[0]] == [4]

    run(book, "DELETE FROM audit")
    with book.keys._open() as connection:
        connection.execute("DELETE FROM heads")
    fill(book, 6, first=100)

    kept, foreign = anchors.read()
    assert foreign == []
    assert book.verify([]).faults == []
    assert book.verify(kept).faults == [Fault(what="not the anchored one", first=4, last=4)]


def test_lines_of_the_anchor_file_that_we_did_not_write_are_told(
    book: SqlAuditBook, tmp_path: Path
) -> None:
    path = tmp_path / "anchors.jsonl"
    anchors = AnchorFile(path, book)
    fill(book, 2)
    anchors.append(NOON)
    good = path.read_text("ascii")
    words = json.loads(good)
    forged = [
        json.dumps(words | {"number": 1}),
        "not json",
        "[]",
        "{}",
        json.dumps(words | {"seal": 5}),
        json.dumps(words | {"seal": "ж"}),
    ]
    path.write_text(good + "\n".join(forged) + "\n", encoding="utf-8")

    read, foreign = anchors.read()

    assert [each.number for each in read] == [2]
    assert foreign == [2, 3, 4, 5, 6, 7]
    assert path.stat().st_mode & 0o077 == 0


def test_the_key_of_the_chain_is_not_in_the_database(book: SqlAuditBook) -> None:
    fill(book, 1)

    with book.database.reading() as connection:
        (row,) = connection.execute(sa.select(audit)).mappings()
    assert len(row["link"]) == 32
    assert book.key() not in bytes(row["link"])
    assert repr(book.key()) not in repr(book)
