"""Who else helps a caller whom nobody in front of a browser can take: telephones, partner line, message."""

from collections.abc import Iterable

from routing.commands import DialPhone, SendToPartner
from routing.demand import is_on_duty
from routing.draft import Draft
from routing.engaged import busy_people
from routing.events import TimerKind
from routing.policy import TierStep
from routing.replacing import replace
from routing.state import (
    Call,
    CallState,
    Counsellor,
    Offer,
    OfferState,
    RoutingState,
    Tier,
)

_ORDER = tuple(Tier)


def arm_tiers(draft: Draft, call: Call) -> None:
    """Wake when the next tier may help; nobody outside is troubled by a practice call."""
    if call.training is not None:
        return
    ahead = [call.enqueued_at + step.after for step in draft.policy.tiers]
    ahead = [instant for instant in ahead if instant > draft.now]
    if ahead:
        draft.wake(TimerKind.TIER_DUE, call.id, min(ahead))


def is_anybody_on_duty(draft: Draft) -> bool:
    return any(is_on_duty(person) for person in draft.counsellors.values())


def mark_alone(draft: Draft) -> None:
    """Nobody is there for those who wait: an alarm, and a word to each in her next turn; once."""
    alone = [
        call
        for call in draft.calls.values()
        if call.state is CallState.WAITING and not call.alone and call.training is None
    ]
    if alone and not is_anybody_on_duty(draft):
        for call in alone:
            draft.put(replace(call, alone=True))


def help_from_tiers(draft: Draft, waiting: Iterable[Call]) -> None:
    """`waiting` are the calls, in their order, that nobody is rung for after the browsers had their turn.

    A caller who is being rung for is never sent on: the ring may be answered any moment.
    """
    nobody = not is_anybody_on_duty(draft)
    most = draft.policy.line_at_most
    for place, call in enumerate(each for each in waiting if each.training is None):
        too_long = most is not None and place >= most
        _help(draft, draft.calls[call.id], at_once=nobody or too_long)


def _help(draft: Draft, call: Call, *, at_once: bool) -> None:
    """Each tier whose time has come, in order, until one of them has the call in hand."""
    for step in draft.policy.tiers:
        if not at_once and draft.now < call.enqueued_at + step.after:
            return
        if _ORDER.index(step.tier) > _ORDER.index(call.tier):
            call = replace(call, tier=step.tier)
            draft.put(call)
        if _has_it_in_hand(draft, call, step):
            return


def _has_it_in_hand(draft: Draft, call: Call, step: TierStep) -> bool:
    match step.tier:
        case Tier.ON_CALL:
            return _ring_a_phone(draft, call)
        case Tier.PARTNER if not call.partner_failed:
            _send_to_partner(draft, call)
            return True
        case _:
            return False


def _ring_a_phone(draft: Draft, call: Call) -> bool:
    """The next of the on-call list who has nothing else in hand and was not tried in this round."""
    state = RoutingState(calls=draft.calls, counsellors=draft.counsellors, offers=draft.offers)
    busy = busy_people(state)
    ready = [
        person
        for person in draft.counsellors.values()
        if person.on_call
        and person.training is None
        and person.id not in busy | call.tried
        and not _is_writing(draft, person)
    ]
    if not ready:
        return False
    _make_phone_offer(draft, call, min(ready, key=lambda each: (each.on_call_rank, each.id)))
    return True


def _is_writing(draft: Draft, person: Counsellor) -> bool:
    return person.wrap_up_until is not None and person.wrap_up_until > draft.now


def _make_phone_offer(draft: Draft, call: Call, person: Counsellor) -> None:
    number = call.offers_made + 1
    offer = Offer(
        id=f"{call.id}.{number}",
        call_id=call.id,
        counsellor_id=person.id,
        state=OfferState.RINGING,
        made_at=draft.now,
        expires_at=draft.now + draft.policy.phone_ring,
        by_phone=True,
    )
    draft.put(offer)
    draft.put(replace(call, offers_made=number))
    draft.do(DialPhone(call_id=call.id, offer_id=offer.id, counsellor_id=person.id))
    draft.wake(TimerKind.OFFER_EXPIRES, offer.id, offer.expires_at)


def _send_to_partner(draft: Draft, call: Call) -> None:
    draft.put(replace(call, state=CallState.WITH_PARTNER))
    draft.do(SendToPartner(call_id=call.id, leg=call.leg))
    draft.wake(TimerKind.PARTNER_OVERDUE, call.id, draft.now + draft.policy.partner_ring)
