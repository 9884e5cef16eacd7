"""Who is really there: told on transitions only."""

from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from helpline.calls.apply_event import ApplyEvent
from helpline.people.heartbeats import Heartbeats, SweepSilent
from routing.events import Absent, Event, Present
from routing.policy import Policy
from routing.result import Reply
from tests.fakes.stopped_clock import StoppedClock
from tests.helpline.store.samples import NOON, Books, a_person, state_of

ANA = "person-1"


@dataclass(slots=True, kw_only=True)
class House:
    """The process that holds the sockets, and the one that sweeps."""

    books: Books
    clock: StoppedClock = field(default_factory=lambda: StoppedClock(NOON))
    told: list[Event] = field(default_factory=list)
    hearts: Heartbeats = field(init=False)

    def __post_init__(self) -> None:
        self.hearts = self.new_process()

    def new_process(self) -> Heartbeats:
        return Heartbeats(apply_event=self.apply, presence=self.books.presence, clock=self.clock)

    def apply(self, event: Event) -> Reply:
        self.told.append(event)
        apply_event = ApplyEvent(
            store=self.books.store, deliver=lambda _: None, clock=self.clock, policy=Policy()
        )
        return apply_event(event)

    def beat(self, socket: str = "s1", *, softphone: bool = True, microphone: bool = True) -> None:
        self.hearts.alive(ANA, socket, softphone=softphone, microphone=microphone)

    def later(self, seconds: float) -> None:
        self.clock.pass_by(timedelta(seconds=seconds))
        self.hearts.tick()

    def sweep(self) -> int:
        sweep = SweepSilent(presence=self.books.presence, apply_event=self.apply, clock=self.clock)
        return sweep()

    @property
    def heard(self) -> list[type]:
        return [type(event) for event in self.told]

    def is_present(self) -> bool:
        return state_of(self.books.store, also=ANA).counsellors[ANA].present


@pytest.fixture
def house(books: Books) -> House:
    books.people.add(a_person())
    return House(books=books)


def test_the_first_beat_of_a_ready_page_makes_her_present_and_the_next_are_no_news(
    house: House,
) -> None:
    for _ in range(5):
        house.beat()
        house.later(1)

    assert house.heard == [Present]
    assert house.is_present()


@pytest.mark.parametrize(("softphone", "microphone"), [(True, False), (False, True)])
def test_without_softphone_or_microphone_nobody_is_present(
    house: House, softphone: bool, microphone: bool
) -> None:
    house.beat(softphone=softphone, microphone=microphone)
    assert house.heard == []

    house.beat()
    house.beat(softphone=softphone, microphone=microphone)
    assert house.heard == [Present, Absent]
    assert not house.is_present()


def test_five_seconds_of_silence_are_still_life_and_more_are_not(house: House) -> None:
    house.beat()

    house.later(5)
    assert house.is_present()
    house.later(0.1)
    assert not house.is_present()
    house.later(10)
    assert house.heard == [Present, Absent]


def test_a_page_that_is_loaded_again_within_two_seconds_was_never_away(house: House) -> None:
    house.beat("s1")
    house.hearts.socket_lost(ANA, "s1")
    house.later(1.9)
    house.beat("s2")
    house.later(3)

    assert house.heard == [Present]


def test_whoever_does_not_come_back_within_two_seconds_is_absent(house: House) -> None:
    house.beat()
    house.hearts.socket_lost(ANA, "s1")

    house.later(1)
    assert house.is_present()
    house.later(1)
    assert not house.is_present()


def test_one_of_two_windows_closed_changes_nothing(house: House) -> None:
    house.beat("s1")
    house.beat("s2")

    house.hearts.socket_lost(ANA, "s1")
    house.later(4)

    assert house.heard == [Present]


def test_a_socket_that_never_beat_is_lost_without_a_word(house: House) -> None:
    house.hearts.socket_lost("person-9", "s9")
    house.later(9)

    assert house.heard == []


def test_whoever_comes_back_is_present_again(house: House) -> None:
    house.beat()
    house.later(9)
    house.beat()

    assert house.heard == [Present, Absent, Present]
    assert len({event.id for event in house.told}) == 3


def test_people_whose_process_died_are_swept_and_the_living_are_not(house: House) -> None:
    house.beat()
    for _ in range(9):
        house.beat()
        house.later(1)
    assert house.sweep() == 0

    house.hearts = house.new_process()  # killed, with all it knew
    house.later(4)
    assert house.sweep() == 0
    house.later(2)

    assert (house.sweep(), house.sweep()) == (1, 0)
    assert not house.is_present()
    assert house.heard == [Present, Absent]
