"""Who may be offered which call."""

from collections.abc import Set as AbstractSet
from datetime import datetime

from routing.policy import Policy
from routing.presence import resting_presence
from routing.state import Call, CallState, Counsellor, Duty, OfferState, Presence, RoutingState


def busy_people(state: RoutingState) -> frozenset[str]:
    """People with a live offer or a call."""
    offered = {
        offer.counsellor_id
        for offer in state.offers.values()
        if offer.state in (OfferState.RINGING, OfferState.ACCEPTED)
    }
    talking = {
        call.counsellor_id
        for call in state.calls.values()
        if call.counsellor_id is not None and call.state is not CallState.ENDED
    }
    return frozenset(offered | talking)


def is_free(person: Counsellor, busy: AbstractSet[str], now: datetime) -> bool:
    """On shift, available by her own word, really there, and with nothing else in hand."""
    return (
        person.present
        and person.id not in busy
        and resting_presence(person, now) is Presence.AVAILABLE
    )


def is_suitable(call: Call, person: Counsellor, *, now: datetime, policy: Policy) -> bool:
    """Speaks the caller's language, or the caller has waited so long that anybody is better.

    A call that has waited exactly `policy.language_relaxes` is open to everybody.
    """
    if person.id in call.tried:
        return False
    if call.language is None or call.language in person.languages:
        return True
    return now - call.enqueued_at >= policy.language_relaxes


def waits_for(call: Call, person: Counsellor | None, now: datetime) -> bool:
    """True while the call is kept for `person`, whom it has just lost and who may come back."""
    if person is None or person.id != call.preferred_id or call.preferred_until is None:
        return False
    stays = person.on_shift and person.duty is Duty.AVAILABLE and person.id not in call.tried
    return stays and now < call.preferred_until
