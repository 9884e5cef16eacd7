"""The news of some streams alone is read in one question."""

from helpline.calls.ports import News
from helpline.store.database import Database
from helpline.store.news import append_news
from helpline.store.stream_book import SqlStreamBook
from tests.builders.routing import NOON


def test_only_what_is_later_and_only_of_these_streams_in_order(database: Database) -> None:
    _tell(database, "line", "person:a", "line", "person:b", "line")

    read = SqlStreamBook(database).later_than({"person:a": 0, "line": 1})

    assert [(event.stream, event.seq) for event in read] == [
        ("line", 2),
        ("line", 3),
        ("person:a", 1),
    ]


def test_no_stream_no_news(database: Database) -> None:
    _tell(database, "line")

    assert SqlStreamBook(database).later_than({}) == []
    assert SqlStreamBook(database).later_than({"line": 1}) == []


def test_what_changed_since_somebody_looked_has_streams_she_did_not_know(
    database: Database,
) -> None:
    _tell(database, "line", "person:a", "line")

    read = SqlStreamBook(database).changed_since({"line": 1})

    assert [(event.stream, event.seq) for event in read] == [("line", 2), ("person:a", 1)]


def _tell(database: Database, *streams: str) -> None:
    with database.writing() as connection:
        news = [News(stream=stream, type="call", body={}) for stream in streams]
        append_news(connection, news, NOON)
