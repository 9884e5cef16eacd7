"""The jobs process: the timer loop and the schedule, while it holds the lease."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import structlog

from helpline.calls.ports import CarrierFailed
from helpline.calls.reconcile import Reconcile
from helpline.jobs.lease import Lease
from helpline.jobs.outbox import SendOutbox
from helpline.jobs.schedule import Job, Schedule
from helpline.jobs.timers import TimerLoop
from helpline.rota.follow_shifts import FollowShifts

log = structlog.get_logger()
_LEASE_EVERY_S = 1.0


@dataclass(slots=True, kw_only=True)
class JobsProcess:
    """`start` stands by until the lease is ours, then acts while it is; `stop` ends all it started."""

    lease: Lease
    timers: TimerLoop
    outbox: SendOutbox
    follow_shifts: FollowShifts
    reconcile: Reconcile
    sweep_silent: Callable[[], object]
    found: Callable[[str, bool], None]  # a part of the line, and whether it is up
    log_duty: Callable[[], object]  # at the very instant of a change, like the shifts themselves
    chores: Sequence[Job] = ()  # what does not touch a live call
    _acting: threading.Event = field(default_factory=threading.Event, init=False)
    _stopping: threading.Event = field(default_factory=threading.Event, init=False)
    _thread: threading.Thread | None = field(default=None, init=False)
    _schedule: Schedule = field(init=False)

    def __post_init__(self) -> None:
        self._schedule = Schedule(jobs=self._jobs(), acts=self._acting.is_set)

    @property
    def is_acting(self) -> bool:
        return self._acting.is_set()

    def start(self) -> None:
        self._thread = threading.Thread(target=self._run, name="jobs", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        """Only this thread asks for the lease; all the others look at what it found out."""
        self._stand_by()
        if self._acting.is_set():
            self.timers.start(acts=self._acting.is_set)
            self._schedule.start(self.timers.clock.now())
            while not self._stopping.wait(_LEASE_EVERY_S):
                self._ask_for_the_lease()
            self._acting.clear()
            self.timers.stop()
            self._schedule.stop()
        self.lease.give_back()

    def _stand_by(self) -> None:
        self._ask_for_the_lease()
        while not self._acting.is_set() and not self._stopping.wait(_LEASE_EVERY_S):
            self._ask_for_the_lease()

    def _ask_for_the_lease(self) -> None:
        """Lost, nothing more is done until it is ours again; another has it meanwhile."""
        ours = self._is_ours()
        if ours is not self._acting.is_set():
            log.info("jobs.acting" if ours else "jobs.standing_by")
        (self._acting.set if ours else self._acting.clear)()

    def _is_ours(self) -> bool:
        try:
            return self.lease.is_ours()
        except Exception:
            log.exception("jobs.lease_failed")
            return False

    def _jobs(self) -> list[Job]:
        """The timer loop is exact; its sweep here is only the net below it."""
        timers = self.timers
        return [
            Job(name="due timers", run=timers.fire_due, every_s=1),
            Job(name="outbox leftovers", run=self.outbox.sweep, every_s=1),
            Job(name="silent consoles", run=self.sweep_silent, every_s=2),
            Job(name="follow shifts", run=self._follow, every_s=5),
            # Every 5 s, not 10: a leg that belongs to nothing is hung up within five seconds.
            Job(name="reconcile", run=self._reconcile, every_s=5),
            Job(name="sign of life", run=lambda: self.found("jobs", True), every_s=5),
            *self.chores,
        ]

    def _follow(self) -> None:
        """Put right what differs now, and be there at the very instant of the next change."""
        change = self.follow_shifts.next_change()
        if change is not None:
            self._schedule.at(change, f"shift change of {change.isoformat()}", self._follow)
        self.log_duty()
        self.follow_shifts()

    def _reconcile(self) -> None:
        try:
            self.reconcile()
        except CarrierFailed as failure:
            log.warning("reconcile.carrier_failed", why=str(failure))
            self.found("carrier", False)
        else:
            self.found("carrier", True)
