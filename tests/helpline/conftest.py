"""An office on each database; each contract against the fake in memory and both databases."""

import secrets
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from helpline.store.contact_book import SqlContactBook
from helpline.store.database import open_database
from helpline.store.key_store import KeyStore
from helpline.store.people_book import SqlPeopleBook, SqlPresenceBook
from helpline.store.shift_book import SqlShiftBook
from helpline.store.sql_store import SqlStore
from helpline.store.training_book import SqlTrainingBook
from tests.fakes.fake_books import (
    FakeContactBook,
    FakePeopleBook,
    FakePresenceBook,
    FakeShiftBook,
)
from tests.fakes.fake_store import FakeStore
from tests.fakes.fake_training import FakeTrainingBook
from tests.fakes.memory import Memory
from tests.helpline.office import Office, open_office
from tests.helpline.store.samples import Books


@pytest.fixture
def office(tmp_path: Path, database_url: str) -> Iterator[Office]:
    opened = open_office(tmp_path, database_url)
    yield opened
    opened.close()


@pytest.fixture
def keys(tmp_path: Path) -> KeyStore:
    store = KeyStore(tmp_path / "keys.db", secrets.token_bytes(32))
    store.prepare()
    return store


@pytest.fixture(params=["fake", "sqlite", "postgresql"])
def books(
    request: pytest.FixtureRequest, fresh_url: Callable[[str], str], keys: KeyStore
) -> Iterator[Books]:
    """The ports, empty, implemented three times."""
    if request.param == "fake":
        yield fake_books()
        return
    database = open_database(fresh_url(request.param))
    store = SqlStore(database=database)
    yield Books(
        store=store,
        people=SqlPeopleBook(database),
        presence=SqlPresenceBook(database),
        shifts=SqlShiftBook(database),
        contacts=SqlContactBook(database, keys),
        training=SqlTrainingBook(store=store, keys=keys),
    )
    database.close()


def fake_books() -> Books:
    memory = Memory()
    return Books(
        store=FakeStore(memory),
        people=FakePeopleBook(memory),
        presence=FakePresenceBook(memory),
        shifts=FakeShiftBook(memory),
        contacts=FakeContactBook(memory),
        training=FakeTrainingBook(memory),
    )
