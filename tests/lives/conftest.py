"""A fresh stage for each life, on both databases."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.lives.stage import Stage, open_stage


@pytest.fixture
def stage(tmp_path: Path, database_url: str, prompts: Path) -> Iterator[Stage]:
    opened = open_stage(tmp_path, database_url, prompts)
    yield opened
    opened.close()
