"""Which job runs when: one list to read."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import structlog
from apscheduler.events import EVENT_JOB_ERROR, EVENT_JOB_MISSED
from apscheduler.schedulers.background import BackgroundScheduler

log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """`every_s` seconds apart; each run does whatever is due and is safe to repeat."""

    name: str
    run: Callable[[], object]
    every_s: float


@dataclass(slots=True, kw_only=True)
class Schedule:
    """APScheduler as it can be trusted: UTC, nothing stored, no grace limit, late runs folded into one.

    Source: "APScheduler 3.11 facts": a job a little late is dropped by default, and a job store
    shared by two processes runs jobs twice and kills scheduler threads.
    """

    jobs: list[Job]
    acts: Callable[[], bool]  # do we hold the lease?
    _scheduler: Any = field(default=None, init=False)

    def start(self) -> None:
        defaults = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        self._scheduler = BackgroundScheduler(timezone=UTC, job_defaults=defaults)
        self._scheduler.add_listener(_alarm, EVENT_JOB_ERROR | EVENT_JOB_MISSED)
        for job in self.jobs:
            self._scheduler.add_job(
                self._guarded(job), "interval", seconds=job.every_s, id=job.name
            )
        self._scheduler.start()

    @property
    def is_running(self) -> bool:
        return self._scheduler is not None and bool(self._scheduler.running)

    def at(self, instant: datetime, name: str, run: Callable[[], object]) -> None:
        """Run once at the instant; the same name again moves it."""
        job = Job(name=name, run=run, every_s=0)
        self._scheduler.add_job(
            self._guarded(job), "date", run_date=instant, id=name, replace_existing=True
        )

    def stop(self) -> None:
        if self._scheduler is not None:
            self._scheduler.shutdown(wait=True)

    def _guarded(self, job: Job) -> Callable[[], None]:
        def run() -> None:
            if self.acts():
                job.run()

        return run


def _alarm(event: Any) -> None:
    """A job that fails or never ran is a red row, with the job's name and nothing of its data."""
    failure = getattr(event, "exception", None)
    kind = type(failure).__name__ if failure is not None else "missed"
    log.error("job.failed", job=event.job_id, kind=kind, why=str(failure or "")[:200])
