"""A running line with a counsellor and a supervisor, for real browsers."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from helpline.cli.people import Sample
from helpline.people.ports import Role
from tests.lives.processes import RunningLine, start_line


@pytest.fixture
def line(tmp_path: Path, fresh_url: Callable[[str], str], prompts: Path) -> Iterator[RunningLine]:
    people = [
        Sample(
            login="counsellor1", name="Sample Counsellor 1", role=Role.COUNSELLOR, ui_language="en"
        ),
        Sample(
            login="supervisor", name="Sample Supervisor", role=Role.SUPERVISOR, ui_language="en"
        ),
    ]
    running = start_line(tmp_path, fresh_url("sqlite"), prompts, people, wrap_up_s=60)
    yield running
    running.close()
