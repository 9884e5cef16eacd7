"""Web and jobs killed in the middle of many calls; `make kills` does it at full size."""

from collections.abc import Callable
from pathlib import Path

from tests.history.storm import open_storm

FreshUrl = Callable[[str], str]


def test_processes_killed_under_load_lose_and_double_nothing(
    tmp_path: Path, prompts: Path, fresh_url: FreshUrl
) -> None:
    url = fresh_url("postgresql")

    with open_storm(tmp_path, url, prompts, counsellors=6, seed=7) as storm:
        history, _ = storm.run(calls=60, at_once=12, kills=["web", "jobs"])

        assert history.faults() == []
        assert len(history.calls) >= 60 - storm.never_reached
        assert storm.killed == ["web", "jobs"]
        assert storm.live_legs() == []
