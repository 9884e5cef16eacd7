"""Committed commands reach the carrier: at once after the commit, and again until it confirms."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta

import structlog

from helpline.calls.ports import Carrier, CarrierFailed, Clock, OutboxItem, Store

log = structlog.get_logger()
_FIRST_PAUSE_S = 1
_LONGEST_PAUSE_S = 30
_TRIES = 9  # about two minutes


@dataclass(frozen=True, slots=True, kw_only=True)
class SendOutbox:
    """Each command is safe to repeat, so an unconfirmed one is simply sent again."""

    store: Store
    carrier: Carrier
    clock: Clock

    def send(self, item: OutboxItem) -> bool:
        """True when the carrier confirmed it. A failure is kept for a later try, then given up."""
        try:
            self.carrier.carry_out(item.command)
        except CarrierFailed as failure:
            self._keep(item, str(failure))
            return False
        self.store.sent(item.id, self.clock.now())
        return True

    def _keep(self, item: OutboxItem, why: str) -> None:
        now = self.clock.now()
        pause = timedelta(seconds=min(_FIRST_PAUSE_S * 2**item.attempts, _LONGEST_PAUSE_S))
        gives_up = item.attempts + 1 >= _TRIES
        self.store.failed(item.id, why, None if gives_up else now + pause, now)
        tell = log.error if gives_up else log.warning
        tell("outbox.given_up" if gives_up else "outbox.failed", item=item.id, why=why)

    def sweep(self) -> int:
        """Whatever is due for another try, or was left over by a process that died."""
        # An item younger than a second is being sent by whoever committed it.
        due = self.store.unsent(self.clock.now() - timedelta(seconds=_FIRST_PAUSE_S))
        return sum(self.send(item) for item in due)


@dataclass(slots=True, kw_only=True)
class Deliver:
    """Called after each commit with its commands; never keeps the caller waiting."""

    outbox: SendOutbox
    _threads: ThreadPoolExecutor = field(
        default_factory=lambda: ThreadPoolExecutor(max_workers=8, thread_name_prefix="deliver"),
        init=False,
    )

    def __call__(self, items: Sequence[OutboxItem]) -> None:
        if items:
            self._threads.submit(self._all, tuple(items))

    def _all(self, items: Sequence[OutboxItem]) -> None:
        """One commit's commands in their order."""
        for item in items:
            try:
                self.outbox.send(item)
            except Exception:  # outermost frame of the thread; the sweep tries again
                log.exception("deliver.failed", item=item.id)

    def close(self) -> None:
        self._threads.shutdown(wait=True)
