"""What the use cases of a call ask of the outside: protocols and the values they carry, nothing else."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from routing.commands import Command
from routing.events import Event, Timer
from routing.result import Reply, Result
from routing.state import Call, RoutingState


class Clock(Protocol):
    def now(self) -> datetime:
        """The present instant, aware, in UTC."""


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """One thing a screen must hear: `stream` is `line` or `person:<id>`; `body` is JSON."""

    stream: str
    type: str
    body: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxItem:
    """A committed command that the carrier has not confirmed yet."""

    id: str
    command: Command
    attempts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OurLegs:
    """The carrier's connections that something of ours still needs."""

    callers: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()


class StaleState(Exception):
    """A guarded write met a row that is not as it was read; nothing was saved."""


class CallBook(Protocol):
    """The rows of the routing domain inside one transaction that holds the domain's lock."""

    def reply_to(self, event_id: str) -> Reply | None:
        """The reply this event got when it was seen before."""

    def routing_state(self, *, also: Collection[str] = ()) -> RoutingState:
        """Calls not ended, live offers, people on duty, on shift, on call or present, and those `also`."""

    def save(self, before: RoutingState, result: Result, now: datetime) -> None:
        """Write what changed, guarded by version, and intervals and timers with it; raises StaleState."""

    def log(self, event: Event, reply: Reply, now: datetime) -> None:
        """Keep the event and its reply."""

    def send_later(
        self, event_id: str, commands: Sequence[Command], now: datetime
    ) -> list[OutboxItem]:
        """Put commands in the outbox, ids derived from the event."""

    def tell(self, news: Sequence[News], now: datetime) -> None:
        """Append to the streams; seen by screens once committed."""


class Store(Protocol):
    """The database as the use cases of a call see it."""

    def domain(self) -> AbstractContextManager[CallBook]:
        """One transaction: takes the domain's lock first, commits at the end, rolls back on an exception."""

    def call(self, call_id: str) -> Call | None: ...
    def call_of_leg(self, leg: str) -> Call | None:
        """The latest call to which the leg belongs, whoever's it is."""

    def our_legs(self) -> OurLegs:
        """Those of calls that have not ended, of everybody in their rooms, and of telephones that ring."""

    def live_calls(self) -> list[Call]:
        """Calls that have not ended, oldest first."""

    def heard_from(self, call_id: str, now: datetime) -> None:
        """Note the caller's sign of life; outside the domain's lock on purpose."""

    def read_routing_state(self) -> RoutingState:
        """As of the last commit and without the lock: what is decided on it must hold whatever comes."""

    def due_timers(self, now: datetime, *, limit: int = 100) -> list[Timer]: ...
    def drop_timers(self, timers: Sequence[Timer]) -> None:
        """Forget them, but for those that have been moved meanwhile."""

    def next_due(self) -> datetime | None: ...
    def unsent(self, now: datetime, *, limit: int = 50) -> list[OutboxItem]:
        """Outbox items whose next try is due."""

    def sent(self, item_id: str, now: datetime) -> None: ...
    def failed(self, item_id: str, why: str, retry_at: datetime | None, now: datetime) -> None:
        """Keep it for `retry_at`, or give it up when that is None."""


class CarrierFailed(Exception):
    """The carrier refused or did not answer; the command may be tried again."""


class CarrierRefused(CarrierFailed):
    """What was asked can never be done, such as ringing a number that is none."""


class Carrier(Protocol):
    """The telephone network, in the helpline's words. Each method raises CarrierFailed."""

    def carry_out(self, command: Command) -> str | None:
        """Do it, and give the leg that has begun to ring, if one has. A leg that is gone counts as done.

        Raises CarrierRefused, too.
        """

    def live_legs(self) -> frozenset[str]:
        """The legs the carrier holds open now."""
