"""What the carrier says against what we say."""

from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest

from helpline.calls.apply_event import ApplyEvent
from helpline.calls.ports import CarrierFailed
from helpline.calls.reconcile import Reconcile
from routing.commands import EndLeg, ReturnCaller
from routing.policy import Policy
from routing.state import CallState, Offer, OfferState, Outcome
from tests.fakes.fake_carrier import FakeCarrier
from tests.fakes.stopped_clock import StoppedClock
from tests.helpline.store.samples import (
    NOON,
    Books,
    a_call,
    a_person,
    an_offer,
    ended,
    save,
    state_of,
    stored_call,
)


@dataclass(slots=True, kw_only=True)
class Scene:
    books: Books
    carrier: FakeCarrier = field(default_factory=FakeCarrier)
    clock: StoppedClock = field(default_factory=lambda: StoppedClock(NOON))
    reconcile: Reconcile = field(init=False)

    def __post_init__(self) -> None:
        apply_event = ApplyEvent(
            store=self.books.store, deliver=lambda _: None, clock=self.clock, policy=Policy()
        )
        self.reconcile = Reconcile(
            store=self.books.store,
            carrier=self.carrier,
            apply_event=apply_event,
            clock=self.clock,
        )

    def runs(self, *legs: str, after_s: float = 10) -> int:
        """The carrier holds these legs open."""
        self.clock.pass_by(timedelta(seconds=after_s))
        self.carrier.legs = frozenset(legs)
        return self.reconcile()

    def talk(self, counsellor_leg: str = "leg-of-ana") -> None:
        self.books.people.add(a_person())
        offer: Offer = an_offer(state=OfferState.ACCEPTED, answered_at=NOON)
        talking = a_call(
            state=CallState.TALKING,
            counsellor_id="person-1",
            counsellor_leg=counsellor_leg,
            counsellor_in=True,
            caller_in=True,
            talked=True,
            talking_since=NOON,
            room="room-1",
        )
        save(self.books.store, talking, offer)


@pytest.fixture
def scene(books: Books) -> Scene:
    return Scene(books=books)


def test_when_both_sides_agree_nothing_is_done(scene: Scene) -> None:
    scene.talk()

    assert [scene.runs("leg-1", "leg-of-ana") for _ in range(3)] == [0, 0, 0]
    assert scene.carrier.asked == []
    assert stored_call(scene.books.store).version == 0


def test_a_caller_whose_leg_is_gone_twice_in_a_row_has_hung_up(scene: Scene) -> None:
    save(scene.books.store, a_call())

    assert (scene.runs(), scene.runs()) == (0, 1)
    assert stored_call(scene.books.store).outcome is Outcome.ABANDONED
    assert scene.runs() == 0


def test_a_leg_that_was_only_late_in_the_carriers_list_is_not_gone(scene: Scene) -> None:
    save(scene.books.store, a_call())

    assert [scene.runs(), scene.runs("leg-1"), scene.runs(), scene.runs("leg-1")] == [0, 0, 0, 0]
    assert stored_call(scene.books.store).state is CallState.WAITING


def test_a_caller_who_has_lost_her_counsellor_waits_on_in_her_old_place(scene: Scene) -> None:
    scene.talk()

    assert (scene.runs("leg-1"), scene.runs("leg-1")) == (0, 1)

    call = stored_call(scene.books.store)
    assert (call.state, call.enqueued_at, call.preferred_id) == (
        CallState.WAITING,
        NOON,
        "person-1",
    )
    waiting = [item.command for item in scene.books.store.unsent(scene.clock.now())]
    assert waiting == [ReturnCaller(call_id="call-1", leg="leg-1")]


@pytest.mark.parametrize("counsellor_leg", ["leg-0", "leg-of-ana"])
def test_when_both_legs_are_gone_the_talk_is_over_and_nobody_is_left(
    scene: Scene, counsellor_leg: str
) -> None:
    scene.talk(counsellor_leg)

    assert (scene.runs(), scene.runs()) == (0, 2)
    assert stored_call(scene.books.store).outcome is Outcome.COMPLETED
    assert state_of(scene.books.store).offers == {}


def test_a_leg_of_a_call_that_has_ended_is_hung_up_after_the_goodbye(scene: Scene) -> None:
    save(scene.books.store, a_call())
    save(scene.books.store, ended(stored_call(scene.books.store)))

    assert scene.runs("leg-1", after_s=15) == 0
    assert scene.runs("leg-1", after_s=1) == 1
    assert scene.carrier.asked == [EndLeg(leg="leg-1")]


def test_a_leg_nobody_has_heard_of_may_be_just_arriving_and_is_left_alone(scene: Scene) -> None:
    assert [scene.runs("leg-9", after_s=60) for _ in range(3)] == [0, 0, 0]
    assert scene.carrier.asked == []


def test_a_carrier_that_does_not_answer_ends_no_call(scene: Scene) -> None:
    save(scene.books.store, a_call())
    scene.runs()
    scene.carrier.fails = True

    with pytest.raises(CarrierFailed):
        scene.runs()
    scene.carrier.fails = False

    assert stored_call(scene.books.store).state is CallState.WAITING
    assert scene.runs("leg-1") == 0


def test_an_orphan_that_could_not_be_hung_up_is_tried_again(scene: Scene) -> None:
    @dataclass(slots=True)
    class RefusesOnce(FakeCarrier):
        refused: int = 0

        def carry_out(self, command: object) -> None:
            self.refused += 1
            if self.refused == 1:
                raise CarrierFailed("told to fail")

    carrier = RefusesOnce()
    save(scene.books.store, a_call())
    save(scene.books.store, replace(ended(stored_call(scene.books.store))))
    scene.reconcile.carrier = scene.carrier = carrier

    with pytest.raises(CarrierFailed):
        scene.runs("leg-1", after_s=60)

    assert scene.runs("leg-1") == 1
