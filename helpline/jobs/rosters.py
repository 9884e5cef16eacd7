"""Rosters that wait are made one after the other, each in a process of its own that can be cancelled."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

import structlog

from helpline.rota.rosters import RosterBook
from shift_schedule.plan import RosterState

log = structlog.get_logger()


class Process(Protocol):
    """As `subprocess.Popen` is."""

    def poll(self) -> int | None: ...
    def terminate(self) -> None: ...


def start_command(roster_id: str) -> Process:
    """The command of ours that makes it; it inherits our settings and tells its end in the database."""
    command = [sys.executable, "-m", "helpline", "roster", "--roster", roster_id]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL)  # noqa: S603 -- our own interpreter


@dataclass(slots=True)
class RosterProcess:
    """Looked at every second; never waits for the process itself."""

    book: RosterBook
    start: Callable[[str], Process]
    _running: tuple[str, Process] | None = field(default=None, init=False)

    def __call__(self) -> None:
        if self._running is not None and not self._is_over():
            return
        if waiting := self.book.waiting():
            roster_id = waiting[0].id
            self.book.note(roster_id, state=RosterState.SOLVING, started=True)
            self._running = (roster_id, self.start(roster_id))

    def _is_over(self) -> bool:
        """A cancelled one is ended; one that died becomes a draft again, with its fault."""
        assert self._running is not None  # noqa: S101 -- for the type checker: asked by `__call__` alone
        roster_id, process = self._running
        waiting = {each.id for each in self.book.waiting()}
        code = process.poll()
        if code is None:
            if roster_id not in waiting:
                process.terminate()
            return False
        self._running = None
        if code != 0 and roster_id in waiting:
            log.error("roster.not_made", ref=roster_id, code=code)
            self.book.note(roster_id, state=RosterState.DRAFT, failed=True)
        return True
