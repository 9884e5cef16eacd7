"""Who is really there: signs of life from consoles become presence, on transitions only."""

import threading
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from helpline.people.ports import PresenceBook
from routing.events import Absent, Event, Present
from routing.result import Reply

FRESH = timedelta(seconds=5)
LOST_SOCKET = timedelta(seconds=2)


class Clock(Protocol):
    def now(self) -> datetime: ...


@dataclass(slots=True)
class _Seen:
    at: datetime
    is_ready: bool
    sockets: set[str]
    was_present: bool = False
    gone_since: datetime | None = None


@dataclass(slots=True, kw_only=True)
class Heartbeats:
    """One per process that holds sockets. Thread-safe; no lock is held while an event is applied."""

    apply_event: Callable[[Event], Reply]
    presence: PresenceBook
    clock: Clock
    _seen: dict[str, _Seen] = field(default_factory=dict, init=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, init=False)

    def alive(self, person_id: str, socket: str, *, softphone: bool, microphone: bool) -> None:
        """A page has said that it is alive. Ready only with a softphone and a microphone."""
        now, is_ready = self.clock.now(), softphone and microphone
        with self._lock:
            seen = self._seen.setdefault(person_id, _Seen(at=now, is_ready=False, sockets=set()))
            seen.at, seen.is_ready, seen.gone_since = now, is_ready, None
            seen.sockets.add(socket)
        self._follow(person_id)

    def socket_lost(self, person_id: str, socket: str) -> None:
        """A reload brings a new socket within two seconds; whoever does not return is absent."""
        with self._lock:
            seen = self._seen.get(person_id)
            if seen is None:
                return
            seen.sockets.discard(socket)
            if not seen.sockets:
                seen.gone_since = self.clock.now()

    def tick(self) -> None:
        """Called about once a second: note the living in one write, and find who has gone silent."""
        with self._lock:
            people = list(self._seen)
        for person_id in people:
            self._follow(person_id)
        with self._lock:
            living = [person_id for person_id, seen in self._seen.items() if seen.was_present]
        self.presence.alive(living, self.clock.now())

    def _follow(self, person_id: str) -> None:
        now = self.clock.now()
        with self._lock:
            seen = self._seen[person_id]
            is_present = _is_present(seen, now)
            changed = is_present is not seen.was_present
            seen.was_present = is_present
        if changed:
            if is_present:
                self.presence.alive([person_id], now)
            kind = Present if is_present else Absent
            self.apply_event(kind(id=f"presence:{uuid.uuid4().hex}", counsellor_id=person_id))


def _is_present(seen: _Seen, now: datetime) -> bool:
    lost = seen.gone_since is not None and now - seen.gone_since >= LOST_SOCKET
    return seen.is_ready and not lost and now - seen.at <= FRESH


@dataclass(frozen=True, slots=True, kw_only=True)
class SweepSilent:
    """For the jobs process: people marked present whose whole process has died with their sockets."""

    presence: PresenceBook
    apply_event: Callable[[Event], Reply]
    clock: Clock

    def __call__(self) -> int:
        silent = self.presence.silent(self.clock.now() - FRESH)
        for person_id in silent:
            event_id = f"silent:{uuid.uuid4().hex}"
            self.apply_event(Absent(id=event_id, counsellor_id=person_id))
        return len(silent)
