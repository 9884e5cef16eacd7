"""The jobs process: the timer loop and the schedule, while it holds the lease."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

import structlog

from helpline.calls.ports import CarrierFailed
from helpline.calls.reconcile import Reconcile
from helpline.jobs.lease import Lease
from helpline.jobs.outbox import SendOutbox
from helpline.jobs.schedule import Job, Schedule
from helpline.jobs.timers import TimerLoop, fire_due
from helpline.rota.follow_shifts import FollowShifts

log = structlog.get_logger()
_LEASE_EVERY_S = 1.0


@dataclass(slots=True, kw_only=True)
class JobsProcess:
    """`start` stands by until the lease is ours, then acts; `stop` ends everything it started."""

    lease: Lease
    timers: TimerLoop
    outbox: SendOutbox
    follow_shifts: FollowShifts
    reconcile: Reconcile
    sweep_silent: Callable[[], object]
    _stopping: threading.Event = field(default_factory=threading.Event, init=False)
    _thread: threading.Thread | None = field(default=None, init=False)
    _schedule: Schedule | None = field(default=None, init=False)

    def start(self) -> None:
        self._thread = threading.Thread(target=self._stand_by, name="jobs", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        if self._thread is not None:
            self._thread.join()
        self.lease.give_back()

    def _stand_by(self) -> None:
        while not self.lease.is_ours():
            if self._stopping.wait(_LEASE_EVERY_S):
                return
        log.info("jobs.acting")
        self._schedule = Schedule(jobs=self._jobs(), acts=self.lease.is_ours)
        self._follow()
        self._reconcile()
        self.timers.start()
        self._schedule.start()
        self._follow()
        self._stopping.wait()
        self.timers.stop()
        self._schedule.stop()

    def _jobs(self) -> list[Job]:
        """The timer loop is exact; its sweep here is only the net below it."""
        store, apply_event, clock = self.timers.store, self.timers.apply_event, self.timers.clock
        return [
            Job(name="due timers", run=lambda: fire_due(store, apply_event, clock), every_s=1),
            Job(name="outbox leftovers", run=self.outbox.sweep, every_s=1),
            Job(name="silent consoles", run=self.sweep_silent, every_s=2),
            Job(name="follow shifts", run=self._follow, every_s=5),
            Job(name="reconcile", run=self._reconcile, every_s=10),
        ]

    def _follow(self) -> None:
        """Put right what differs now, and be there at the very instant of the next change."""
        self.follow_shifts()
        change = self.follow_shifts.next_change()
        if change is not None and self._schedule is not None and self._schedule.is_running:
            self._schedule.at(change, "next shift change", self._follow)

    def _reconcile(self) -> None:
        try:
            self.reconcile()
        except CarrierFailed as failure:
            log.warning("reconcile.carrier_failed", why=str(failure))
