"""Jobs run when the list says, and whoever fails is told of and tried again."""

import threading
from collections.abc import Iterator
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from helpline.clock import SystemClock
from helpline.jobs.schedule import Job, Schedule
from tests.helpline.jobs.line import until

SOON_S = 0.05


class Runs:
    """Counts the runs of one job; may break on the first."""

    def __init__(self, *, breaks_first: bool = False) -> None:
        self.number = 0
        self.breaks_first = breaks_first

    def __call__(self) -> None:
        self.number += 1
        if self.breaks_first and self.number == 1:
            raise ZeroDivisionError("what happened")


class Acting:
    """Whether we hold the lease."""

    def __init__(self) -> None:
        self.ours = True

    def __call__(self) -> bool:
        return self.ours


@pytest.fixture
def schedule() -> Iterator[Schedule]:
    schedule = Schedule(jobs=[], acts=Acting())
    yield schedule
    schedule.stop()


def test_every_job_runs_at_once_and_again_and_again(schedule: Schedule) -> None:
    often, seldom = Runs(), Runs()
    schedule.jobs.append(Job(name="often", run=often, every_s=SOON_S))
    schedule.jobs.append(Job(name="seldom", run=seldom, every_s=3600))

    schedule.start(SystemClock().now())

    assert until(lambda: often.number > 2)
    assert seldom.number == 1


def test_a_job_that_puts_another_on_while_all_ends_keeps_nobody_waiting(schedule: Schedule) -> None:
    begun, ending = threading.Event(), threading.Event()

    def puts_another() -> None:
        begun.set()
        ending.wait(10)
        schedule.at(SystemClock().now(), "another", Runs())

    schedule.jobs.append(Job(name="puts another", run=puts_another, every_s=3600))
    schedule.start(SystemClock().now())
    assert begun.wait(10)
    stopping = threading.Thread(target=schedule.stop, daemon=True)
    stopping.start()
    assert until(lambda: schedule._ending)
    ending.set()
    stopping.join(10)

    assert not stopping.is_alive()


def test_a_start_that_lies_in_the_past_drops_no_job(schedule: Schedule) -> None:
    runs = Runs()
    schedule.jobs.append(Job(name="late", run=runs, every_s=3600))

    schedule.start(SystemClock().now() - timedelta(hours=5, minutes=30))

    assert until(lambda: runs.number == 1)


def test_a_job_that_fails_is_told_of_by_name_and_runs_again(schedule: Schedule) -> None:
    runs = Runs(breaks_first=True)
    schedule.jobs.append(Job(name="follow shifts", run=runs, every_s=SOON_S))

    with capture_logs() as rows:
        schedule.start(SystemClock().now())
        assert until(lambda: runs.number > 1)

    [red] = [row for row in rows if row["log_level"] == "error"]
    assert (red["event"], red["job"]) == ("job.failed", "follow shifts")
    assert str(red["exc_info"]) == "what happened"


def test_a_failure_is_told_of_in_our_own_log_alone(
    schedule: Schedule, caplog: pytest.LogCaptureFixture
) -> None:
    runs = Runs(breaks_first=True)
    schedule.jobs.append(Job(name="follow shifts", run=runs, every_s=SOON_S))

    with capture_logs() as rows:
        schedule.start(SystemClock().now())
        assert until(lambda: runs.number > 1)

    assert [row["event"] for row in rows] == ["job.failed"]
    assert caplog.records == []


def test_a_job_that_takes_longer_than_its_distance_is_told_of(schedule: Schedule) -> None:
    with capture_logs() as rows:

        def is_told_of() -> bool:
            return "job.still_running" in {row["event"] for row in rows}

        slow = Job(name="slow", run=lambda: until(is_told_of), every_s=SOON_S)
        schedule.jobs.append(slow)
        schedule.start(SystemClock().now())

        assert until(is_told_of)


def test_nothing_runs_while_another_process_holds_the_lease(schedule: Schedule) -> None:
    acting, runs, asked = Acting(), Runs(), Runs()
    acting.ours = False

    def acts() -> bool:
        asked()
        return acting()

    schedule.acts = acts
    schedule.jobs.append(Job(name="guarded", run=runs, every_s=SOON_S))
    schedule.start(SystemClock().now())
    assert until(lambda: asked.number > 2)
    assert runs.number == 0

    acting.ours = True

    assert until(lambda: runs.number > 0)


def test_what_is_asked_for_an_instant_runs_once_then_and_not_before(schedule: Schedule) -> None:
    clock = SystemClock()
    schedule.start(clock.now())
    instant = clock.now() + timedelta(seconds=SOON_S)
    ran_at = []

    for _ in range(3):
        schedule.at(instant, "shift change", lambda: ran_at.append(clock.now()))

    assert until(lambda: len(ran_at) > 0)
    schedule.stop()
    assert len(ran_at) == 1
    assert ran_at[0] >= instant


def test_a_schedule_can_stop_at_the_very_instant_of_a_job(schedule: Schedule) -> None:
    clock, runs = SystemClock(), Runs()

    for _ in range(20):
        schedule.start(clock.now())
        schedule.at(clock.now(), "now", runs)
        schedule.stop()

    assert runs.number <= 20
