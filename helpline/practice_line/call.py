"""A leg at the carrier: one call resource and its conversation."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from helpline.practice_line.clock import Now, machine_time

FINAL = frozenset({"completed", "busy", "failed", "no-answer", "canceled"})
_UNANSWERED = frozenset({"queued", "ringing"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """The document to fetch next, or one that is given."""

    url: str = ""
    method: str = "POST"
    params: dict[str, str] = field(default_factory=dict)
    document: str | None = None


Work = Callable[[], Coroutine[Any, Any, Target | None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Where a call's progress is told, and which of it; a number's own tells the end only."""

    url: str = ""
    method: str = "POST"
    events: frozenset[str] = frozenset({"completed"})


@dataclass(slots=True, kw_only=True, eq=False)
class Call:
    """`pending` is what a REST update wants next; `keys` are the digits pressed so far.

    `history` is every state it has been in, with its instant; `queue_ms` how long it waited to
    be launched.
    """

    sid: str
    from_: str
    to: str
    direction: str = "inbound"
    parent_sid: str | None = None
    identity: str | None = None
    extra: dict[str, str] = field(default_factory=dict)
    fallback_url: str = ""
    told: Told = field(default_factory=Told)
    sequence: int = 0  # of the next event told
    ring_s: float = 60
    limit_s: int | None = None  # from its answer to its end, where the API says so
    status: str = "ringing"
    now: Now = machine_time
    history: list[tuple[datetime, str]] = field(init=False)
    answered_at: datetime | None = None
    answered_by: str | None = None
    ended_at: datetime | None = None
    queue_ms: int = 0
    keys: "asyncio.Queue[str]" = field(default_factory=asyncio.Queue)
    cookies: dict[str, dict[str, str]] = field(default_factory=dict)
    now_playing: str | None = None
    room: Any = None
    bridged_to: str | None = None
    pending: Target | None = None
    runner: "asyncio.Task[Target | None] | None" = None
    task: "asyncio.Task[None] | None" = None
    document_url: str = ""

    def __post_init__(self) -> None:
        self.history = [(self.now(), self.status)]

    @property
    def created_at(self) -> datetime:
        return self.history[0][0]

    @property
    def is_live(self) -> bool:
        return self.status not in FINAL

    @property
    def is_answered(self) -> bool:
        return self.answered_at is not None

    @property
    def was_never_launched(self) -> bool:
        """Of a call that was taken back before it rang nothing is told."""
        return [status for _, status in self.history] == ["queued", "canceled"]

    @property
    def duration_s(self) -> int:
        if self.answered_at is None or self.ended_at is None:
            return 0
        return round((self.ended_at - self.answered_at).total_seconds())

    def status_before(self, age: timedelta) -> str:
        """The state it was in that long ago, or its first."""
        then = self.now() - age
        past = [status for at, status in self.history if at <= then]
        return past[-1] if past else self.history[0][1]

    def ring(self) -> None:
        self._become("ringing")

    def answer(self) -> None:
        if self.status in _UNANSWERED:
            self._become("in-progress")
            self.answered_at = self.now()

    def end(self, status: str = "completed") -> None:
        if self.is_live:
            self._become(status)
            self.ended_at = self.now()

    def forget_keys(self) -> None:
        while not self.keys.empty():
            self.keys.get_nowait()

    def interrupt(self, target: Target | None) -> None:
        """Break out of whatever is being played or waited for."""
        self.pending = target
        if self.runner is not None:
            self.runner.cancel()

    def _become(self, status: str) -> None:
        self.status = status
        self.history.append((self.now(), status))
