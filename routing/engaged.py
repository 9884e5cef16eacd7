"""Who has something in hand, from the rows and from nothing else."""

from routing.state import SUPERVISION, CallState, OfferState, RoutingState

_ANSWERED = frozenset({OfferState.ACCEPTED, OfferState.CONSULTING})


def engaged_people(state: RoutingState) -> set[str]:
    """People with a call in hand, their own or a colleague's, or listening to one as supervisor."""
    engaged = {o.counsellor_id for o in state.offers.values() if o.state in _ANSWERED}
    for call in state.calls.values():
        if call.counsellor_id is not None and call.state is not CallState.ENDED:
            engaged.add(call.counsellor_id)
        if call.guests:
            engaged.update(guest.ref for guest in call.guests if guest.role in SUPERVISION)
    return engaged


def busy_people(state: RoutingState) -> set[str]:
    """Those, and whoever is being rung. Whoever talks has both; two talks at once must never be."""
    ringing = {o.counsellor_id for o in state.offers.values() if o.state is OfferState.RINGING}
    return ringing | engaged_people(state)
