"""What holds after every step, whatever happened: the invariants of the waiting line, by number."""

from collections import Counter
from collections.abc import Iterator

from routing import commands as do
from routing import events as ev
from routing.presence import presence_of
from routing.result import Answer
from routing.state import (
    Call,
    CallState,
    Duty,
    OfferState,
    Presence,
)
from tests.routing.seen import Seen


def i1_one_talk(seen: Seen) -> None:
    accepted = {o.call_id: o.counsellor_id for o in seen.live if o.state is OfferState.ACCEPTED}
    talks = {c.id: c.counsellor_id for c in seen.calls if c.counsellor_id and c.ended_at is None}
    together = {CallState.CONNECTING, CallState.TALKING}
    legs = Counter(c.counsellor_leg for c in seen.calls if c.counsellor_leg and not c.ended_at)

    assert accepted == talks
    assert set(talks) == {c.id for c in seen.calls if c.state in together}
    assert max(Counter(talks.values()).values(), default=0) <= 1
    assert max(legs.values(), default=0) <= 1
    assert sum(o.state is OfferState.ACCEPTED for o in seen.live) == len(accepted)


def i2_one_outcome(seen: Seen) -> None:
    for call in seen.calls:
        ended = call.state is CallState.ENDED
        assert (call.outcome is not None) is ended
        assert (call.ended_at == seen.now) is ended
        assert (call.ended_by is not None) is ended


def i3_one_live_offer(seen: Seen) -> None:
    assert max(Counter(o.counsellor_id for o in seen.live).values(), default=0) <= 1
    assert all(seen.in_hand(person) <= 1 for person in seen.people)
    for call_id, number in Counter(offer.call_id for offer in seen.live).items():
        accepted = seen.result.state.calls[call_id].counsellor_id is not None
        assert number <= (1 if accepted else seen.policy.rung_at_once)


def i4_nobody_waits_in_vain(seen: Seen) -> None:
    free = [person for person in seen.people if person.present and seen.at_rest(person)]
    for call in seen.waiting():
        assert not [person.id for person in free if seen.may_have(call, person)]


def i4_nobody_rings_alone_for_long_while_another_is_free(seen: Seen) -> None:
    free = [person for person in seen.people if person.present and seen.at_rest(person)]
    for call in seen.calls:
        rings = seen.rings_for(call)
        long_ago = seen.now - seen.policy.second_after
        if 0 < len(rings) < seen.policy.rung_at_once and max(o.made_at for o in rings) <= long_ago:
            assert not [person.id for person in free if seen.may_have(call, person)]


def i5_presence_is_derived(seen: Seen) -> None:
    for person in seen.people:
        presence = presence_of(seen.result.state, person, seen.now)
        assert (presence in {Presence.TALKING, Presence.RINGING}) is (seen.in_hand(person) > 0)
        assert (presence is Presence.AVAILABLE) is seen.at_rest(person)


def i6_first_come_first_served(seen: Seen) -> None:
    for offer, call, person in seen.made():
        if seen.out_of_turn(offer):
            continue
        first = len(seen.rings_for(call)) == 1
        passed_over = [c for c in seen.waiting() if not first or seen.place(c) < seen.place(call)]
        assert not [c.id for c in passed_over if seen.may_have(c, person)]


def i6_a_place_is_never_lost(seen: Seen) -> None:
    for call in seen.calls:
        was = seen.before.calls.get(call.id, call)
        assert (was.enqueued_at, was.arrived_at) == (call.enqueued_at, call.arrived_at)
        assert was.leg == call.leg
        assert was.priority == call.priority or isinstance(seen.event, ev.ChangePriority)


def i7_free_longest_first(seen: Seen) -> None:
    free = [person for person in seen.people if person.present and seen.at_rest(person)]
    for offer, call, person in seen.made():
        later = [p for o, other, p in seen.made() if seen.served_after(other, o, call, offer)]
        sooner = [p for p in free + later if seen.turn(p) < seen.turn(person)]
        if call.preferred_id != person.id and not seen.out_of_turn(offer):
            assert not [p.id for p in sooner if seen.suits(call, p)]


def i7_only_a_miss_costs_idle_time(seen: Seen) -> None:
    state = seen.result.state
    for _offer, was, person in seen.became(OfferState.RESCINDED):
        assert person.idle_since == was.idle_since
    for offer, was, person in seen.became(OfferState.DECLINED):
        assert (person.idle_since, person.duty) == (was.idle_since, was.duty)
        assert person.id in state.calls[offer.call_id].tried
    for offer, _was, person in seen.became(OfferState.MISSED):
        assert person.idle_since == seen.now
        assert person.duty is not Duty.AVAILABLE
        assert person.id in state.calls[offer.call_id].tried


def i8_everything_that_waits_has_a_timer(seen: Seen) -> None:
    for offer in seen.live:
        if offer.state is OfferState.RINGING:
            assert seen.timers[ev.TimerKind.OFFER_EXPIRES, offer.id] == offer.expires_at
        elif seen.result.state.calls[offer.call_id].state is CallState.CONNECTING:
            assert (ev.TimerKind.JOIN_OVERDUE, offer.id) in seen.timers
    for kind, call in _timers_owed(seen):
        assert (kind, call.id) in seen.timers
    for person in seen.people:
        if person.wrap_up_until is not None:
            assert (ev.TimerKind.WRAP_UP_ENDS, person.id) in seen.timers


def _timers_owed(seen: Seen) -> Iterator[tuple[ev.TimerKind, Call]]:
    for call in seen.calls:
        if call.state is CallState.WAITING:
            if call.tried:
                yield ev.TimerKind.ROUND_RESTS, call
            if call.preferred_until is not None:
                yield ev.TimerKind.PREFERENCE_ENDS, call
            if call.language and seen.now < call.enqueued_at + seen.policy.language_relaxes:
                yield ev.TimerKind.LANGUAGE_RELAXES, call
            since = call.needs_since or call.enqueued_at
            if call.needs and any(seen.now < since + r.after for r in seen.policy.skill_relaxes):
                yield ev.TimerKind.SKILL_RELAXES, call
            rings, policy = seen.rings_for(call), seen.policy
            soon = policy.second_after < policy.ring and len(rings) < policy.rung_at_once
            if rings and soon and seen.now < max(o.made_at for o in rings) + policy.second_after:
                yield ev.TimerKind.SECOND_OFFER, call


def i9_only_the_caller_or_her_counsellor_ends_a_call(seen: Seen) -> None:
    """And so no timer does (I13), and no failure on our side."""
    for call in seen.calls:
        if call.state is CallState.ENDED:
            match seen.event:
                case ev.HangUp(leg=leg) | ev.Leave(leg=leg, leg_over=True):
                    assert leg == call.leg
                case event:
                    assert isinstance(event, ev.End)
                    assert seen.before.calls[call.id].counsellor_id == event.counsellor_id


def i9_nobody_is_left_in_an_empty_room(seen: Seen) -> None:
    brought_back = {c.call_id for c in seen.result.commands if isinstance(c, do.ReturnCaller)}
    for call in seen.calls:
        was = seen.before.calls.get(call.id)
        if call.state is CallState.WAITING and was is not None:
            assert call.id in brought_back or not (was.caller_in or was.counsellor_in)
            assert (call.caller_in, call.counsellor_in) == (False, False)
            assert (call.on_hold, call.room) == (False, None)


def i10_wrap_up_is_respected(seen: Seen) -> None:
    for _offer, _call, person in seen.made():
        assert person.wrap_up_until is None or person.wrap_up_until <= seen.now
    for call in seen.calls:
        was_talking = call.talking_since is not None and call.state is CallState.ENDED
        if was_talking and call.counsellor_id is not None:
            writes = seen.result.state.counsellors[call.counsellor_id]
            assert writes.wrap_up_until == seen.now + seen.policy.wrap_up


def i10_only_her_word_shortens_a_wrap_up(seen: Seen) -> None:
    for person in seen.people:
        was = seen.before.counsellors[person.id]
        shortened = was.wrap_up_until is not None and person.wrap_up_until is None
        if shortened and not isinstance(seen.event, ev.WrapUpDone | ev.Pick):
            assert was.wrap_up_until is not None
            assert was.wrap_up_until <= seen.now


def i16_only_who_is_there_and_willing_is_rung(seen: Seen) -> None:
    for offer in seen.live:
        if offer.state is OfferState.RINGING:
            person = seen.result.state.counsellors[offer.counsellor_id]
            assert (person.present, person.duty) == (True, Duty.AVAILABLE)


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


_MAY_BECOME = {
    CallState.GREETING: {CallState.WAITING, CallState.ENDED},
    CallState.WAITING: {CallState.CONNECTING, CallState.ENDED},
    CallState.CONNECTING: {CallState.TALKING, CallState.WAITING, CallState.ENDED},
    CallState.TALKING: {CallState.WAITING, CallState.ENDED},
}


def states_follow_each_other(seen: Seen) -> None:
    for call in seen.calls:
        was = seen.before.calls.get(call.id)
        if was is None:
            assert call.state is CallState.GREETING
        else:
            assert call.state is was.state or call.state in _MAY_BECOME[was.state]


PROMISES = (
    i1_one_talk,
    i2_one_outcome,
    i3_one_live_offer,
    i4_nobody_waits_in_vain,
    i4_nobody_rings_alone_for_long_while_another_is_free,
    i5_presence_is_derived,
    i6_first_come_first_served,
    i6_a_place_is_never_lost,
    i7_free_longest_first,
    i7_only_a_miss_costs_idle_time,
    i8_everything_that_waits_has_a_timer,
    i9_only_the_caller_or_her_counsellor_ends_a_call,
    i9_nobody_is_left_in_an_empty_room,
    i10_wrap_up_is_respected,
    i10_only_her_word_shortens_a_wrap_up,
    i16_only_who_is_there_and_willing_is_rung,
    a_talk_begins_with_both_in_the_room,
    nobody_answers_for_another,
    states_follow_each_other,
)
