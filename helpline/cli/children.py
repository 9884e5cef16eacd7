"""The processes that `run` starts, watches, restarts and stops."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

_RESTART_AFTER_S = 1.0
_STOP_WITHIN_S = 8.0


class ChildDied(Exception):
    """A process ended before it was healthy; the message holds the end of its log."""


@dataclass(slots=True, kw_only=True)
class Child:
    """One of our processes, in a group of its own, writing to a log of its own."""

    name: str
    command: tuple[str, ...]
    log_path: Path
    environ: dict[str, str] = field(repr=False)
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        log: IO[bytes]
        with self.log_path.open("ab") as log:
            self.process = subprocess.Popen(  # noqa: S603 -- our own interpreter and commands
                [sys.executable, "-m", "helpline", *self.command],
                stdout=log,
                stderr=subprocess.STDOUT,
                env=self.environ,
                start_new_session=True,
            )

    @property
    def has_ended(self) -> bool:
        return self.process is None or self.process.poll() is not None

    def stop(self) -> None:
        """Ask, then insist; the group goes too, so that no worker is left behind."""
        if self.process is None:
            return
        self._signal(signal.SIGTERM)
        with contextlib.suppress(
            subprocess.TimeoutExpired
        ):  # whoever does not listen is ended below
            self.process.wait(timeout=_STOP_WITHIN_S)
        self._signal(signal.SIGKILL)
        self.process.wait()

    def _signal(self, number: signal.Signals) -> None:
        if self.process is None:
            return
        try:
            os.killpg(self.process.pid, number)
        except ProcessLookupError:
            return  # it has ended already, and all of its group with it

    def last_words(self) -> str:
        lines = self.log_path.read_text("utf-8", "replace").splitlines()[-8:]
        return "\n".join(f"    {line}" for line in lines)


@dataclass(slots=True, kw_only=True)
class Children:
    """Starts all, waits until all are healthy, brings back what dies."""

    all: list[Child]
    _stopping: threading.Event = field(default_factory=threading.Event, init=False)

    def start(self) -> None:
        for child in self.all:
            child.start()

    def wait_until_healthy(self, addresses: dict[str, str], *, within_s: float) -> None:
        """Raises ChildDied when one ends, or does not answer in time."""
        until = time.monotonic() + within_s
        waiting = dict(addresses)
        while waiting:
            for child in self.all:
                if child.has_ended:
                    raise ChildDied(f"{child.name} ended at once:\n{child.last_words()}")
            waiting = {name: url for name, url in waiting.items() if not _answers(url)}
            if time.monotonic() > until:
                silent = next(child for child in self.all if child.name in waiting)
                raise ChildDied(f"{silent.name} does not answer:\n{silent.last_words()}")
            time.sleep(0.05)

    def watch(self, say: Callable[[str], None]) -> None:
        """Until told to stop: a process that dies is started again, and it is said."""
        while not self._stopping.wait(_RESTART_AFTER_S):
            for child in self.all:
                if child.has_ended and not self._stopping.is_set():
                    say(f"{child.name} ended unexpectedly and is started again")
                    child.start()

    def tell_to_stop(self) -> None:
        self._stopping.set()

    def stop(self) -> None:
        self._stopping.set()
        for child in reversed(self.all):
            child.stop()


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:  # noqa: S310 -- our own loopback address
            return bool(answer.status == 200)  # noqa: PLR2004 -- the one good status
    except (urllib.error.URLError, OSError):
        return False
