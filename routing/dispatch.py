"""Which waiting call is offered to which free counsellor, until no pair is left."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from routing.draft import Draft
from routing.eligibility import busy_people, is_free, is_suitable, waits_for
from routing.events import TimerKind
from routing.state import Call, CallState, Counsellor, Offer, OfferState, RoutingState


def in_order(calls: Iterable[Call]) -> list[Call]:
    """Callers in the order they are served: priority, then place in the line, then id."""
    return sorted(calls, key=lambda call: (-call.priority, call.enqueued_at, call.id))


def dispatch(draft: Draft) -> None:
    """Offer every waiting call that somebody free may take. Longest idle first; ties to the lower id."""
    state = RoutingState(calls=draft.calls, counsellors=draft.counsellors, offers=draft.offers)
    busy = busy_people(state)
    free = [person for person in draft.counsellors.values() if is_free(person, busy, draft.now)]
    if not free:
        return
    free.sort(key=lambda person: (person.idle_since, person.id))
    for call in in_order(unoffered(state)):
        if (person := _choose(draft, call, free)) is not None:
            make_offer(draft, call, person)
            free.remove(person)
        if not free:
            return


def unoffered(state: RoutingState) -> list[Call]:
    """Waiting calls that nobody is being rung for."""
    rung = {o.call_id for o in state.offers.values() if o.state is OfferState.RINGING}
    return [
        call
        for call in state.calls.values()
        if call.state is CallState.WAITING and call.id not in rung
    ]


def _choose(draft: Draft, call: Call, free: list[Counsellor]) -> Counsellor | None:
    preferred = draft.counsellors.get(call.preferred_id or "")
    kept = waits_for(call, preferred, draft.now)
    for person in free:
        if kept and person is not preferred:
            continue
        if is_suitable(call, person, now=draft.now, policy=draft.policy):
            return person
    return None


def make_offer(draft: Draft, call: Call, person: Counsellor) -> None:
    number = call.offers_made + 1
    expires_at: datetime = draft.now + draft.policy.ring
    offer = Offer(
        id=f"{call.id}.{number}",
        call_id=call.id,
        counsellor_id=person.id,
        state=OfferState.RINGING,
        made_at=draft.now,
        expires_at=expires_at,
    )
    draft.put(offer)
    draft.put(replace(call, offers_made=number))
    draft.wake(TimerKind.OFFER_EXPIRES, offer.id, expires_at)
