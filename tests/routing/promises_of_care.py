"""What holds after every step for the people in it: I9 to I16."""

from routing import commands as do
from routing import events as ev
from routing.state import CallState, Duty, OfferState
from tests.routing.seen import Seen


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


PROMISES_OF_CARE = (
    i9_only_the_caller_or_her_counsellor_ends_a_call,
    i9_nobody_is_left_in_an_empty_room,
    i10_wrap_up_is_respected,
    i10_only_her_word_shortens_a_wrap_up,
    i16_only_who_is_there_and_willing_is_rung,
)
