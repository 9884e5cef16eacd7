"""Old entries are retired from the beginning of the log, and what is left is verified as before."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from helpline.privacy.audit import BY_ITSELF, Wanted
from helpline.privacy.audit_chain import START, Fault
from helpline.store.audit_anchors import AnchorFile
from helpline.store.audit_book import SqlAuditBook
from helpline.store.audit_log import SqlAuditLog
from helpline.store.audit_retention import AuditRetention, LogWasChanged
from helpline.store.database import Database
from helpline.store.key_store import KeyStore
from tests.helpline.store.samples import NOON, after
from tests.helpline.store.test_audit_book import fill, run, things

CUT = after(6)  # entries 1 to 5 are older


@pytest.fixture
def book(database: Database, keys: KeyStore) -> SqlAuditBook:
    made = SqlAuditBook(database, keys)
    fill(made, 9)
    return made


def retire(book: SqlAuditBook, before: datetime = CUT) -> int:
    return AuditRetention(book).retire(before, after(100))


def test_what_is_old_enough_is_gone_and_the_rest_is_verified_as_before(book: SqlAuditBook) -> None:
    assert retire(book) == 5

    assert things(book) == ["contact-6", "contact-7", "contact-8", "contact-9", "1-5"]
    (told,) = SqlAuditLog(book.database).page(Wanted(act="audit.retired"), limit=9)
    assert (told.number, told.actor_id, told.at) == (10, BY_ITSELF, after(100))
    verdict = book.verify([])
    assert (verdict.entries, verdict.last, verdict.faults) == (5, 10, [])
    assert retire(book) == 0
    assert retire(book, after(8)) == 2
    assert book.verify([]).faults == []


def test_the_newest_entry_stays_however_old_it_is(book: SqlAuditBook) -> None:
    assert retire(book, NOON + timedelta(days=9000)) == 8

    assert things(book) == ["contact-9", "1-8"]
    assert book.verify([]).faults == []


def test_a_long_log_is_retired_stretch_by_stretch(book: SqlAuditBook) -> None:
    assert AuditRetention(book, at_once=2).retire(CUT, after(100)) == 5

    assert things(book)[4:] == ["1-2", "3-4", "5-5"]
    assert book.verify([]).faults == []


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("UPDATE audit SET thing = 'other' WHERE number = 6", ("altered", 6, 6)),
        ("UPDATE audit SET thing = 'other' WHERE number = 8", ("altered", 8, 8)),
        ("DELETE FROM audit WHERE number < 8", ("missing", 6, 7)),
        ("DELETE FROM audit WHERE number > 8", ("missing", 9, 10)),
        ("DELETE FROM audit_bases", ("missing", 1, 5)),
        ("UPDATE audit_bases SET number = 4", ("missing", 1, 5)),
        ("UPDATE audit_bases SET link = 'x'", ("missing", 1, 5)),
    ],
)
def test_after_retiring_every_change_is_named_with_its_place_as_before(
    book: SqlAuditBook, statement: str, fault: tuple[str, int, int]
) -> None:
    retire(book)

    run(book, statement)

    what, first, last = fault
    assert book.verify([]).faults == [Fault(what=what, first=first, last=last)]


def test_nobody_retires_entries_by_hand(book: SqlAuditBook) -> None:
    """Without the key the base that would hide the deletion cannot be sealed."""
    run(book, "DELETE FROM audit WHERE number < 8")
    run(book, "INSERT INTO audit_bases SELECT number - 1, link, link FROM audit WHERE number = 8")

    assert book.verify([]).faults == [Fault(what="missing", first=1, last=7)]


def test_a_change_among_the_old_entries_is_not_retired_with_them(book: SqlAuditBook) -> None:
    run(book, "UPDATE audit SET thing = 'other' WHERE number = 3")

    with pytest.raises(LogWasChanged):
        retire(book)

    assert book.verify([]).entries == 9
    assert book.verify([]).faults == [Fault(what="altered", first=3, last=3)]
    with book.database.reading() as connection:
        assert book.base(connection) == START


def test_anchors_of_what_was_retired_are_no_fault_and_the_others_hold(
    book: SqlAuditBook, tmp_path: Path
) -> None:
    anchors = AnchorFile(tmp_path / "anchors.jsonl", book)
    anchors.append(NOON)
    retire(book)
    anchors.append(NOON)
    fill(book, 3, first=20)
    retire(book, after(9))

    assert [anchor.number for anchor in anchors.read()[0]] == [9, 10]
    assert book.verify(anchors.read()[0]).faults == []
    run(book, "DELETE FROM audit WHERE number > 9")
    (fault,) = book.verify(anchors.read()[0]).faults
    assert (fault.what, fault.first) == ("missing", 10)


def test_writing_goes_on_behind_a_base_whose_head_was_lost(book: SqlAuditBook) -> None:
    retire(book)
    run(book, "DELETE FROM audit")
    with book.keys._open() as connection:
        connection.execute("DELETE FROM heads")

    fill(book, 1, first=50)

    verdict = book.verify([])
    assert (verdict.last, verdict.faults) == (6, [])
