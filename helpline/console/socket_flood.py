"""How much one person may say over her sockets, so that a flood of one never silences the others.

A page says that it is alive every two seconds and connects when it is opened. Ten open pages are
within the limits; a script that talks without a pause is not, whatever it says and over how many
sockets. Limits are per process: each defends its own work.
"""

import threading
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

AT_ONCE, PER_SECOND = 50, 10.0  # messages of one person
CONNECTS_AT_ONCE, CONNECTS_PER_SECOND = 20, 1.0
PATIENCE = 200  # messages overheard on one socket before it is closed
_FORGET_OVER = 1000  # names; whoever has said nothing for long has her whole allowance anyway


@dataclass(slots=True)
class Allowance:
    """So many at once, and then so many a second, for each name by itself."""

    at_once: int
    per_second: float
    _left: dict[str, tuple[float, datetime]] = field(default_factory=dict, init=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, init=False, repr=False)

    def take(self, name: str, now: datetime) -> bool:
        """False when the name has none left at `now`; a clock set back gives nothing."""
        with self._lock:
            left = self._now_left(name, now)
            if len(self._left) >= _FORGET_OVER:
                self._forget(now)
            self._left[name] = (left - 1 if left >= 1 else left, now)
            return left >= 1

    def _now_left(self, name: str, now: datetime) -> float:
        left, then = self._left.get(name, (float(self.at_once), now))
        earned = max(0.0, (now - then).total_seconds()) * self.per_second
        return min(float(self.at_once), left + earned)

    def _forget(self, now: datetime) -> None:
        for name in list(self._left):
            if self._now_left(name, now) >= self.at_once:
                del self._left[name]


@dataclass(slots=True)
class SocketFlood:
    """What to do with each message and each connection."""

    messages: Allowance = field(default_factory=lambda: Allowance(AT_ONCE, PER_SECOND))
    connects: Allowance = field(
        default_factory=lambda: Allowance(CONNECTS_AT_ONCE, CONNECTS_PER_SECOND)
    )
    _overheard: Counter[str] = field(default_factory=Counter, init=False)

    def may_connect(self, person_id: str, now: datetime) -> bool:
        return self.connects.take(person_id, now)

    def may_say(self, sid: str, person_id: str, now: datetime) -> bool:
        """False: the message is overheard."""
        if self.messages.take(person_id, now):
            return True
        self._overheard[sid] += 1
        return False

    def is_out_of_patience(self, sid: str) -> bool:
        return self._overheard[sid] >= PATIENCE

    def gone(self, sid: str) -> None:
        self._overheard.pop(sid, None)
