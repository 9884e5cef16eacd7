"""News of a stream that nobody has told of before, told by several at once."""

import threading
from collections.abc import Callable

import pytest
import sqlalchemy as sa

from helpline.calls.ports import News
from helpline.store.database import open_database
from helpline.store.news import append_news
from helpline.store.tables.streams import stream_events
from tests.helpline.store.samples import NOON

_AT_ONCE = 8


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_stream_that_several_begin_at_once_is_numbered_without_a_gap(
    fresh_url: Callable[[str], str], kind: str
) -> None:
    database, begin, faults = open_database(fresh_url(kind)), threading.Barrier(_AT_ONCE), []

    def tell(number: int) -> None:
        news = [News(stream="line", type="x", body={"number": number})]
        begin.wait()
        try:
            with database.writing() as connection:
                append_news(connection, news, NOON)
        except sa.exc.SQLAlchemyError as fault:
            faults.append(fault)

    threads = [threading.Thread(target=tell, args=(number,)) for number in range(_AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with database.reading() as connection:
        numbers = connection.scalars(sa.select(stream_events.c.seq).order_by("seq")).all()
    database.close()
    assert faults == []
    assert list(numbers) == list(range(1, _AT_ONCE + 1))
