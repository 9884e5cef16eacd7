"""Practice calls do not outlive their day: nothing of them stays, and no key."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from helpline.training.ports import TrainingBook
from helpline.training.sessions import day_start

# The carrier's last words about the calls have come by then; later ones would leave an event behind.
_LAST_WORDS = timedelta(minutes=2)


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
        """How many sessions of earlier days were erased with everything of theirs."""
        self.follow()
        now = self.clock.now()
        due = self.book.ended_before(started=day_start(now, self.zone), ended=now - _LAST_WORDS)
        return sum(self.book.erase(session_id) for session_id in due)
