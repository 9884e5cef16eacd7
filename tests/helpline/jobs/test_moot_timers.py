"""A timer with nothing left to do is forgotten without the line's lock; any other becomes its event."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import cast

import pytest
import sqlalchemy as sa

from helpline.calls.apply_event import ApplyEvent
from helpline.calls.moot_timers import MootTimers
from helpline.jobs.timers import fire_due
from helpline.store.tables.events import events
from routing.events import Accept, Arrive, CallIn, ChooseLanguage, Join, Timer, TimerKind
from routing.state import CallState
from tests.fakes.stopped_clock import StoppedClock
from tests.helpline.office import Office

CALL = "c" * 32
LONG = timedelta(minutes=5)


@dataclass(slots=True)
class Night:
    """One call with one counsellor, on a clock that stands still."""

    office: Office
    clock: StoppedClock
    counsellor_id: str
    apply_event: ApplyEvent = field(init=False)
    moot: MootTimers = field(init=False)

    def __post_init__(self) -> None:
        parts = self.office.parts
        self.apply_event = ApplyEvent(
            store=parts.store, deliver=lambda _: None, clock=self.clock, policy=parts.policy
        )
        self.moot = MootTimers(store=parts.store, clock=self.clock, policy=parts.policy)
        self.apply_event(Arrive(id="a", call_id=CALL, leg="CA1"))
        self.apply_event(ChooseLanguage(id="l", call_id=CALL, language="ru"))

    def talk(self) -> None:
        offer, who = f"{CALL}.1", self.counsellor_id
        self.apply_event(Accept(id="x", offer_id=offer, counsellor_id=who))
        self.apply_event(CallIn(id="i", offer_id=offer, counsellor_id=who, leg="CA2"))
        for leg in ("CA1", "CA2"):
            self.apply_event(Join(id=f"j{leg}", call_id=CALL, leg=leg, room="CF1"))

    def let_pass(self, time: timedelta) -> list[Timer]:
        """The timers that are due then."""
        self.clock.pass_by(time)
        return self.office.parts.store.due_timers(self.clock.now())

    def fire(self) -> int:
        return fire_due(self.office.parts.store, self.apply_event, self.clock, self.moot)

    def came_due(self) -> list[str]:
        with self.office.parts.database.reading() as connection:
            ids = sa.select(events.c.id).where(events.c.kind == "Due")
            return [event.split(":")[1] for event in connection.scalars(ids)]


@pytest.fixture
def night(office: Office) -> Night:
    clock = StoppedClock(office.parts.clock.now() + timedelta(seconds=1))
    return Night(office, clock, office.counsellor("first").id)


def test_a_call_that_talks_has_no_use_for_the_timers_of_its_waiting(night: Night) -> None:
    night.talk()
    due = night.let_pass(LONG)
    assert len(due) > 2

    fired = night.fire()

    assert fired == len(due)
    assert night.came_due() == []
    assert night.office.parts.store.due_timers(night.clock.now()) == []
    state = night.office.parts.store.read_routing_state()
    assert state.calls[CALL].state is CallState.TALKING


def test_an_offer_that_nobody_answered_falls_due_as_before(night: Night) -> None:
    ring = TimerKind.OFFER_EXPIRES
    due = night.let_pass(LONG)
    assert ring in {timer.kind for timer in due}

    night.fire()

    assert ring.value in night.came_due()
    assert not night.office.parts.store.read_routing_state().offers


def test_what_is_not_yet_due_is_never_asked_about(night: Night) -> None:
    night.talk()
    waits = night.office.parts.store.next_due()

    assert night.fire() == 0
    assert night.office.parts.store.next_due() == waits


def test_a_timer_that_breaks_the_step_is_not_moot_and_holds_up_no_other(night: Night) -> None:
    night.talk()
    due = night.let_pass(LONG)
    broken = Timer(kind=cast("TimerKind", "no kind at all"), ref=CALL, due_at=due[0].due_at)

    assert night.moot([broken, *due]) == due


def test_a_timer_set_anew_meanwhile_stays(night: Night) -> None:
    night.talk()
    (first, *_) = night.let_pass(LONG)
    later = Timer(kind=first.kind, ref=first.ref, due_at=night.clock.now() + LONG)

    night.office.parts.store.drop_timers([later])

    assert first in night.office.parts.store.due_timers(night.clock.now())
