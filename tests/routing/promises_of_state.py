"""What holds after every step about the state itself: I1, I2, I3, I5, I8 and what follows what."""

from collections import Counter
from collections.abc import Iterator

from routing import commands as do
from routing import events as ev
from routing.presence import presence_of
from routing.result import Answer
from routing.state import Call, CallState, GuestRole, OfferState, Presence
from tests.routing.seen import Seen


def i1_one_talk(seen: Seen) -> None:
    accepted = {o.call_id: o.counsellor_id for o in seen.live if o.state is OfferState.ACCEPTED}
    talks = {c.id: c.counsellor_id for c in seen.calls if c.counsellor_id and c.ended_at is None}
    together = {CallState.CONNECTING, CallState.TALKING}
    legs = Counter(leg for c in seen.calls if not c.ended_at for leg in seen.our_legs(c))
    beside = Counter(o.call_id for o in seen.live if o.state is OfferState.CONSULTING)

    assert accepted == talks
    assert set(talks) == {c.id for c in seen.calls if c.state in together}
    assert max(Counter(talks.values()).values(), default=0) <= 1
    assert max(legs.values(), default=0) <= 1
    assert sum(o.state is OfferState.ACCEPTED for o in seen.live) == len(accepted)
    assert max(beside.values(), default=0) <= 1
    assert all(seen.result.state.calls[name].state is CallState.TALKING for name in beside)


def i2_one_outcome(seen: Seen) -> None:
    for call in seen.calls:
        ended = call.state is CallState.ENDED
        assert (call.outcome is not None) is ended
        assert (call.ended_at == seen.now) is ended
        assert (call.ended_by is not None) is ended


def i3_one_live_offer(seen: Seen) -> None:
    assert max(Counter(o.counsellor_id for o in seen.live).values(), default=0) <= 1
    assert all(seen.in_hand(person) <= 1 for person in seen.people)
    for call in seen.calls:
        ringing = [o for o in seen.live if o.call_id == call.id and o.state is OfferState.RINGING]
        browsers = [o for o in ringing if not o.by_phone and not o.consult]
        waiting = call.state is CallState.WAITING
        assert len(browsers) <= (seen.policy.rung_at_once if waiting else 0)
        assert sum(o.by_phone for o in ringing) <= waiting
        assert sum(o.consult for o in ringing) <= (call.state is CallState.TALKING)


def i5_presence_is_derived(seen: Seen) -> None:
    for person in seen.people:
        presence = presence_of(seen.result.state, person, seen.now)
        assert (presence in {Presence.TALKING, Presence.RINGING}) is (seen.in_hand(person) > 0)
        assert (presence is Presence.AVAILABLE) is seen.at_rest(person)


def i8_everything_that_waits_has_a_timer(seen: Seen) -> None:
    for offer in seen.live:
        if offer.state is OfferState.RINGING:
            assert seen.timers[ev.TimerKind.OFFER_EXPIRES, offer.id] == offer.expires_at
        elif seen.still_joins(offer):
            assert (ev.TimerKind.JOIN_OVERDUE, offer.id) in seen.timers
    for kind, call in _timers_owed(seen):
        assert (kind, call.id) in seen.timers
    for person in seen.people:
        if person.wrap_up_until is not None:
            assert (ev.TimerKind.WRAP_UP_ENDS, person.id) in seen.timers


def i8_no_guest_is_awaited_for_ever(seen: Seen) -> None:
    for guest in [each for call in seen.calls for each in call.guests]:
        if not guest.joined and guest.role is not GuestRole.CONSULT:
            assert (ev.TimerKind.GUEST_OVERDUE, guest.id) in seen.timers


def i8_no_partner_is_rung_for_ever(seen: Seen) -> None:
    for call in seen.calls:
        sent = call.state is CallState.WITH_PARTNER and not call.handed_out
        if sent and not call.partner_in:
            assert (ev.TimerKind.PARTNER_OVERDUE, call.id) in seen.timers


def _timers_owed(seen: Seen) -> Iterator[tuple[ev.TimerKind, Call]]:
    for call in seen.calls:
        if call.state is CallState.WAITING:
            if call.tried:
                yield ev.TimerKind.ROUND_RESTS, call
            if call.preferred_until is not None:
                yield ev.TimerKind.PREFERENCE_ENDS, call
            yield from _thresholds_ahead(seen, call)


def _thresholds_ahead(seen: Seen, call: Call) -> Iterator[tuple[ev.TimerKind, Call]]:
    since, policy = call.needs_since or call.enqueued_at, seen.policy
    if call.language and seen.now < since + policy.language_relaxes:
        yield ev.TimerKind.LANGUAGE_RELAXES, call
    if call.needs and any(seen.now < since + r.after for r in policy.skill_relaxes):
        yield ev.TimerKind.SKILL_RELAXES, call
    tiers = policy.tiers if call.training is None else ()  # nobody outside hears of practice
    if any(seen.now < call.enqueued_at + tier.after for tier in tiers):
        yield ev.TimerKind.TIER_DUE, call
    flood = (policy.flood.later_by, policy.flood.later_most)
    if seen.later(call) and any(seen.now < call.enqueued_at + step for step in flood):
        yield ev.TimerKind.LANE_OPENS, call
    rings = seen.rings_for(call)
    soon = policy.second_after < policy.ring and len(rings) < policy.rung_at_once
    if rings and soon and seen.now < max(o.made_at for o in rings) + policy.second_after:
        yield ev.TimerKind.SECOND_OFFER, call


def a_talk_begins_with_both_in_the_room(seen: Seen) -> None:
    for call in seen.result.calls:
        was = seen.before.calls.get(call.id)
        if call.state is CallState.TALKING and was is not None and was.state is not call.state:
            assert (call.counsellor_in, call.caller_in) == (True, True)
            assert call.talking_since == seen.now
    for command in seen.result.commands:
        if isinstance(command, do.MoveCallerIn):
            assert seen.result.state.calls[command.call_id].counsellor_in


def nobody_answers_for_another(seen: Seen) -> None:
    granted = seen.result.reply.answer in {Answer.DONE, Answer.JOIN}
    match seen.event:
        case ev.Accept() | ev.Decline() | ev.CallIn() as answered if granted:
            offer = seen.before.offers[answered.offer_id]
            assert offer.counsellor_id == answered.counsellor_id
        case ev.Hold() | ev.Resume() | ev.Mute() | ev.End() as worked if granted:
            assert seen.before.calls[worked.call_id].counsellor_id == worked.counsellor_id
        case _:
            pass


_ELSEWHERE = {CallState.WITH_PARTNER, CallState.LEAVING_MESSAGE, CallState.ENDED}
# A caller who comes back to the line may be sent on to the partner in the same step.
_MAY_BECOME = {
    CallState.GREETING: {CallState.WAITING, *_ELSEWHERE},
    CallState.WAITING: {CallState.CONNECTING, *_ELSEWHERE},
    CallState.CONNECTING: {
        CallState.TALKING,
        CallState.WAITING,
        CallState.WITH_PARTNER,
        CallState.ENDED,
    },
    CallState.TALKING: {CallState.WAITING, CallState.WITH_PARTNER, CallState.ENDED},
    CallState.WITH_PARTNER: {CallState.WAITING, CallState.ENDED},
    CallState.LEAVING_MESSAGE: {CallState.WAITING, CallState.WITH_PARTNER, CallState.ENDED},
}


def states_follow_each_other(seen: Seen) -> None:
    for call in seen.calls:
        was = seen.before.calls.get(call.id)
        if was is None:
            assert call.state is CallState.GREETING
        else:
            assert call.state is was.state or call.state in _MAY_BECOME[was.state]


PROMISES_OF_STATE = (
    i1_one_talk,
    i2_one_outcome,
    i3_one_live_offer,
    i5_presence_is_derived,
    i8_everything_that_waits_has_a_timer,
    i8_no_guest_is_awaited_for_ever,
    i8_no_partner_is_rung_for_ever,
    a_talk_begins_with_both_in_the_room,
    nobody_answers_for_another,
    states_follow_each_other,
)
