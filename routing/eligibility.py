"""Who has nothing else in hand, and who may be offered which call."""

from collections.abc import Set as AbstractSet
from datetime import datetime

from routing.demand import Demand, meets
from routing.presence import resting_presence
from routing.state import LIVE_OFFERS, Call, CallState, Counsellor, Presence, RoutingState


def busy_people(state: RoutingState) -> set[str]:
    """People with a live offer or a call. Whoever talks has both; two talks at once must never be."""
    busy = {o.counsellor_id for o in state.offers.values() if o.state in LIVE_OFFERS}
    for call in state.calls.values():
        if call.counsellor_id is not None and call.state is not CallState.ENDED:
            busy.add(call.counsellor_id)
    return busy


def is_free(person: Counsellor, busy: AbstractSet[str], now: datetime) -> bool:
    """Really there, on shift, available by her own word, and with nothing else in hand."""
    return person.present and is_at_rest(person, busy, now)


def is_at_rest(person: Counsellor, busy: AbstractSet[str], now: datetime) -> bool:
    """Free but perhaps not there: her page may be coming back."""
    return person.id not in busy and resting_presence(person, now) is Presence.AVAILABLE


def is_suitable(call: Call, person: Counsellor, demand: Demand) -> bool:
    """Has what the caller asks for now, and has not been asked in this round."""
    return person.id not in call.tried and meets(person, demand)
