"""Due timers become events once each, whatever happens in between."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from helpline.calls.ports import Clock, Store
from helpline.clock import SystemClock
from helpline.jobs.timers import TimerLoop, TimersFailed, fire_due
from helpline.store.database import Database
from helpline.store.sql_store import SqlStore
from helpline.store.wake import Wake
from routing.events import Due, Event, Timer, TimerKind
from routing.result import Answer, Reply, Result
from routing.state import RoutingState
from tests.fakes.fake_store import FakeStore
from tests.fakes.stopped_clock import StoppedClock
from tests.helpline.jobs.line import NOON, until

SECOND = timedelta(seconds=1)
RING = TimerKind.OFFER_EXPIRES


def a_timer(ref: str, due_at: datetime, kind: TimerKind = RING) -> Timer:
    return Timer(kind=kind, ref=ref, due_at=due_at)


def set_timers(store: Store, *timers: Timer) -> None:
    with store.domain() as book:
        nothing = RoutingState()
        result = Result(state=nothing, timers=timers, reply=Reply(answer=Answer.DONE))
        book.save(nothing, result, NOON)


class Ledger:
    """Takes the place of the one way in: keeps events, breaks on some, sees when each came."""

    def __init__(self, clock: Clock, *, breaks_on: str = "") -> None:
        self.clock = clock
        self.breaks_on = breaks_on
        self.events: dict[str, datetime] = {}

    def __call__(self, event: Event) -> Reply:
        assert isinstance(event, Due)
        if event.ref == self.breaks_on:
            raise ZeroDivisionError
        self.events.setdefault(event.id, self.clock.now())
        return Reply(answer=Answer.DONE)


def test_a_timer_that_is_due_becomes_one_event_named_after_it() -> None:
    store, clock = FakeStore(), StoppedClock(NOON)
    ledger = Ledger(clock)
    set_timers(store, a_timer("offer-1", NOON), a_timer("offer-2", NOON + SECOND))

    fired = [fire_due(store, ledger, clock) for _ in range(3)]

    assert fired == [1, 0, 0]
    assert list(ledger.events) == ["due:offer_expires:offer-1:2026-03-02T12:00:00+00:00"]
    assert store.next_due() == NOON + SECOND


def test_a_timer_set_anew_while_its_event_is_applied_stays() -> None:
    store, clock = FakeStore(), StoppedClock(NOON)
    set_timers(store, a_timer("ana", NOON, TimerKind.WRAP_UP_ENDS))

    def extends(event: Event) -> Reply:
        set_timers(store, a_timer("ana", NOON + 60 * SECOND, TimerKind.WRAP_UP_ENDS))
        return Reply(answer=Answer.NOTHING)

    fire_due(store, extends, clock)

    assert store.next_due() == NOON + 60 * SECOND


def test_a_timer_that_cannot_be_applied_stays_and_holds_up_no_other() -> None:
    store, clock = FakeStore(), StoppedClock(NOON)
    ledger = Ledger(clock, breaks_on="bad")
    set_timers(store, a_timer("bad", NOON - SECOND), a_timer("good", NOON))

    with pytest.raises(TimersFailed, match="1 of 2"):
        fire_due(store, ledger, clock)

    assert [event.split(":")[2] for event in ledger.events] == ["good"]
    assert store.due_timers(NOON) == [a_timer("bad", NOON - SECOND)]


class Loop:
    """A running timer loop over a real database."""

    def __init__(self, database: Database, *, breaks_on: str = "") -> None:
        self.clock = SystemClock()
        self.store = SqlStore(database=database)
        self.ledger = Ledger(self.clock, breaks_on=breaks_on)
        self.wake = Wake(database)
        self.timers = TimerLoop(
            store=self.store, apply_event=self.ledger, clock=self.clock, wake=self.wake
        )

    def has_fired(self, *refs: str) -> bool:
        return {event.split(":")[2] for event in self.ledger.events} == set(refs)


@pytest.fixture
def loop(database: Database) -> Iterator[Loop]:
    loop = Loop(database)
    loop.timers.start()
    yield loop
    loop.timers.stop()


def test_timers_fire_in_order_and_never_early(loop: Loop) -> None:
    now = loop.clock.now()
    timers = [a_timer(f"offer-{n}", now + n * timedelta(milliseconds=40)) for n in (3, 1, 2)]

    set_timers(loop.store, *timers)

    assert until(lambda: loop.has_fired("offer-1", "offer-2", "offer-3"))
    fired = list(loop.ledger.events.items())
    assert [event.split(":")[2] for event, _ in fired] == ["offer-1", "offer-2", "offer-3"]
    due = {timer.ref: timer.due_at for timer in timers}
    assert all(at >= due[event.split(":")[2]] for event, at in fired)
    assert until(lambda: loop.store.next_due() is None)


def test_a_commit_that_brings_an_earlier_timer_wakes_the_loop(loop: Loop) -> None:
    set_timers(loop.store, a_timer("later", loop.clock.now() + timedelta(hours=1)))

    set_timers(loop.store, a_timer("sooner", loop.clock.now() + timedelta(milliseconds=30)))

    assert until(lambda: loop.has_fired("sooner"))


def test_the_loop_outlives_a_broken_timer_and_fires_the_others(database: Database) -> None:
    loop = Loop(database, breaks_on="bad")
    set_timers(loop.store, a_timer("bad", loop.clock.now()))
    loop.timers.start()

    set_timers(loop.store, a_timer("good", loop.clock.now() + timedelta(milliseconds=50)))

    assert until(lambda: loop.has_fired("good"))
    loop.timers.stop()


def test_the_loop_outlives_a_database_that_does_not_answer(database: Database) -> None:
    loop = Loop(database)
    gone = StoreThatIsGone()
    loop.timers.store = gone
    loop.timers.start()
    set_timers(loop.store, a_timer("offer-1", loop.clock.now()))
    assert until(lambda: gone.asked > 1)

    loop.timers.store = loop.store

    assert until(lambda: loop.has_fired("offer-1"))
    loop.timers.stop()


class StoreThatIsGone(FakeStore):
    asked = 0

    def due_timers(self, now: datetime, *, limit: int = 100) -> list[Timer]:
        StoreThatIsGone.asked += 1
        raise ConnectionError("the database does not answer")


def test_a_loop_that_may_not_act_leaves_timers_alone(database: Database) -> None:
    loop = Loop(database)
    set_timers(loop.store, a_timer("offer-1", loop.clock.now()))
    fired_when_asked: list[int] = []

    def acts() -> bool:
        fired_when_asked.append(len(loop.ledger.events))
        return len(fired_when_asked) > 1

    loop.timers.start(acts=acts)

    assert until(lambda: loop.has_fired("offer-1"))
    assert fired_when_asked[:2] == [0, 0]
    loop.timers.stop()
