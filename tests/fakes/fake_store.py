"""The calls' store in memory; the contract suites hold it to the promises of the real one."""

import threading
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeVar

from helpline.calls.ports import News, OurLegs, OutboxItem, StaleState
from helpline.cases.ports import Contact
from routing.commands import Command
from routing.events import Event, Timer
from routing.result import Reply, Result
from routing.state import LIVE_OFFERS, Call, CallState, Counsellor, Duty, Offer, RoutingState
from tests.fakes.memory import KeptCommand, Memory

_Value = TypeVar("_Value", Call, Counsellor, Offer)


@dataclass(frozen=True, slots=True)
class FakeStore:
    """Stands in for `helpline.calls.ports.Store`."""

    memory: Memory = field(default_factory=Memory)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @contextmanager
    def domain(self) -> Iterator["FakeCallBook"]:
        with self._lock:
            earlier = self.memory.copied()
            try:
                yield FakeCallBook(self.memory)
            except BaseException:
                self.memory.put_back(earlier)
                raise

    def read_routing_state(self) -> RoutingState:
        with self._lock:
            return FakeCallBook(self.memory).routing_state()

    def call(self, call_id: str) -> Call | None:
        return self.memory.calls.get(call_id)

    def call_of_leg(self, leg: str) -> Call | None:
        return self.memory.calls.get(self.memory.call_of_leg.get(leg, ""))

    def live_calls(self) -> list[Call]:
        live = [call for call in self.memory.calls.values() if call.state is not CallState.ENDED]
        return sorted(live, key=lambda call: (call.arrived_at, call.id))

    def our_legs(self) -> OurLegs:
        live = self.live_calls()
        offers = (each for each in self.memory.offers.values() if each.state in LIVE_OFFERS)
        others = {call.counsellor_leg for call in live} | {offer.leg for offer in offers}
        others |= {guest.leg for call in live for guest in call.guests}
        return OurLegs(
            callers=frozenset(call.leg for call in live),
            others=frozenset(leg for leg in others if leg is not None),
        )

    def heard_from(self, call_id: str, now: datetime) -> None:
        self.memory.heard_at[call_id] = now

    def due_timers(self, now: datetime, *, limit: int = 100) -> list[Timer]:
        timers = sorted(self._timers(), key=lambda timer: timer.due_at)
        return [timer for timer in timers if timer.due_at <= now][:limit]

    def _timers(self) -> list[Timer]:
        kept = self.memory.timers.items()
        return [Timer(kind=kind, ref=ref, due_at=due_at) for (kind, ref), due_at in kept]

    def drop_timers(self, timers: Sequence[Timer]) -> None:
        for timer in timers:
            if self.memory.timers.get((timer.kind, timer.ref)) == timer.due_at:
                del self.memory.timers[timer.kind, timer.ref]

    def next_due(self) -> datetime | None:
        return min(self.memory.timers.values(), default=None)

    def unsent(self, now: datetime, *, limit: int = 50) -> list[OutboxItem]:
        return [
            OutboxItem(id=item_id, command=kept.command, attempts=kept.attempts)
            for item_id, kept in self.memory.outbox.items()
            if kept.next_try_at is not None and kept.next_try_at <= now
        ][:limit]

    def sent(self, item_id: str, now: datetime) -> None:
        self.memory.outbox[item_id].next_try_at = None

    def failed(self, item_id: str, why: str, retry_at: datetime | None, now: datetime) -> None:
        kept = self.memory.outbox[item_id]
        kept.attempts += 1
        kept.next_try_at = retry_at


@dataclass(frozen=True, slots=True)
class FakeCallBook:
    """Stands in for `helpline.calls.ports.CallBook`."""

    memory: Memory

    def reply_to(self, event_id: str) -> Reply | None:
        return self.memory.replies.get(event_id)

    def routing_state(self, *, also: Collection[str] = ()) -> RoutingState:
        live = {key: call for key, call in self.memory.calls.items() if call.ended_at is None}
        offers = {
            key: offer for key, offer in self.memory.offers.items() if offer.state in LIVE_OFFERS
        }
        mentioned = {call.counsellor_id for call in live.values()} | {*also}
        mentioned |= {call.preferred_id for call in live.values()}
        mentioned |= {offer.counsellor_id for offer in offers.values()}
        people = {
            key: person
            for key, person in self.memory.counsellors.items()
            if key in mentioned or _is_of_interest(person)
        }
        return RoutingState(calls=live, counsellors=people, offers=offers)

    def save(self, before: RoutingState, result: Result, now: datetime) -> None:
        memory = self.memory
        _write(memory.calls, before.calls, result.calls)
        _write(memory.counsellors, before.counsellors, result.counsellors)
        _write(memory.offers, before.offers, result.offers)
        for call in result.calls:
            legs = {call.leg, call.counsellor_leg} | {guest.leg for guest in call.guests}
            memory.call_of_leg.update(dict.fromkeys((leg for leg in legs if leg), call.id))
            self._open_contact(before.calls.get(call.id), call, now)
        for offer in result.offers:
            if offer.leg is not None:
                memory.call_of_leg[offer.leg] = offer.call_id
        for timer in result.timers:
            memory.timers[timer.kind, timer.ref] = timer.due_at

    def _open_contact(self, earlier: Call | None, call: Call, now: datetime) -> None:
        owner = call.counsellor_id
        if owner is None or (earlier is not None and earlier.counsellor_id == owner):
            return
        contact_id = f"contact-of-{call.id}"
        contact = self.memory.contacts.get(contact_id)
        if contact is None:
            contact = Contact(
                id=contact_id,
                call_id=call.id,
                owner_id=owner,
                opened_at=now,
                version=-1,
                training=call.training,
            )
        self.memory.contacts[contact_id] = replace(
            contact, owner_id=owner, version=contact.version + 1
        )

    def log(self, event: Event, reply: Reply, now: datetime) -> None:
        self.memory.replies[event.id] = reply

    def send_later(
        self, event_id: str, commands: Sequence[Command], now: datetime
    ) -> list[OutboxItem]:
        items = [
            OutboxItem(id=f"{event_id}/{number}", command=command, attempts=0)
            for number, command in enumerate(commands)
        ]
        for item in items:
            self.memory.outbox[item.id] = KeptCommand(command=item.command, next_try_at=now)
        return items

    def tell(self, news: Sequence[News], now: datetime) -> None:
        self.memory.news.extend(news)


def _is_of_interest(person: Counsellor) -> bool:
    on_duty = person.on_shift or person.present or person.duty is not Duty.OFF
    return on_duty or person.wrap_up_until is not None or person.training is not None


def _write(
    rows: dict[str, _Value], before: Mapping[str, _Value], changed: Sequence[_Value]
) -> None:
    """A new row as it is; an old one only if it still has the version it was read with."""
    for value in changed:
        if value.id not in before and not isinstance(value, Counsellor):
            rows[value.id] = value
            continue
        if value.id not in rows or rows[value.id].version != value.version:
            raise StaleState(type(value).__name__)
        rows[value.id] = replace(value, version=value.version + 1)
