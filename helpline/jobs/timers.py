"""Due timers become events, within milliseconds of their instant."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

import structlog

from helpline.calls.ports import Clock, Store
from routing.events import Due, Event, Timer
from routing.result import Reply

log = structlog.get_logger()
_LONGEST_SLEEP_S = 1.0


class Waker(Protocol):
    """Waits until somebody has committed something, or the time is over."""

    def wait(self, timeout_s: float) -> bool: ...
    def close(self) -> None: ...
    def release(self) -> None: ...


@dataclass(slots=True, kw_only=True)
class TimerLoop:
    """Sleeps until the next timer is due; a commit may bring an earlier one and wakes it."""

    store: Store
    apply_event: Callable[[Event], Reply]
    clock: Clock
    wake: Waker
    _stopping: threading.Event = field(default_factory=threading.Event, init=False)
    _thread: threading.Thread | None = field(default=None, init=False)

    def start(self) -> None:
        self._thread = threading.Thread(target=self._run, name="timers", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        self.wake.close()
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                fire_due(self.store, self.apply_event, self.clock)
                self.wake.wait(self._sleep_s())
            except Exception:
                log.exception("timers.failed")
                self._stopping.wait(_LONGEST_SLEEP_S)
        self.wake.release()

    def _sleep_s(self) -> float:
        due = self.store.next_due()
        if due is None:
            return _LONGEST_SLEEP_S
        left = (due - self.clock.now()).total_seconds()
        return min(max(left, 0.0), _LONGEST_SLEEP_S)


def fire_due(store: Store, apply_event: Callable[[Event], Reply], clock: Clock) -> int:
    """Apply every due timer and forget it. Safe to run twice at once: the event's id is the timer's."""
    due = store.due_timers(clock.now())
    for timer in due:
        apply_event(_due(timer))
        store.drop_timer(timer)
    return len(due)


def _due(timer: Timer) -> Due:
    at = timer.due_at.isoformat()
    return Due(id=f"due:{timer.kind.value}:{timer.ref}:{at}", kind=timer.kind, ref=timer.ref)
