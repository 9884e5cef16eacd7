"""A fresh stage for each life, on both databases; prompts are made once."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from helpline.telephony.prompts.make import make_placeholders
from tests.lives.stage import Stage, open_stage


@pytest.fixture(scope="session")
def prompts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("prompts")
    make_placeholders(folder)
    return folder


@pytest.fixture
def stage(tmp_path: Path, database_url: str, prompts: Path) -> Iterator[Stage]:
    opened = open_stage(tmp_path, database_url, prompts)
    yield opened
    opened.close()
