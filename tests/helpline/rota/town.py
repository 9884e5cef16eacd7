"""A small rota in memory: three counsellors, a shift book and the one way in for events."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from helpline.calls.apply_event import ApplyEvent
from helpline.people.ports import Person, Role
from helpline.rota.abilities import Ability
from helpline.rota.add_shift import add_shift
from helpline.rota.follow_shifts import FollowShifts
from routing.policy import Policy
from shift_schedule.shift import Shift
from tests.fakes.fake_books import FakeAbilities, FakePeopleBook, FakeShiftBook
from tests.fakes.fake_store import FakeStore
from tests.fakes.stopped_clock import StoppedClock

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def hour(number: float) -> datetime:
    return NOON + timedelta(hours=number)


def _nobody_delivers(_items: object) -> None:
    """No carrier in these tests: shifts ask nothing of it."""


@dataclass(slots=True)
class Town:
    """Hours are counted from noon, where the clock stands at first."""

    store: FakeStore = field(default_factory=FakeStore)
    abilities: FakeAbilities = field(init=False)
    clock: StoppedClock = field(default_factory=lambda: StoppedClock(NOON))
    able: dict[str, Ability] = field(default_factory=dict)
    shifts: FakeShiftBook = field(init=False)
    apply_event: ApplyEvent = field(init=False)
    follow: FollowShifts = field(init=False)

    def __post_init__(self) -> None:
        self.shifts = FakeShiftBook(self.store.memory)
        self.abilities = FakeAbilities(self.store.memory, self.able)
        self.apply_event = ApplyEvent(
            store=self.store, deliver=_nobody_delivers, clock=self.clock, policy=Policy()
        )
        self.follow = FollowShifts(
            shifts=self.shifts,
            abilities=self.abilities,
            apply_event=self.apply_event,
            clock=self.clock,
        )
        for login in ("ana", "bek", "dana"):
            self.hire(login, Role.COUNSELLOR)

    def hire(self, login: str, role: Role) -> None:
        person = Person(
            id=login,
            login=login,
            name=f"Sample {login}",
            roles=frozenset({role}),
            speaks=frozenset({"kk", "ru"}),
            ui_language="kk",
            password_hash="none",
        )
        FakePeopleBook(self.store.memory).add(person)

    def put(self, who: str, start: float, end: float, *, speaks: str = "kk ru") -> Shift:
        return add_shift(
            self.shifts,
            person_id=who,
            starts_at=hour(start),
            ends_at=hour(end),
            languages=frozenset(speaks.split()),
            now=self.clock.now(),
        )

    def at(self, number: float) -> None:
        self.clock.at = hour(number)

    def on_shift(self) -> list[str]:
        return sorted(self.shifts.marked_on_shift())
