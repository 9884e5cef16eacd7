"""A place to practise, in memory: two counsellors, and the one way in for events."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from helpline.calls.apply_event import ApplyEvent
from helpline.people.ports import Person, Role
from helpline.training.erase_practice import ErasePractice
from helpline.training.follow_training import FollowTraining
from helpline.training.ports import TrainingSession
from helpline.training.sessions import Sessions
from routing.events import Arrive
from routing.policy import Policy
from tests.fakes.fake_audit import FakeAudit
from tests.fakes.fake_books import FakePeopleBook
from tests.fakes.fake_store import FakeStore
from tests.fakes.fake_training import FakeTrainingBook
from tests.fakes.stopped_clock import StoppedClock

ALMATY = ZoneInfo("Asia/Almaty")
NOON = datetime(2026, 3, 2, 12, tzinfo=ALMATY).astimezone(UTC)


def hour(number: float) -> datetime:
    return NOON + timedelta(hours=number)


def _nobody_delivers(_items: object) -> None:
    """No carrier in these tests."""


@dataclass(slots=True)
class Place:
    """Hours are counted from noon in Almaty, where the clock stands at first."""

    store: FakeStore = field(default_factory=FakeStore)
    clock: StoppedClock = field(default_factory=lambda: StoppedClock(NOON))
    audit: FakeAudit = field(default_factory=FakeAudit)
    book: FakeTrainingBook = field(init=False)
    apply_event: ApplyEvent = field(init=False)
    follow: FollowTraining = field(init=False)
    sessions: Sessions = field(init=False)
    erase: ErasePractice = field(init=False)

    def __post_init__(self) -> None:
        self.book = FakeTrainingBook(self.store.memory)
        self.apply_event = ApplyEvent(
            store=self.store, deliver=_nobody_delivers, clock=self.clock, policy=Policy()
        )
        self.follow = FollowTraining(book=self.book, apply_event=self.apply_event, clock=self.clock)
        self.sessions = Sessions(
            book=self.book,
            audit=self.audit,
            follow=self.follow,
            zone=ALMATY,
            longest=timedelta(hours=3),
        )
        self.erase = ErasePractice(
            book=self.book, follow=self.follow, clock=self.clock, zone=ALMATY
        )
        people = FakePeopleBook(self.store.memory)
        for name in ("ana", "bek"):
            people.add(
                Person(
                    id=name,
                    login=name,
                    name=f"Sample {name}",
                    roles=frozenset({Role.COUNSELLOR}),
                    speaks=frozenset({"kk"}),
                    password_hash="",
                )
            )

    def start(self, who: str = "ana", by: str = "zoe", language: str = "kk") -> TrainingSession:
        return self.sessions.start(
            counsellor_id=who, supervisor_id=by, language=language, now=self.clock.now()
        )

    def practise(self, session: TrainingSession, call: str = "p1") -> None:
        self.apply_event(
            Arrive(id=f"arrive:{call}", call_id=call, leg=f"leg-{call}", training=session.id)
        )

    def marked(self) -> dict[str, str]:
        return dict(self.book.marked_in_training())
