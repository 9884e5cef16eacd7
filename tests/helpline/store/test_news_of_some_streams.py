"""The news of some streams alone is read in one question, and from its end."""

import sqlalchemy as sa

from helpline.calls.ports import News
from helpline.store.database import Database
from helpline.store.news import append_news
from helpline.store.stream_book import SqlStreamBook, later_in
from helpline.store.tables.streams import stream_events
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


def test_of_many_streams_not_one_is_left_out(database: Database) -> None:
    names = [f"person:{number:03}" for number in range(230)]
    _tell(database, *names, *names)

    read = SqlStreamBook(database).later_than(dict.fromkeys(names, 1))

    assert [(event.stream, event.seq) for event in read] == [(name, 2) for name in names]
    assert len(SqlStreamBook(database).later_than(dict.fromkeys(names, 0), limit=300)) == 300


def test_it_is_read_from_its_end_however_much_went_before(database: Database) -> None:
    names = [f"person:{number:02}" for number in range(20)]
    row = {"at": NOON, "type": "call", "body": {}}
    with database.writing() as connection:
        rows = [{"stream": name, "seq": seq, **row} for name in names for seq in range(1, 1001)]
        connection.execute(sa.insert(stream_events), rows)
        connection.execute(sa.text("ANALYZE"))
        (query,) = later_in(dict.fromkeys(names, 999), 1000)
        words = query.compile(connection.engine, compile_kwargs={"literal_binds": True})
        how = "EXPLAIN QUERY PLAN" if database.is_sqlite else "EXPLAIN"
        plan = "\n".join(str(line) for line in connection.execute(sa.text(f"{how} {words}")))

    assert "Filter" not in plan
    assert "Seq Scan" not in plan
    assert "SCAN stream_events" not in plan
    assert plan.count("Index Cond") + plan.count("SEARCH stream_events") == len(names)


def _tell(database: Database, *streams: str) -> None:
    with database.writing() as connection:
        news = [News(stream=stream, type="call", body={}) for stream in streams]
        append_news(connection, news, NOON)
