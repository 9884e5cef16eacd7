"""Committed commands reach the carrier: at once after the commit, and again until it confirms."""

import zlib
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import takewhile

import structlog

from helpline.calls.ports import (
    Carrier,
    CarrierFailed,
    CarrierRefused,
    Clock,
    OutboxItem,
    Store,
)
from helpline.jobs.aftermath import of_refusal, of_ringing
from helpline.jobs.still_wanted import call_of, is_still_wanted
from routing.events import Event
from routing.result import Reply

log = structlog.get_logger()
_LONGEST_PAUSE_S = 30
_TRIES = 9  # pauses of 1, 2, 4, 8, 16, 30, 30, 30 s: two minutes
# Longer than the carrier may take to refuse (5 s): before that, whoever committed it is at work.
_FIRST_TRY_TAKES = timedelta(seconds=6)
_A_SWEEP = timedelta(seconds=5)
_LANES = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class SendOutbox:
    """Each command is safe to repeat, so an unconfirmed one is simply sent again."""

    store: Store
    carrier: Carrier
    clock: Clock
    apply_event: Callable[[Event], Reply]

    def send(self, item: OutboxItem) -> bool:
        """True when the carrier confirmed it, or nobody wants it any more.

        A failure is kept for a later try, and given up after two minutes.
        """
        if not self._is_wanted(item):
            log.info("outbox.overtaken", item=item.id, kind=type(item.command).__name__)
        elif not self._carry_out(item):
            return False
        self.store.sent(item.id, self.clock.now())
        return True

    def _carry_out(self, item: OutboxItem) -> bool:
        """What comes of it is applied before the item counts as sent: a crash in between repeats both."""
        try:
            leg = self.carrier.carry_out(item.command)
            news = None if leg is None else of_ringing(item.command, leg)
        except CarrierRefused as refusal:
            log.warning("outbox.refused", item=item.id, why=str(refusal))
            news = of_refusal(item.command)
        except CarrierFailed as failure:
            self._keep(item, str(failure))
            return False
        if news is not None:
            self.apply_event(news)
        return True

    def send_all(self, items: Iterable[OutboxItem]) -> int:
        """In their order; one that fails in an unforeseen way does not hold up the others."""
        confirmed = 0
        for item in items:
            try:
                confirmed += self.send(item)
            except Exception as error:  # outermost frame of a delivery
                log.exception("outbox.broken", item=item.id)
                self._keep(item, type(error).__name__)
        return confirmed

    def sweep(self) -> int:
        """Send whatever is due for another try, or was left over by a process that died."""
        now = self.clock.now()
        again = [item for item in self.store.unsent(now) if item.attempts > 0]
        left_over = [i for i in self.store.unsent(now - _FIRST_TRY_TAKES) if i.attempts == 0]
        # A carrier that hangs must not hold the job for ever; the rest has its turn in a second.
        in_time = takewhile(lambda _: self.clock.now() < now + _A_SWEEP, [*left_over, *again])
        return self.send_all(in_time)

    def _is_wanted(self, item: OutboxItem) -> bool:
        call_id = call_of(item.command)
        return is_still_wanted(item.command, None if call_id is None else self.store.call(call_id))

    def _keep(self, item: OutboxItem, why: str) -> None:
        now = self.clock.now()
        pause = timedelta(seconds=min(2**item.attempts, _LONGEST_PAUSE_S))
        gives_up = item.attempts + 1 >= _TRIES
        self.store.failed(item.id, why, None if gives_up else now + pause, now)
        tell = log.error if gives_up else log.warning
        tell("outbox.given_up" if gives_up else "outbox.failed", item=item.id, why=why)


def _lanes() -> tuple[ThreadPoolExecutor, ...]:
    """Threads are started when first needed."""
    return tuple(
        ThreadPoolExecutor(max_workers=1, thread_name_prefix=f"deliver-{number}")
        for number in range(_LANES)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Deliver:
    """Called after each commit with its commands; never keeps the caller waiting.

    One call's commands go one after another, so that a resume cannot overtake its hold; different
    calls have different lanes, so that a slow answer about one holds up few others.
    """

    outbox: SendOutbox
    _threads: tuple[ThreadPoolExecutor, ...] = field(default_factory=_lanes, init=False)

    def __call__(self, items: Sequence[OutboxItem]) -> None:
        for item in items:
            self._lane(item).submit(self._send, item)

    def close(self) -> None:
        """Waits until what was handed over has been tried."""
        for thread in self._threads:
            thread.shutdown(wait=True)

    def _lane(self, item: OutboxItem) -> ThreadPoolExecutor:
        about = call_of(item.command) or item.id
        return self._threads[zlib.crc32(about.encode()) % _LANES]

    def _send(self, item: OutboxItem) -> None:
        try:
            self.outbox.send_all([item])
        except Exception:  # outermost frame of the thread; the sweep tries again
            log.exception("deliver.failed", item=item.id)
