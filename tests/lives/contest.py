"""A line with two counsellors and nothing else; each round is one call, and afterwards all is counted."""

from dataclasses import dataclass

import sqlalchemy as sa

from helpline.calls.apply_event import ApplyEvent
from helpline.people.add_person import add_person
from helpline.people.ports import Role
from helpline.store.people_book import SqlPeopleBook
from helpline.store.sql_store import SqlStore
from routing.events import (
    Accept,
    Arrive,
    ChooseDuty,
    ChooseLanguage,
    Event,
    HangUp,
    Present,
    ShiftStart,
)
from routing.state import Call, CallState, Duty, Offer, OfferState
from tests.helpline.store.samples import result_of
from tests.lives.rivals import apply_event_on

# One row a call: what an acceptance writes, counted.
_WRITTEN = """
SELECT calls.id,
 (SELECT count(*) FROM offers WHERE call_id = calls.id AND answered_at IS NOT NULL),
 (SELECT count(*) FROM contacts WHERE call_id = calls.id),
 (SELECT count(*) FROM intervals WHERE call_id = calls.id AND phase = 'connecting'),
 (SELECT count(*) FROM timers JOIN offers ON offers.id = timers.ref
   WHERE call_id = calls.id AND timers.kind = 'join_overdue')
FROM calls
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """A call that rings for one of the two."""

    call_id: str
    leg: str
    rung: str
    other: str

    @property
    def number(self) -> int:
        return int(self.call_id, 16)

    @property
    def offer(self) -> str:
        return f"{self.call_id}.1"

    @property
    def next_offer(self) -> str:
        return f"{self.call_id}.2"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contest:
    store: SqlStore
    apply_event: ApplyEvent
    people: frozenset[str]

    def ring(self, number: int) -> Round:
        """As it happens: she arrives, lets the menu pass, and is offered to whoever is free longest."""
        self._all_available(number)
        call_id, leg = f"{number:032x}", f"CA{number}"
        self.apply_event(Arrive(id=f"arrive:{number}", call_id=call_id, leg=leg))
        self.apply_event(ChooseLanguage(id=f"menu:{number}", call_id=call_id, language=None))
        rung = self.store.read_routing_state().offers[f"{call_id}.1"].counsellor_id
        (other,) = self.people - {rung}
        return Round(call_id=call_id, leg=leg, rung=rung, other=other)

    def ring_for_both(self, number: int) -> Round:
        """As a line that rings for several at once would do it; the rows allow it."""
        rung, other = sorted(self.people)
        now = Round(call_id=f"{number:032x}", leg=f"CA{number}", rung=rung, other=other)
        at = self.apply_event.clock.now()
        call = Call(
            id=now.call_id, leg=now.leg, state=CallState.WAITING, arrived_at=at, enqueued_at=at
        )
        offers = [
            Offer(
                id=offer,
                call_id=now.call_id,
                counsellor_id=person_id,
                state=OfferState.RINGING,
                made_at=at,
                expires_at=at,
            )
            for offer, person_id in ((now.offer, rung), (now.next_offer, other))
        ]
        with self.store.domain() as book:
            before = book.routing_state()
            book.save(before, result_of(before, call, *offers), at)
        return now

    def _all_available(self, number: int) -> None:
        """Whoever did not answer the last one was put on a break."""
        for each in self.store.read_routing_state().counsellors.values():
            if each.duty is not Duty.AVAILABLE:
                duty = f"duty:{each.id}:{number}"
                self.apply_event(ChooseDuty(id=duty, counsellor_id=each.id, duty=Duty.AVAILABLE))

    def winner(self, now: Round) -> str | None:
        call = self.store.call(now.call_id)
        assert call is not None
        return call.counsellor_id

    def hang_up(self, now: Round) -> None:
        self.apply_event(HangUp(id=f"over:{now.leg}", leg=now.leg))

    def written(self) -> set[tuple[int, ...]]:
        """Of all calls: acceptances, contacts, times of connecting, timers for joining."""
        with self.store.database.reading() as connection:
            return {tuple(row[1:]) for row in connection.execute(sa.text(_WRITTEN))}


def accept(offer: str, person_id: str, *, browser: int = 1) -> Event:
    mark = f"accept:{offer}:{person_id}:{browser}"
    return Accept(id=mark, offer_id=offer, counsellor_id=person_id)


def open_contest(store: SqlStore, *, ring_s: int) -> Contest:
    people = SqlPeopleBook(store.database)
    apply_event = apply_event_on(store, ring_s=ring_s)
    ids = []
    for login in ("ana", "bek"):
        person = add_person(
            people,
            login=login,
            name=f"Sample {login}",
            roles=frozenset({Role.COUNSELLOR}),
            speaks=frozenset({"kk"}),
            ui_language="kk",
            password="correct horse battery",
        )
        ids.append(person.id)
        shift = ShiftStart(id=f"s:{login}", counsellor_id=person.id, languages=person.speaks)
        apply_event(shift)
        apply_event(Present(id=f"p:{login}", counsellor_id=person.id))
    return Contest(store=store, apply_event=apply_event, people=frozenset(ids))
