"""The whole jobs process killed around changes of duty; `make kills` does it a thousand times."""

from collections.abc import Callable
from pathlib import Path

from tests.history.lives_of_jobs import live_and_be_killed


def test_no_duty_is_lost_or_begun_twice_however_often_the_jobs_process_is_killed(
    fresh_url: Callable[[str], str], tmp_path: Path
) -> None:
    found = live_and_be_killed(tmp_path, fresh_url("postgresql"), 20)

    assert found.kills == 20
    assert found.acted > 5
    assert found.on_record > 0
    assert (found.lost, set(found.doubled.values())) == (0, {0})
