"""The command line as a person uses it: real processes, with no setting but those of the test."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
_PATIENCE_S = 60.0


def environ(settings: Mapping[str, str]) -> dict[str, str]:
    ours = {name: value for name, value in os.environ.items() if "HELPLINE" not in name}
    return ours | {"PYTHONUNBUFFERED": "1", **settings}


def helpline(settings: Mapping[str, str], *command: str) -> subprocess.CompletedProcess[str]:
    """Runs to its end."""
    return subprocess.run(  # noqa: S603 -- our own command
        [sys.executable, "-m", "helpline", *command],
        cwd=ROOT,
        env=environ(settings),
        capture_output=True,
        text=True,
        timeout=_PATIENCE_S,
        check=False,
    )


class Started:
    """A command that stays; its output goes to a file, so that it can be read while it runs."""

    def __init__(self, settings: Mapping[str, str], log: Path, *command: str) -> None:
        self.log = log
        with log.open("wb") as out:
            self.process = subprocess.Popen(  # noqa: S603 -- our own command
                [sys.executable, "-m", "helpline", *command],
                cwd=ROOT,
                env=environ(settings),
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    @property
    def said(self) -> str:
        return self.log.read_text("utf-8")

    def wait_for(self, words: str) -> None:
        until(lambda: words in self.said or self.process.poll() is not None)
        assert words in self.said, self.said

    def wait(self) -> int:
        return self.process.wait(_PATIENCE_S)

    def close(self, orphans: Iterable[int]) -> None:
        """Whatever a failed test has left running."""
        for pid in (self.process.pid, *descendants(self.process.pid), *orphans):
            if is_running(pid):
                os.kill(pid, signal.SIGKILL)
        self.process.wait()


def until(holds: Callable[[], bool]) -> None:
    patience = time.monotonic() + _PATIENCE_S
    while not holds() and time.monotonic() < patience:
        time.sleep(0.05)


def descendants(pid: int) -> list[int]:
    """Children, their children, and so on, as the system knows them now."""
    parents: dict[int, list[int]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            state_and_parent = path.read_text("utf-8", "replace").rpartition(")")[2].split()
        except OSError:
            continue  # it ended while we looked
        parents.setdefault(int(state_and_parent[1]), []).append(int(path.parent.name))
    found = list(parents.get(pid, []))
    for child in found:
        found.extend(parents.get(child, []))
    return found


def is_running(pid: int) -> bool:
    try:
        stat = Path(f"/proc/{pid}/stat").read_text("utf-8", "replace")
    except OSError:
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"
