"""A leg at the carrier: one call resource and its conversation."""

import asyncio
import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

FINAL = frozenset({"completed", "busy", "failed", "no-answer", "canceled"})
_UNANSWERED = frozenset({"queued", "ringing"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """The document to fetch next, or one that is given."""

    url: str = ""
    method: str = "POST"
    params: dict[str, str] = field(default_factory=dict)
    document: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Where a call's progress is told, and which of it; a number's own tells the end only."""

    url: str = ""
    method: str = "POST"
    events: frozenset[str] = frozenset({"completed"})


def new_sid(prefix: str) -> str:
    return f"{prefix}{secrets.token_hex(16)}"


@dataclass(slots=True, kw_only=True, eq=False)
class Call:
    """`pending` is what a REST update wants next; `keys` are the digits pressed so far."""

    sid: str = field(default_factory=lambda: new_sid("CA"))
    from_: str
    to: str
    direction: str = "inbound"
    identity: str | None = None
    extra: dict[str, str] = field(default_factory=dict)
    fallback_url: str = ""
    told: Told = field(default_factory=Told)
    sequence: int = 0  # of the next event told
    ring_s: int = 60
    status: str = "ringing"
    created_at: datetime = field(default_factory=lambda: datetime.now(UTC))
    answered_at: datetime | None = None
    ended_at: datetime | None = None
    keys: "asyncio.Queue[str]" = field(default_factory=asyncio.Queue)
    now_playing: str | None = None
    room: Any = None
    pending: Target | None = None
    runner: "asyncio.Task[Target | None] | None" = None
    task: "asyncio.Task[None] | None" = None
    document_url: str = ""

    @property
    def is_live(self) -> bool:
        return self.status not in FINAL

    @property
    def is_answered(self) -> bool:
        return self.answered_at is not None

    @property
    def duration_s(self) -> int:
        if self.answered_at is None or self.ended_at is None:
            return 0
        return round((self.ended_at - self.answered_at).total_seconds())

    def answer(self) -> None:
        if self.status in _UNANSWERED:
            self.status, self.answered_at = "in-progress", datetime.now(UTC)

    def end(self, status: str = "completed") -> None:
        if self.is_live:
            self.status, self.ended_at = status, datetime.now(UTC)

    def interrupt(self, target: Target | None) -> None:
        """Break out of whatever is being played or waited for."""
        self.pending = target
        if self.runner is not None:
            self.runner.cancel()
