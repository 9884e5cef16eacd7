"""What becomes of an offer: accepted, declined, missed."""

from routing.closing import close_offer
from routing.draft import Draft
from routing.events import Accept, Decline, TimerKind
from routing.moves import pause, rescind_ringing
from routing.replacing import replace
from routing.result import Answer, Reply
from routing.state import LIVE_OFFERS, Call, CallState, Offer, OfferState
from routing.workload import taken_on


def accept(draft: Draft, event: Accept) -> Reply:
    """One winner: the first to accept takes the call, the rest are told that they are too late.

    A click that arrives a moment after `expires_at`, but before the offer was taken away, still counts.
    The winner's second click is told what her first was.
    """
    offer = draft.offers.get(event.offer_id)
    if offer is None or offer.state not in LIVE_OFFERS:
        return Reply(answer=Answer.TOO_LATE)
    if offer.counsellor_id != event.counsellor_id:
        return Reply(answer=Answer.NOT_YOURS)
    if offer.state is OfferState.RINGING:
        if offer.consult:
            _join_colleague(draft, offer)
            return Reply(answer=Answer.DONE, call_id=offer.call_id)
        if offer.by_phone:  # her browser is quicker than her telephone
            close_offer(draft, offer, OfferState.RESCINDED)
        take(draft, offer, draft.calls[offer.call_id])
    return Reply(answer=Answer.DONE, call_id=offer.call_id)


def _join_colleague(draft: Draft, offer: Offer) -> None:
    """She comes into the room as a guest; the call stays whose it is."""
    draft.put(replace(offer, state=OfferState.CONSULTING, answered_at=draft.now))
    draft.put(taken_on(draft.counsellors[offer.counsellor_id], draft.now))
    draft.wake(TimerKind.JOIN_OVERDUE, offer.id, draft.now + draft.policy.join)


def take(draft: Draft, offer: Offer, call: Call) -> None:
    """The offer has won: nobody else is rung for the call, and her browser must join in time."""
    draft.put(replace(offer, state=OfferState.ACCEPTED, answered_at=draft.now))
    rescind_ringing(draft, call.id, reason="taken")
    draft.put(
        replace(
            call,
            state=CallState.CONNECTING,
            counsellor_id=offer.counsellor_id,
            preferred_id=None,
            preferred_until=None,
        )
    )
    draft.put(taken_on(draft.counsellors[offer.counsellor_id], draft.now))
    draft.wake(TimerKind.JOIN_OVERDUE, offer.id, draft.now + draft.policy.join)


def decline(draft: Draft, event: Decline) -> Reply:
    """The caller keeps her place; whoever declined is not asked again in this round."""
    offer = draft.offers.get(event.offer_id)
    if offer is None or offer.state not in LIVE_OFFERS:
        return Reply(answer=Answer.TOO_LATE)
    if offer.counsellor_id != event.counsellor_id:
        return Reply(answer=Answer.NOT_YOURS)
    if offer.state is not OfferState.RINGING:
        return Reply(answer=Answer.TOO_LATE)
    close_offer(draft, offer, OfferState.DECLINED, reason=event.reason)
    not_again(draft, offer)
    return Reply(answer=Answer.DONE, call_id=offer.call_id)


def miss(draft: Draft, offer_id: str) -> Reply:
    """Nobody answered in time: the call goes on to the next, the counsellor is paused."""
    offer = draft.offers.get(offer_id)
    if offer is None or offer.state is not OfferState.RINGING:
        return Reply(answer=Answer.NOTHING)
    if draft.now < offer.expires_at:
        draft.wake(TimerKind.OFFER_EXPIRES, offer.id, offer.expires_at)
        return Reply(answer=Answer.NOTHING)
    close_offer(draft, offer, OfferState.MISSED)
    if not offer.by_phone:  # a telephone in a pocket is no desk that somebody has left
        pause(draft, draft.counsellors[offer.counsellor_id], reason="missed")
    not_again(draft, offer)
    return Reply(answer=Answer.DONE, call_id=offer.call_id)


def not_again(draft: Draft, offer: Offer) -> None:
    """Whoever did not take it is not asked for it again in this round."""
    if offer.consult:
        return
    call = draft.calls[offer.call_id]
    draft.put(replace(call, tried=call.tried | {offer.counsellor_id}))
    draft.wake(TimerKind.ROUND_RESTS, call.id, draft.now + draft.policy.round_rest)
