"""An office on each database."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpline.office import Office, open_office


@pytest.fixture
def office(tmp_path: Path, database_url: str) -> Iterator[Office]:
    opened = open_office(tmp_path, database_url)
    yield opened
    opened.close()
