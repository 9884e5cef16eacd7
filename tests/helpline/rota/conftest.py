"""The house on both databases."""

import pytest

from helpline.store.database import Database
from tests.helpline.rota.house import House


@pytest.fixture
def house(database: Database) -> House:
    return House(database)
