"""What holds after every step for the people in it: I9 to I16."""

from routing import commands as do
from routing import events as ev
from routing.result import Answer
from routing.state import CallState, Duty, OfferState, Tier
from tests.routing.seen import Seen


def i9_only_the_caller_or_her_counsellor_ends_a_call(seen: Seen) -> None:
    """And so no timer does (I13), and no failure on our side. A practice call ends with its session."""
    for call in seen.calls:
        if call.state is CallState.ENDED:
            match seen.event:
                case ev.HangUp(leg=leg) | ev.Leave(leg=leg) if call.handed_out:
                    assert leg == call.leg or leg in seen.our_legs(seen.before.calls[call.id])
                case ev.HangUp(leg=leg) | ev.Leave(leg=leg, leg_over=True):
                    assert leg == call.leg
                case ev.MessageLeft(call_id=call_id):
                    assert call_id == call.id
                case ev.PartnerFailed(call_id=call_id):
                    assert call_id == call.id
                    assert call.partner_in or call.handed_out
                case ev.TrainingEnd(training=training):
                    assert call.training == training
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
            silent = seen.policy.silent_wrap_up if call.silent else seen.policy.wrap_up
            assert writes.wrap_up_until == seen.now + silent
    match seen.event:
        case ev.Transfer() | ev.CompleteTransfer() | ev.HandOut() as handed if (
            seen.result.reply.answer is Answer.DONE
        ):
            writes = seen.result.state.counsellors[handed.counsellor_id]
            assert writes.wrap_up_until == seen.now + seen.policy.wrap_up
        case _:
            pass


def i10_a_wrap_up_has_its_cap(seen: Seen) -> None:
    for person in seen.people:
        if person.wrap_up_until is not None and person.wrap_up_began_at is not None:
            longest = max(seen.policy.wrap_up_most, seen.policy.wrap_up, seen.policy.silent_wrap_up)
            assert person.wrap_up_until - person.wrap_up_began_at <= longest


def i13_nobody_is_sent_on_who_is_offered_or_talking(seen: Seen) -> None:
    elsewhere = {CallState.WITH_PARTNER, CallState.LEAVING_MESSAGE}
    for call in seen.calls:
        if call.state in elsewhere:
            assert not [o.id for o in seen.live if o.call_id == call.id]
            assert call.counsellor_id is None
    for command in seen.result.commands:
        if isinstance(command, do.SendToPartner):
            assert not seen.could_be_answered(seen.result.state.calls[command.call_id])


def i18_nobody_waits_past_the_tier_that_is_there_for_her(seen: Seen) -> None:
    for call in seen.waiting():
        for tier in seen.tiers_due(call):
            assert tier is not Tier.PARTNER or call.partner_failed
            assert tier is not Tier.ON_CALL or not seen.phones_for(call)
            assert list(Tier).index(call.tier) >= list(Tier).index(tier)


def i18_nobody_on_duty_raises_an_alarm(seen: Seen) -> None:
    for call in seen.waiting():
        if not seen.at_their_desks() and call.training is None:
            assert call.alone


def i10_only_her_word_shortens_a_wrap_up(seen: Seen) -> None:
    for person in seen.people:
        was = seen.before.counsellors[person.id]
        shortened = was.wrap_up_until is not None and person.wrap_up_until is None
        if shortened and not isinstance(seen.event, ev.WrapUpDone | ev.Pick):
            assert was.wrap_up_until is not None
            assert was.wrap_up_until <= seen.now


def i16_only_who_is_there_and_willing_is_rung(seen: Seen) -> None:
    for offer in seen.live:
        if offer.state is OfferState.RINGING and not offer.by_phone:
            person = seen.result.state.counsellors[offer.counsellor_id]
            assert (person.present, person.duty) == (True, Duty.AVAILABLE)


PROMISES_OF_CARE = (
    i9_only_the_caller_or_her_counsellor_ends_a_call,
    i9_nobody_is_left_in_an_empty_room,
    i10_wrap_up_is_respected,
    i10_only_her_word_shortens_a_wrap_up,
    i10_a_wrap_up_has_its_cap,
    i13_nobody_is_sent_on_who_is_offered_or_talking,
    i18_nobody_waits_past_the_tier_that_is_there_for_her,
    i18_nobody_on_duty_raises_an_alarm,
    i16_only_who_is_there_and_willing_is_rung,
)
