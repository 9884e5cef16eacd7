"""Everything the fakes keep, in memory; one value so that a transaction can be undone."""

from dataclasses import dataclass, field
from datetime import datetime

from helpline.calls.ports import News
from helpline.cases.ports import Contact
from helpline.people.ports import Person, Session
from helpline.training.ports import TrainingSession
from routing.commands import Command
from routing.events import TimerKind
from routing.result import Reply
from routing.state import Call, Counsellor, Offer
from shift_schedule.shift import Shift


@dataclass(slots=True, kw_only=True)
class KeptCommand:
    """A row of the outbox."""

    command: Command
    attempts: int = 0
    next_try_at: datetime | None = None


@dataclass(slots=True, kw_only=True)
class Memory:
    """What a database would hold. Put people in by `FakePeopleBook.add`, read the rest as you like."""

    calls: dict[str, Call] = field(default_factory=dict)
    counsellors: dict[str, Counsellor] = field(default_factory=dict)
    offers: dict[str, Offer] = field(default_factory=dict)
    call_of_leg: dict[str, str] = field(default_factory=dict)
    replies: dict[str, Reply] = field(default_factory=dict)
    outbox: dict[str, KeptCommand] = field(default_factory=dict)
    timers: dict[tuple[TimerKind, str], datetime] = field(default_factory=dict)
    news: list[News] = field(default_factory=list)
    heard_at: dict[str, datetime] = field(default_factory=dict)
    alive_at: dict[str, datetime] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    sessions: dict[str, Session] = field(default_factory=dict)
    failed_sign_ins: list[tuple[str, datetime]] = field(default_factory=list)
    shifts: dict[str, Shift] = field(default_factory=dict)
    contacts: dict[str, Contact] = field(default_factory=dict)
    training: dict[str, TrainingSession] = field(default_factory=dict)

    def copied(self) -> "Memory":
        """The containers anew; what lies in them is frozen, but for the outbox, which is only added to."""
        return Memory(**{name: getattr(self, name).copy() for name in Memory.__slots__})

    def put_back(self, earlier: "Memory") -> None:
        for name in Memory.__slots__:
            setattr(self, name, getattr(earlier, name))
