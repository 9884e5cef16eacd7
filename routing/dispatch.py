"""Which waiting call is offered to which free counsellor, until no pair is left."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from datetime import datetime

from routing.draft import Draft
from routing.eligibility import busy_people, is_at_rest, is_free, is_suitable
from routing.events import TimerKind
from routing.replacing import replace
from routing.state import Call, CallState, Counsellor, Offer, OfferState, RoutingState


def in_order(calls: Iterable[Call]) -> list[Call]:
    """Callers in the order they are served: priority, then place in the line, then id."""
    return sorted(calls, key=lambda call: (-call.priority, call.enqueued_at, call.id))


def dispatch(draft: Draft) -> None:
    """Offer every waiting call that somebody free may take. Longest idle first; ties to the lower id."""
    state = RoutingState(calls=draft.calls, counsellors=draft.counsellors, offers=draft.offers)
    waiting = unoffered(state)
    if not waiting:
        return
    busy = busy_people(state)
    free = [person for person in draft.counsellors.values() if is_free(person, busy, draft.now)]
    if not free:
        return
    free.sort(key=lambda person: (person.idle_since, person.id))
    for call in in_order(waiting):
        if (person := _choose(draft, call, free, busy)) is not None:
            make_offer(draft, call, person)
            busy.add(person.id)
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


def _choose(
    draft: Draft, call: Call, free: list[Counsellor], busy: AbstractSet[str]
) -> Counsellor | None:
    expected = _expected(draft, call, busy)
    for person in free:
        asked = expected is None or person.id == expected.id
        if asked and is_suitable(call, person, now=draft.now, policy=draft.policy):
            return person
    return None


def _expected(draft: Draft, call: Call, busy: AbstractSet[str]) -> Counsellor | None:
    """Whom the call has lost and waits for: she has nothing else in hand and may be back any moment."""
    person = draft.counsellors.get(call.preferred_id or "")
    if person is None or call.preferred_until is None or draft.now >= call.preferred_until:
        return None
    suits = is_suitable(call, person, now=draft.now, policy=draft.policy)
    return person if suits and is_at_rest(person, busy, draft.now) else None


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
