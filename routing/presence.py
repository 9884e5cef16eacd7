"""What a counsellor is doing, derived from the rows and from nothing else."""

from datetime import datetime

from routing.engaged import engaged_people
from routing.state import Counsellor, Duty, OfferState, Presence, RoutingState


def presence_of(state: RoutingState, person: Counsellor, now: datetime) -> Presence:
    """The first that holds: talking, ringing, wrap-up, then what she chose, and off when not on shift.

    A training session stands in for the shift.
    """
    if person.id in engaged_people(state):
        return Presence.TALKING
    if any(
        offer.counsellor_id == person.id and offer.state is OfferState.RINGING
        for offer in state.offers.values()
    ):
        return Presence.RINGING
    return resting_presence(person, now)


def resting_presence(person: Counsellor, now: datetime) -> Presence:
    """The presence of somebody with neither call nor offer."""
    if person.wrap_up_until is not None and person.wrap_up_until > now:
        return Presence.WRAP_UP
    match person.duty:
        case Duty.BREAK:
            return Presence.BREAK
        case Duty.DEBRIEF:
            return Presence.DEBRIEF
        case Duty.AVAILABLE if person.on_shift or person.training is not None:
            return Presence.AVAILABLE
        case _:
            return Presence.OFF
