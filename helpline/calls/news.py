"""What screens must hear after a decision: one body per audience, built from values alone."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from helpline.calls.ports import News
from routing.presence import presence_of
from routing.result import Result
from routing.state import (
    Call,
    CallState,
    Counsellor,
    Guest,
    Offer,
    OfferState,
    RoutingState,
)


def news_of(before: RoutingState, result: Result, now: datetime) -> list[News]:
    """News for the line's audience and for every counsellor whom the change concerns."""
    calls = [
        News(stream="line", type="call", body=line_call(call, result.state))
        for call in result.calls
    ]
    people = [
        result.state.counsellors[person_id]
        for person_id in sorted(_concerned(before, result))
        if person_id in result.state.counsellors
    ]
    return [*calls, *(news for person in people for news in _about(person, result.state, now))]


def _concerned(before: RoutingState, result: Result) -> set[str]:
    concerned = {person.id for person in result.counsellors}
    concerned |= {offer.counsellor_id for offer in result.offers}
    for call in result.calls:
        earlier = before.calls.get(call.id)
        concerned |= {each.counsellor_id for each in (call, earlier) if each and each.counsellor_id}
    return concerned


def _about(person: Counsellor, state: RoutingState, now: datetime) -> list[News]:
    return [
        News(stream=f"person:{person.id}", type="console", body=console_view(person, state, now)),
        News(stream="line", type="person", body=line_person(person, state, now)),
    ]


def console_view(person: Counsellor, state: RoutingState, now: datetime) -> Mapping[str, Any]:
    """What a counsellor's own screen shows: her presence, the offer that rings, the call she is in."""
    return {
        "presence": presence_of(state, person, now).value,
        "duty": person.duty.value,
        "duty_reason": person.duty_reason,
        "on_shift": person.on_shift,
        "wrap_up_until": _text(person.wrap_up_until),
        "auto_answer": person.auto_answer,
        "training": person.training is not None,
        "offer": _own_offer(person.id, state),
        "call": _own_call(person.id, state),
        "beside": _talk_beside(person.id, state),
    }


def _own_offer(person_id: str, state: RoutingState) -> Mapping[str, Any] | None:
    for offer in state.offers.values():
        if offer.counsellor_id == person_id and offer.state is OfferState.RINGING:
            return _offer(offer, state.calls[offer.call_id])
    return None


def _offer(offer: Offer, call: Call) -> Mapping[str, Any]:
    return {
        "id": offer.id,
        "call_id": call.id,
        "language": call.language,
        "waiting_since": _text(call.enqueued_at),
        "made_at": _text(offer.made_at),
        "expires_at": _text(offer.expires_at),
        "consult": offer.consult,
        "auto_answer": offer.auto_answer,
        "practice": call.training is not None,
    }


def _own_call(person_id: str, state: RoutingState) -> Mapping[str, Any] | None:
    for call in state.calls.values():
        if call.counsellor_id == person_id and call.state is not CallState.ENDED:
            return {
                "id": call.id,
                "state": call.state.value,
                "language": call.language,
                "arrived_at": _text(call.arrived_at),
                "talking_since": _text(call.talking_since),
                "on_hold": call.on_hold,
                "hold_since": _text(call.hold_since),
                "muted": call.muted,
                "silent": call.silent,
                "repeats": call.earlier,
                "consulted": _consulted(call, state),
                "guests": [guest_view(guest) for guest in call.guests],
                "practice": call.training is not None,
            }
    return None


def _consulted(call: Call, state: RoutingState) -> str | None:
    """The colleague who is asked for a word, whether she has come yet or not."""
    asked = (o for o in state.offers.values() if o.call_id == call.id and _is_consult(o))
    return next((offer.counsellor_id for offer in asked), None)


def _is_consult(offer: Offer) -> bool:
    return offer.state is OfferState.CONSULTING or (
        offer.consult and offer.state is OfferState.RINGING
    )


def guest_view(guest: Guest) -> Mapping[str, Any]:
    """Who else is in the room, or on the way; never a number."""
    return {
        "id": guest.id,
        "role": guest.role.value,
        "ref": guest.ref,
        "joined": guest.joined,
    }


def _talk_beside(person_id: str, state: RoutingState) -> Mapping[str, Any] | None:
    """The talk of a colleague in which she was asked for a word."""
    for offer in state.offers.values():
        if offer.counsellor_id == person_id and offer.state is OfferState.CONSULTING:
            call = state.calls[offer.call_id]
            return {
                "call_id": call.id,
                "counsellor_id": call.counsellor_id,
                "language": call.language,
                "practice": call.training is not None,
            }
    return None


def line_call(call: Call, state: RoutingState) -> Mapping[str, Any]:
    """A call as the supervisor's board shows it: never a number, never a word of what is said."""
    ringing = sum(
        1
        for offer in state.offers.values()
        if offer.call_id == call.id and offer.state is OfferState.RINGING
    )
    return {
        "id": call.id,
        "state": call.state.value,
        "language": call.language,
        "arrived_at": _text(call.arrived_at),
        "enqueued_at": _text(call.enqueued_at),
        "counsellor_id": call.counsellor_id,
        "since": _text(call.talking_since or call.enqueued_at),
        "offers": ringing,
        "priority": call.priority,
        "lane": None if call.lane is None else call.lane.value,
        "tier": call.tier.value,
        "alone": call.alone and call.state is CallState.WAITING,
        "repeats": call.earlier,
        "guests": [guest_view(guest) for guest in call.guests],
        "outcome": call.outcome.value if call.outcome else None,
        "ended_at": _text(call.ended_at),
        "practice": call.training is not None,
    }


def line_person(person: Counsellor, state: RoutingState, now: datetime) -> Mapping[str, Any]:
    """A counsellor as the supervisor's board shows her."""
    return {
        "id": person.id,
        "presence": presence_of(state, person, now).value,
        "since": _text(now),
        "present": person.present,
        "on_shift": person.on_shift,
        "on_call": person.on_call,
        "languages": sorted(person.languages),
        "duty_reason": person.duty_reason,
        "training": person.training is not None,
    }


def _text(instant: datetime | None) -> str | None:
    return None if instant is None else instant.isoformat()
