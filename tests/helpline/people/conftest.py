"""The door with its second factor: in memory and on both databases."""

from collections.abc import Callable, Iterator

import pytest

from helpline.store.database import open_database
from helpline.store.factor_book import SqlFactorBook
from helpline.store.key_store import KeyStore
from helpline.store.people_book import SqlPeopleBook
from tests.fakes.fake_books import FakePeopleBook
from tests.fakes.fake_factors import FakeFactorBook
from tests.fakes.memory import Memory
from tests.helpline.people.gate import Gate, open_gate


@pytest.fixture(params=["fake", "sqlite", "postgresql"])
def gate(
    request: pytest.FixtureRequest, fresh_url: Callable[[str], str], keys: KeyStore
) -> Iterator[Gate]:
    if request.param == "fake":
        gate = open_gate(FakePeopleBook(Memory()), FakeFactorBook())
        yield gate
        return
    database = open_database(fresh_url(request.param))
    yield open_gate(SqlPeopleBook(database), SqlFactorBook(database, keys))
    database.close()
