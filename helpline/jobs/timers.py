"""Due timers become events, within milliseconds of their instant."""

import threading
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import structlog

from helpline.calls.moot_timers import due_event
from helpline.calls.ports import Clock, Store
from routing.events import Event, Timer
from routing.result import Reply

log = structlog.get_logger()
_LONGEST_SLEEP_S = 1.0
_FIRST_PAUSE_S = 0.05
_AT_ONCE = 100
Moot = Callable[[Sequence[Timer]], Collection[Timer]]


class TimersFailed(Exception):
    """Some due timers could not be applied; they stay, and the others have been."""


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
    moot: Moot = lambda _: ()
    _stopping: threading.Event = field(default_factory=threading.Event, init=False)
    _thread: threading.Thread | None = field(default=None, init=False)

    def start(self, *, acts: Callable[[], bool] = lambda: True) -> None:
        """While `acts` says no, timers are left to whoever holds the lease."""
        self._thread = threading.Thread(target=self._run, args=[acts], name="timers", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        self.wake.close()
        if self._thread is not None:
            self._thread.join()

    def fire_due(self) -> None:
        """Raises TimersFailed."""
        fire_due(self.store, self.apply_event, self.clock, self.moot)

    def _run(self, acts: Callable[[], bool]) -> None:
        pause_s = _FIRST_PAUSE_S
        while not self._stopping.is_set():
            if not acts():
                self._stopping.wait(_LONGEST_SLEEP_S)
                continue
            pause_s = _FIRST_PAUSE_S if self._round() else self._rest(pause_s)
        self.wake.release()

    def _round(self) -> bool:
        """Fire what is due, and sleep; False when something went wrong, which has been logged."""
        try:
            self.fire_due()
            self.wake.wait(self._sleep_s())
        except TimersFailed:
            return False
        except Exception:
            log.exception("timers.failed")
            return False
        return True

    def _rest(self, pause_s: float) -> float:
        """Gives the next pause: twice as long, up to a second."""
        self._stopping.wait(pause_s)
        return min(pause_s * 2, _LONGEST_SLEEP_S)

    def _sleep_s(self) -> float:
        due = self.store.next_due()
        if due is None:
            return _LONGEST_SLEEP_S
        left = (due - self.clock.now()).total_seconds()
        return min(max(left, 0.0), _LONGEST_SLEEP_S)


def fire_due(
    store: Store,
    apply_event: Callable[[Event], Reply],
    clock: Clock,
    moot: Moot = lambda _: (),
) -> int:
    """Apply every due timer and forget it. Safe to run twice at once: the event's id is the timer's.

    What `moot` names is forgotten at once, without waiting for the line's lock. Raises TimersFailed at
    the end when some could not be applied: they do not hold up the others.
    """
    due = store.due_timers(clock.now(), limit=_AT_ONCE)
    idle = frozenset(moot(due)) if due else frozenset[Timer]()
    if idle:
        store.drop_timers([*idle])
    fired = sum(timer in idle or _fire(store, apply_event, timer) for timer in due)
    if fired < len(due):
        raise TimersFailed(f"{len(due) - fired} of {len(due)} due timers")
    return fired


def _fire(store: Store, apply_event: Callable[[Event], Reply], timer: Timer) -> bool:
    try:
        apply_event(due_event(timer))
        store.drop_timers([timer])
    except Exception:  # outermost frame of one timer: a bad one must not keep the others waiting
        log.exception("timers.not_applied", kind=timer.kind.value, ref=timer.ref)
        return False
    return True
