"""Small values for the store's tests, and one way to save them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from helpline.calls.ports import Store
from helpline.cases.ports import Contact, ContactBook
from helpline.people.ports import PeopleBook, Person, PresenceBook, Role
from helpline.rota.ports import ShiftBook
from helpline.training.ports import TrainingBook, TrainingSession
from routing.events import Timer
from routing.result import Result
from routing.state import (
    Call,
    CallState,
    Counsellor,
    Offer,
    OfferState,
    Outcome,
    Party,
    RoutingState,
)

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Books:
    """The ports of one implementation, over one and the same content."""

    store: Store
    people: PeopleBook
    presence: PresenceBook
    shifts: ShiftBook
    contacts: ContactBook
    training: TrainingBook


def after(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


def a_person(number: int = 1, **words: Any) -> Person:
    person = Person(
        id=f"person-{number}",
        login=f"sample{number}",
        name=f"Sample Counsellor {number}",
        roles=frozenset({Role.COUNSELLOR}),
        speaks=frozenset({"kk", "ru"}),
        password_hash="not a real hash",
    )
    return replace(person, **words)


def a_call(number: int = 1, **words: Any) -> Call:
    call = Call(
        id=f"call-{number}",
        leg=f"leg-{number}",
        state=CallState.WAITING,
        arrived_at=NOON,
        enqueued_at=NOON,
    )
    return replace(call, **words)


def a_session(number: int = 1, *, person: int = 1, **words: Any) -> TrainingSession:
    """An hour with the counsellor, begun at noon by person 9."""
    session = TrainingSession(
        id=f"session-{number}",
        counsellor_id=f"person-{person}",
        supervisor_id="person-9",
        language="kk",
        started_at=NOON,
        ends_at=after(3600),
    )
    return replace(session, **words)


def ended(call: Call, now: datetime = NOON) -> Call:
    return replace(
        call,
        state=CallState.ENDED,
        ended_at=now,
        outcome=Outcome.ABANDONED,
        ended_by=Party.CALLER,
    )


def an_offer(number: int = 1, *, call: int = 1, person: int = 1, **words: Any) -> Offer:
    offer = Offer(
        id=f"offer-{number}",
        call_id=f"call-{call}",
        counsellor_id=f"person-{person}",
        state=OfferState.RINGING,
        made_at=NOON,
        expires_at=after(15),
    )
    return replace(offer, **words)


def save(
    store: Store, *values: Call | Counsellor | Offer, timers: Sequence[Timer] = (), at: float = 0
) -> None:
    """One transaction that makes or changes these values, `at` seconds past noon."""
    with store.domain() as book:
        before = book.routing_state()
        book.save(before, result_of(before, *values, timers=timers), after(at))


def result_of(
    before: RoutingState, *values: Call | Counsellor | Offer, timers: Sequence[Timer] = ()
) -> Result:
    """What a step that changed these values would give back."""
    calls = tuple(value for value in values if isinstance(value, Call))
    people = tuple(value for value in values if isinstance(value, Counsellor))
    offers = tuple(value for value in values if isinstance(value, Offer))
    state = RoutingState(
        calls={**before.calls, **{call.id: call for call in calls}},
        counsellors={**before.counsellors, **{person.id: person for person in people}},
        offers={**before.offers, **{offer.id: offer for offer in offers}},
    )
    return Result(state=state, calls=calls, counsellors=people, offers=offers, timers=tuple(timers))


def state_of(store: Store, *, also: str | None = None) -> RoutingState:
    with store.domain() as book:
        return book.routing_state(also=[also] if also else [])


def stored_call(store: Store, call_id: str = "call-1") -> Call:
    call = store.call(call_id)
    assert call is not None
    return call


def contact_of(books: Books, call_id: str = "call-1") -> Contact:
    contact = books.contacts.of_call(call_id)
    assert contact is not None
    return contact


def a_contact() -> Contact:
    return Contact(id="contact-1", call_id="call-1", owner_id="person-1", opened_at=NOON)
