"""The end of an offer, whatever it was."""

from routing.commands import EndLeg, StopDialling
from routing.draft import Draft
from routing.replacing import replace
from routing.state import Offer, OfferState


def close_offer(
    draft: Draft,
    offer: Offer,
    state: OfferState,
    *,
    reason: str | None = None,
    phone_is_over: bool = False,
) -> None:
    """A telephone that still rings for it is not left ringing."""
    if offer.by_phone and offer.state is OfferState.RINGING and not phone_is_over:
        silence = StopDialling(call_id=offer.call_id, offer_id=offer.id)
        draft.do(silence if offer.leg is None else EndLeg(leg=offer.leg))
    draft.put(replace(offer, state=state, ended_at=draft.now, reason=reason))
