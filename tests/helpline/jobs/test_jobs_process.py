"""Two jobs processes over one database: one acts, the other takes over."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from helpline.calls.apply_event import ApplyEvent
from helpline.calls.reconcile import Reconcile
from helpline.clock import SystemClock
from helpline.jobs.lease import FileLease, Lease, PostgresLease
from helpline.jobs.outbox import Deliver, SendOutbox
from helpline.jobs.run import JobsProcess
from helpline.jobs.schedule import Job
from helpline.jobs.timers import TimerLoop
from helpline.people.ports import Person, Role
from helpline.rota.add_shift import add_shift
from helpline.rota.duty_log import KeepDutyLog
from helpline.rota.follow_shifts import FollowShifts
from helpline.rota.resolved import ResolvedRota
from helpline.store.ability_book import SqlAbilities
from helpline.store.database import Database
from helpline.store.duty_book import SqlDutyLog
from helpline.store.people_book import SqlPeopleBook
from helpline.store.rota_book import SqlRotaBook
from helpline.store.shift_book import SqlShiftBook
from helpline.store.sql_store import SqlStore
from helpline.store.wake import Wake
from routing.commands import EndLeg
from routing.events import Arrive, ChooseLanguage
from routing.policy import Policy
from tests.helpline.jobs.line import ObedientCarrier, refuses, until

SOON = timedelta(milliseconds=300)


def _lease(database: Database, folder: Path) -> Lease:
    return FileLease(folder / "jobs.lock") if database.is_sqlite else PostgresLease(database)


class Office:
    """One machine's jobs process with all its parts."""

    def __init__(self, database: Database, folder: Path) -> None:
        self.clock, self.carrier = SystemClock(), ObedientCarrier()
        self.store, self.shifts = SqlStore(database=database), SqlShiftBook(database)
        self.outbox = SendOutbox(
            store=self.store,
            carrier=self.carrier,
            clock=self.clock,
            apply_event=lambda event: self.apply_event(event),  # noqa: PLW0108 -- not made yet
        )
        self.deliver = Deliver(outbox=self.outbox)
        self.apply_event = ApplyEvent(
            store=self.store,
            deliver=self.deliver,
            clock=self.clock,
            policy=Policy(language_relaxes=SOON),
        )
        self.silent_sweeps = 0
        self.found: list[tuple[str, bool]] = []
        self.chores_done: set[str] = set()
        self.jobs = JobsProcess(
            lease=_lease(database, folder),
            timers=TimerLoop(
                store=self.store,
                apply_event=self.apply_event,
                clock=self.clock,
                wake=Wake(database),
            ),
            outbox=self.outbox,
            follow_shifts=FollowShifts(
                abilities=SqlAbilities(database),
                shifts=self.shifts,
                apply_event=self.apply_event,
                clock=self.clock,
            ),
            reconcile=self._reconcile(),
            sweep_silent=self._sweep_silent,
            found=lambda part, is_up: self.found.append((part, is_up)),
            log_duty=self._log_of(database),
            chores=[self._chore("one"), self._chore("another")],
        )

    def _log_of(self, database: Database) -> KeepDutyLog:
        rota = ResolvedRota(book=SqlRotaBook(database))
        return KeepDutyLog(rota=rota, log=SqlDutyLog(database), clock=self.clock)

    def _reconcile(self) -> Reconcile:
        return Reconcile(
            store=self.store,
            carrier=self.carrier,
            apply_event=self.apply_event,
            clock=self.clock,
        )

    def _chore(self, name: str) -> Job:
        return Job(name=name, run=lambda: self.chores_done.add(name), every_s=5)

    def _sweep_silent(self) -> None:
        self.silent_sweeps += 1

    def close(self) -> None:
        self.jobs.stop()
        self.deliver.close()


@pytest.fixture
def open_office(database: Database, tmp_path: Path) -> Iterator[Callable[[], Office]]:
    opened: list[Office] = []

    def open_one() -> Office:
        opened.append(Office(database, tmp_path))
        return opened[-1]

    yield open_one
    for office in opened:
        office.close()


@pytest.fixture
def ana(database: Database) -> str:
    person = Person(
        id="ana",
        login="ana",
        name="Sample Counsellor",
        roles=frozenset({Role.COUNSELLOR}),
        speaks=frozenset({"kk"}),
        password_hash="none",
    )
    SqlPeopleBook(database).add(person)
    return person.id


def put_on_rota(office: Office, person_id: str, starts_in: timedelta, lasts: timedelta) -> None:
    now = office.clock.now()
    add_shift(
        office.shifts,
        person_id=person_id,
        starts_at=now + starts_in,
        ends_at=now + starts_in + lasts,
        languages=frozenset({"kk"}),
        now=now,
    )


def test_shifts_begin_and_end_at_their_instants_not_at_the_next_tick(
    open_office: Callable[[], Office], ana: str
) -> None:
    office = open_office()
    put_on_rota(office, ana, starts_in=SOON, lasts=2 * SOON)
    began = office.clock.now()

    office.jobs.start()

    assert until(lambda: ana in office.shifts.marked_on_shift())
    assert until(lambda: ana not in office.shifts.marked_on_shift())
    # The tick is five seconds after the start; it cannot have been the one that saw this.
    assert office.clock.now() - began < timedelta(seconds=4)


def test_a_timer_that_came_due_while_nobody_acted_fires_when_somebody_does(
    open_office: Callable[[], Office],
) -> None:
    office = open_office()
    office.apply_event(Arrive(id="arrive", call_id="call-1", leg="leg-1"))
    office.apply_event(ChooseLanguage(id="choose", call_id="call-1", language="kk"))
    assert office.store.next_due() is not None

    office.jobs.start()

    assert until(lambda: office.store.next_due() is None)
    assert office.jobs.is_acting


def test_what_a_dead_process_did_not_send_is_sent(open_office: Callable[[], Office]) -> None:
    office = open_office()
    long_ago = office.clock.now() - timedelta(minutes=1)
    with office.store.domain() as book:
        book.send_later("event-1", [EndLeg(leg="leg-1")], long_ago)

    office.jobs.start()

    assert until(lambda: office.carrier.done == [EndLeg(leg="leg-1")])
    assert until(lambda: office.silent_sweeps > 0)
    assert until(lambda: office.chores_done == {"one", "another"})


def test_a_carrier_that_does_not_answer_keeps_no_other_job_from_running(
    open_office: Callable[[], Office], ana: str
) -> None:
    office = open_office()
    office.carrier.fails = refuses
    put_on_rota(office, ana, starts_in=-SOON, lasts=timedelta(hours=1))

    office.jobs.start()

    assert until(lambda: ana in office.shifts.marked_on_shift())


def test_only_one_of_two_processes_acts_and_the_other_takes_over(
    open_office: Callable[[], Office], ana: str
) -> None:
    first, second = open_office(), open_office()
    put_on_rota(first, ana, starts_in=-SOON, lasts=timedelta(hours=1))
    first.jobs.start()
    assert until(lambda: first.jobs.is_acting)
    second.jobs.start()
    assert until(lambda: ana in first.shifts.marked_on_shift())
    assert not second.jobs.is_acting
    assert second.silent_sweeps == 0

    first.jobs.stop()

    assert until(lambda: second.jobs.is_acting)
    assert until(lambda: second.silent_sweeps > 0)
    assert not first.jobs.is_acting


def test_a_process_that_never_acted_stops_at_once(open_office: Callable[[], Office]) -> None:
    first, second = open_office(), open_office()
    first.jobs.start()
    assert until(lambda: first.jobs.is_acting)
    second.jobs.start()

    second.jobs.stop()

    assert not second.jobs.is_acting
    assert first.jobs.is_acting


def test_of_two_processes_exactly_one_puts_a_duty_on_record(
    open_office: Callable[[], Office], ana: str
) -> None:
    first, second = open_office(), open_office()
    put_on_rota(first, ana, starts_in=SOON, lasts=SOON * 4)
    first.jobs.start()
    second.jobs.start()

    assert until(lambda: ana in first.shifts.marked_on_shift())
    assert until(lambda: ana not in first.shifts.marked_on_shift())

    log = first.jobs.log_duty.log  # type: ignore[attr-defined]  # the real one
    with log.database.reading() as connection:
        rows = connection.exec_driver_sql("SELECT person_id, ended_at FROM on_duty").all()
    assert [row.person_id for row in rows] == [ana]
    assert rows[0].ended_at is not None
