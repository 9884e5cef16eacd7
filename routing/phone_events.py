"""An on-call telephone: it rings, somebody presses 1, or it is hung up."""

from routing.closing import close_offer
from routing.commands import EndLeg
from routing.draft import Draft
from routing.events import OnCallEnd, OnCallStart, PhoneRings, PressOne
from routing.offer_events import not_again, take
from routing.replacing import replace
from routing.result import Answer, Reply
from routing.state import Offer, OfferState


def phone_rings(draft: Draft, event: PhoneRings) -> Reply:
    """From now on the leg is known, and hung up when the offer is over, as it may be already."""
    offer = draft.offers.get(event.offer_id)
    if offer is not None and _is_in_use(draft, offer, event.leg):
        return Reply(answer=Answer.NOTHING, call_id=offer.call_id)
    if offer is None or offer.state is not OfferState.RINGING or not offer.by_phone:
        draft.do(EndLeg(leg=event.leg))
        return Reply(answer=Answer.TOO_LATE)
    draft.put(replace(offer, leg=event.leg))
    return Reply(answer=Answer.DONE, call_id=offer.call_id)


def press_one(draft: Draft, event: PressOne) -> Reply:
    """Accepts and calls in at once: this very leg goes into the room. One winner, as with browsers.

    Whoever is too late is told so by the edge, which then hangs up.
    """
    offer = draft.offers.get(event.offer_id)
    if offer is None or not offer.by_phone or offer.leg not in {None, event.leg}:
        return Reply(answer=Answer.TOO_LATE)
    if offer.state is OfferState.RINGING:
        take(draft, offer, draft.calls[offer.call_id])
        draft.put(replace(draft.calls[offer.call_id], counsellor_leg=event.leg))
    elif not _is_in_use(draft, offer, event.leg):
        return Reply(answer=Answer.TOO_LATE, call_id=offer.call_id)
    return Reply(answer=Answer.JOIN, call_id=offer.call_id)


def _is_in_use(draft: Draft, offer: Offer, leg: str) -> bool:
    """She has pressed 1 already: the leg is the counsellor's."""
    accepted = offer.state is OfferState.ACCEPTED
    return accepted and draft.calls[offer.call_id].counsellor_leg == leg


def phone_hung_up(draft: Draft, offer: Offer) -> Reply:
    """Engaged, not answered, or no 1 was pressed: the next telephone is tried."""
    close_offer(draft, offer, OfferState.DECLINED, reason="phone", phone_is_over=True)
    not_again(draft, offer)
    return Reply(answer=Answer.DONE, call_id=offer.call_id)


def on_call(draft: Draft, event: OnCallStart | OnCallEnd) -> Reply:
    """Who is no longer on call is not rung any more; a talk goes on."""
    person = draft.counsellors.get(event.counsellor_id)
    if person is None:
        return Reply(answer=Answer.NOTHING)
    begins = isinstance(event, OnCallStart)
    rank = event.rank if isinstance(event, OnCallStart) else 0
    draft.put(replace(person, on_call=begins, on_call_rank=rank))
    for offer in () if begins else draft.ringing_offers_to(person.id):
        if offer.by_phone:
            close_offer(draft, offer, OfferState.RESCINDED, reason="off_call")
    return Reply(answer=Answer.DONE)


def is_phone_leg(draft: Draft, leg: str) -> Offer | None:
    """The offer for which this telephone rings."""
    ringing = (o for o in draft.offers.values() if o.state is OfferState.RINGING)
    return next((offer for offer in ringing if offer.leg == leg), None)
