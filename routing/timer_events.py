"""What a due timer does. Each looks at what holds now, so a late or stale timer harms nothing."""

from collections.abc import Callable, Mapping

from routing.commands import MoveCallerIn
from routing.draft import Draft
from routing.events import Due, TimerKind
from routing.guest_events import guest_overdue
from routing.guests import consulted, end_consult, send_away
from routing.lanes import arm_lane
from routing.moves import lose_counsellor, pause
from routing.offer_events import miss
from routing.overflow_events import partner_overdue
from routing.person_events import wrap_up_due
from routing.relaxing import arm_relaxing
from routing.replacing import replace
from routing.result import Answer, Reply
from routing.state import CallState, GuestRole, Offer, OfferState
from routing.tiers import arm_tiers


def fall_due(draft: Draft, event: Due) -> Reply:
    return FALLS_DUE[event.kind](draft, event.ref)


def _look_again(_draft: Draft, ref: str) -> Reply:
    """Time itself has changed who may be rung; the dispatch that follows every event sees it."""
    return Reply(answer=Answer.DONE, call_id=ref)


def _relaxes(draft: Draft, call_id: str) -> Reply:
    """The dispatch that follows sees who is suitable now; the next threshold gets its timer."""
    call = draft.calls.get(call_id)
    if call is None:
        return Reply(answer=Answer.NOTHING, call_id=call_id)
    # Also in a talk: she may be given back to the line before the next threshold.
    arm_relaxing(draft, call)
    return Reply(answer=Answer.DONE, call_id=call_id)


def _tier_is_due(draft: Draft, call_id: str) -> Reply:
    """The dispatch that follows lets the tier help, if nobody is rung for her; the next gets its timer."""
    call = draft.calls.get(call_id)
    if call is None:
        return Reply(answer=Answer.NOTHING, call_id=call_id)
    arm_tiers(draft, call)
    return Reply(answer=Answer.DONE, call_id=call_id)


def _join_overdue(draft: Draft, offer_id: str) -> Reply:
    """The counsellor never joined: next one. She did, but the caller is not there: move her again."""
    offer = draft.offers.get(offer_id)
    if offer is not None and offer.state is OfferState.CONSULTING:
        return _colleague_overdue(draft, offer)
    if offer is None or offer.state is not OfferState.ACCEPTED:
        return Reply(answer=Answer.NOTHING)
    call = draft.calls[offer.call_id]
    if call.state is not CallState.CONNECTING:
        return Reply(answer=Answer.NOTHING, call_id=call.id)
    if call.counsellor_in:
        draft.do(MoveCallerIn(call_id=call.id, leg=call.leg))
        draft.wake(TimerKind.JOIN_OVERDUE, offer_id, draft.now + draft.policy.join)
    else:
        lose_counsellor(draft, call, leg_over=False)
    return Reply(answer=Answer.DONE, call_id=call.id)


def _colleague_overdue(draft: Draft, offer: Offer) -> Reply:
    """She never came: the counsellor has the call as before."""
    call = draft.calls[offer.call_id]
    if consulted(call) is not None:
        return Reply(answer=Answer.NOTHING, call_id=call.id)
    for guest in [each for each in call.guests if each.role is GuestRole.CONSULT]:
        draft.put(send_away(draft, call, guest))
    end_consult(draft, offer)
    pause(draft, draft.counsellors[offer.counsellor_id], reason="not_connected")
    return Reply(answer=Answer.DONE, call_id=call.id)


def _lane_opens(draft: Draft, call_id: str) -> Reply:
    """The dispatch that follows sees who may be offered now; the next threshold gets its timer."""
    call = draft.calls.get(call_id)
    if call is None:
        return Reply(answer=Answer.NOTHING, call_id=call_id)
    arm_lane(draft, call)
    return Reply(answer=Answer.DONE, call_id=call_id)


def _preference_ends(draft: Draft, call_id: str) -> Reply:
    call = draft.calls.get(call_id)
    if call is None or call.preferred_until is None:
        return Reply(answer=Answer.NOTHING)
    if draft.now < call.preferred_until:
        draft.wake(TimerKind.PREFERENCE_ENDS, call_id, call.preferred_until)
        return Reply(answer=Answer.NOTHING)
    draft.put(replace(call, preferred_id=None, preferred_until=None))
    return Reply(answer=Answer.DONE, call_id=call_id)


def _round_rests(draft: Draft, call_id: str) -> Reply:
    """A new round: everybody may be asked again. While somebody is still being rung, wait on."""
    call = draft.calls.get(call_id)
    if call is None or call.state is not CallState.WAITING or not call.tried:
        return Reply(answer=Answer.NOTHING, call_id=call_id)
    if draft.offers_of(call_id, OfferState.RINGING):
        draft.wake(TimerKind.ROUND_RESTS, call_id, draft.now + draft.policy.round_rest)
        return Reply(answer=Answer.NOTHING, call_id=call_id)
    draft.put(replace(call, tried=frozenset()))
    return Reply(answer=Answer.DONE, call_id=call_id)


FALLS_DUE: Mapping[TimerKind, Callable[[Draft, str], Reply]] = {
    TimerKind.OFFER_EXPIRES: miss,
    TimerKind.JOIN_OVERDUE: _join_overdue,
    TimerKind.WRAP_UP_ENDS: wrap_up_due,
    TimerKind.PREFERENCE_ENDS: _preference_ends,
    TimerKind.ROUND_RESTS: _round_rests,
    TimerKind.LANGUAGE_RELAXES: _relaxes,
    TimerKind.SKILL_RELAXES: _relaxes,
    TimerKind.SECOND_OFFER: _look_again,
    TimerKind.TIER_DUE: _tier_is_due,
    TimerKind.LANE_OPENS: _lane_opens,
    TimerKind.GUEST_OVERDUE: guest_overdue,
    TimerKind.PARTNER_OVERDUE: partner_overdue,
}
