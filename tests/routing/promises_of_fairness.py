"""What holds after every step about who is served by whom: I4, I6 and I7."""

from routing import events as ev
from routing.state import Duty, OfferState
from tests.routing.seen import Seen


def i4_nobody_waits_in_vain(seen: Seen) -> None:
    free = [person for person in seen.people if person.present and seen.at_rest(person)]
    for call in seen.waiting():
        if not seen.held_back(call):
            assert not [person.id for person in free if seen.may_have(call, person)]


def i4_nobody_rings_alone_for_long_while_another_is_free(seen: Seen) -> None:
    free = [person for person in seen.people if person.present and seen.at_rest(person)]
    for call in seen.calls:
        rings = seen.rings_for(call)
        long_ago = seen.now - seen.policy.second_after
        alone = 0 < len(rings) < seen.policy.rung_at_once and not seen.later(call)
        if alone and max(o.made_at for o in rings) <= long_ago:
            assert not [person.id for person in free if seen.may_have(call, person)]


def i6_first_come_first_served(seen: Seen) -> None:
    for offer, call, person in seen.made():
        if seen.out_of_turn(offer):
            continue
        assert not seen.kept_from(call, person)
        first = len(seen.rings_for(call)) == 1
        waiting = [c for c in seen.waiting() if not (seen.later(c) and seen.held_back(c))]
        passed_over = [
            c
            for c in waiting
            if seen.place(c) < seen.place(call) or (not first and not seen.later(c))
        ]
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
        in_turn = [made for made in seen.made() if not seen.out_of_turn(made[0])]
        later = [p for o, other, p in in_turn if seen.served_after(other, o, call, offer)]
        sooner = [p for p in free + later if seen.turn(p) < seen.turn(person)]
        if call.preferred_id != person.id and not seen.out_of_turn(offer):
            assert not [p.id for p in sooner if seen.suits(call, p)]


def i7_only_a_miss_costs_idle_time(seen: Seen) -> None:
    state = seen.result.state
    for _offer, was, person in seen.became(OfferState.RESCINDED):
        # Whoever comes out of training has been idle from then on, as after a break.
        from_training = isinstance(seen.event, ev.TrainingEnd) and was.training is not None
        assert person.idle_since == (seen.now if from_training else was.idle_since)
    for offer, was, person in seen.became(OfferState.DECLINED):
        assert (person.idle_since, person.duty) == (was.idle_since, was.duty)
        assert offer.consult or person.id in state.calls[offer.call_id].tried
    for offer, _was, person in seen.became(OfferState.MISSED):
        assert offer.consult or person.id in state.calls[offer.call_id].tried
        assert offer.expires_at <= seen.now  # she had her whole time
        if not offer.by_phone:
            assert person.idle_since == seen.now
            assert person.duty is not Duty.AVAILABLE


PROMISES_OF_FAIRNESS = (
    i4_nobody_waits_in_vain,
    i4_nobody_rings_alone_for_long_while_another_is_free,
    i6_first_come_first_served,
    i6_a_place_is_never_lost,
    i7_free_longest_first,
    i7_only_a_miss_costs_idle_time,
)
