"""Which job runs when: one list to read."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import structlog
from apscheduler.events import EVENT_JOB_ERROR, EVENT_JOB_MAX_INSTANCES, EVENT_JOB_MISSED
from apscheduler.schedulers.background import BackgroundScheduler

log = structlog.get_logger()
_ALARMS = {
    EVENT_JOB_ERROR: "job.failed",
    EVENT_JOB_MISSED: "job.missed",
    EVENT_JOB_MAX_INSTANCES: "job.still_running",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """`every_s` seconds apart; each run does whatever is due and is safe to repeat."""

    name: str
    run: Callable[[], object]
    every_s: float


@dataclass(slots=True, kw_only=True)
class Schedule:
    """APScheduler as it can be trusted: UTC, nothing stored, no grace limit, late runs folded into one.

    By default a job one second late is dropped, and a job store shared by two processes runs jobs
    twice and kills the scheduler's thread while its process lives on.
    """

    jobs: list[Job]
    acts: Callable[[], bool]  # do we hold the lease?
    _scheduler: Any = field(default=None, init=False)
    _ending: bool = field(default=False, init=False)
    _adding: threading.Lock = field(default_factory=threading.Lock, init=False)

    def start(self, now: datetime) -> None:
        """Every job runs at once, and then at its own distance."""
        defaults = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        self._ending = False
        self._scheduler = BackgroundScheduler(timezone=UTC, job_defaults=defaults)
        self._scheduler.add_listener(_alarm, sum(_ALARMS))
        # Its own words about a failure would pass by our log and the redaction in it.
        logging.getLogger("apscheduler").setLevel(logging.CRITICAL)
        for job in self.jobs:
            run = self._guarded(job.run)
            self._scheduler.add_job(
                run, "interval", seconds=job.every_s, id=job.name, next_run_time=now
            )
        self._scheduler.start()

    def at(self, instant: datetime, name: str, run: Callable[[], object]) -> None:
        """Run once at the instant; the same name again moves it; nothing any more once it ends."""
        with self._adding:
            if self._ending:
                return
            self._scheduler.add_job(
                self._guarded(run), "date", run_date=instant, id=name, replace_existing=True
            )

    def stop(self) -> None:
        """Waits for the jobs that are running.

        The scheduler waits with its lock held: a job that put another on it then would wait for ever.
        """
        with self._adding:
            self._ending = True
        if self._scheduler is not None:
            # Shut down while a job falls due, its thread would die looking for that job.
            self._scheduler.remove_all_jobs()
            self._scheduler.shutdown(wait=True)
            self._scheduler = None

    def _guarded(self, run: Callable[[], object]) -> Callable[[], None]:
        def run_if_acting() -> None:
            if self.acts():
                run()

        return run_if_acting


def _alarm(event: Any) -> None:
    """A job that failed or did not run is a red row with the job's name."""
    log.error(_ALARMS[event.code], job=event.job_id, exc_info=getattr(event, "exception", None))
