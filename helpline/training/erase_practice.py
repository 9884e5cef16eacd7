"""Practice calls do not outlive their day: nothing of them stays, and no key."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

import structlog

from helpline.training.ports import TrainingBook
from helpline.training.sessions import day_start

log = structlog.get_logger()
# The carrier's last words about the calls have come by then; later ones would leave an event behind.
_LAST_WORDS = timedelta(minutes=2)


class NotErased(Exception):
    """Some practice calls of earlier days are still there; the next run tries again."""


class Clock(Protocol):
    def now(self) -> datetime: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasePractice:
    """Safe to repeat, and to be killed at any instant: what is left is erased by the next run."""

    book: TrainingBook
    follow: Callable[[], object]
    clock: Clock
    zone: ZoneInfo

    def __call__(self) -> int:
        """How many sessions of earlier days were erased with everything of theirs.

        Raises NotErased at the end: what cannot be erased yet does not keep the others.
        """
        self.follow()
        now = self.clock.now()
        due = self.book.ended_before(started=day_start(now, self.zone), ended=now - _LAST_WORDS)
        erased = sum(map(self._erase, due))
        if erased:
            log.info("training.erased", sessions=erased)
        if erased < len(due):
            raise NotErased(f"{len(due) - erased} of {len(due)} training sessions")
        return erased

    def _erase(self, session_id: str) -> bool:
        try:
            return self.book.erase(session_id)
        except Exception:  # the key store may be in use for a moment
            log.exception("training.not_erased", training=session_id)
            return False
