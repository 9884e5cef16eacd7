"""Which parts of the line work: told once at each change, and never quietly out of date."""

from datetime import UTC, datetime, timedelta

import pytest

from helpline.store.database import Database
from helpline.store.health_book import STALE, PartState, SqlHealthBook
from helpline.store.stream_book import SqlStreamBook

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.fixture
def book(database: Database) -> SqlHealthBook:
    return SqlHealthBook(database)


def _told(book: SqlHealthBook) -> list[tuple[str, bool]]:
    events = SqlStreamBook(book.database).after("line", 0)
    return [(each.body["part"], each.body["is_up"]) for each in events if each.type == "part"]


def test_a_part_is_up_or_down_since_it_was_first_found_so(book: SqlHealthBook) -> None:
    for after, is_up in ((0, True), (10, True), (20, False), (25, False)):
        book.found("carrier", is_up=is_up, now=NOON + after * SECOND)

    assert book.states(NOON + 26 * SECOND) == {
        "carrier": PartState(is_up=False, since=NOON + 20 * SECOND)
    }


def test_boards_hear_of_each_change_once(book: SqlHealthBook) -> None:
    for after, is_up in enumerate((True, True, False, False, True)):
        book.found("carrier", is_up=is_up, now=NOON + after * SECOND)

    assert _told(book) == [("carrier", True), ("carrier", False), ("carrier", True)]


def test_when_nobody_looks_any_more_the_jobs_process_is_down(book: SqlHealthBook) -> None:
    book.found("jobs", is_up=True, now=NOON)

    assert book.states(NOON + STALE)["jobs"].is_up
    assert book.states(NOON + STALE + SECOND) == {"jobs": PartState(is_up=False, since=NOON)}


def test_a_line_that_has_just_been_set_up_knows_of_no_part(book: SqlHealthBook) -> None:
    assert book.states(NOON) == {}
