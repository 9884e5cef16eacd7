"""What the legs of a call do: the counsellor's calls in, both join the room, either leaves it."""

from routing.commands import EndLeg, HoldCaller, MoveCallerIn, ReturnCaller
from routing.draft import Draft
from routing.events import CallIn, Join, Leave
from routing.guest_legs import colleague_calls_in, guest_gone, guest_joined, guest_of_leg
from routing.moves import end_call, lose_counsellor
from routing.replacing import replace
from routing.result import Answer, Reply
from routing.state import Call, CallState, Guest, OfferState, Party

_ACCEPTED = frozenset({OfferState.ACCEPTED, OfferState.CONSULTING})


def call_in(draft: Draft, event: CallIn) -> Reply:
    """Let the accepting browser in, once, while its ticket lives."""
    offer = draft.offers.get(event.offer_id)
    if offer is None or offer.state not in _ACCEPTED or offer.answered_at is None:
        return Reply(answer=Answer.TOO_LATE)
    if offer.counsellor_id != event.counsellor_id:
        return Reply(answer=Answer.NOT_YOURS)
    if draft.now > offer.answered_at + draft.policy.ticket:
        return Reply(answer=Answer.TOO_LATE)
    if offer.state is OfferState.CONSULTING:
        return colleague_calls_in(draft, offer, event.leg)
    call = draft.calls[offer.call_id]
    if call.counsellor_leg not in (None, event.leg):
        return Reply(answer=Answer.NOT_POSSIBLE, call_id=call.id)
    draft.put(replace(call, counsellor_leg=event.leg))
    return Reply(answer=Answer.JOIN, call_id=call.id)


def join(draft: Draft, event: Join) -> Reply:
    """Only when the counsellor is in the room is the caller moved; with both there, they talk.

    A leg that belongs to no live call is hung up: nobody may sit in a room unseen.
    """
    call = draft.calls.get(event.call_id)
    if (guest := guest_of_leg(draft, event.leg)) is not None and guest[0] is call:
        return guest_joined(draft, *guest)
    if call is None or event.leg not in (call.leg, call.counsellor_leg):
        draft.do(EndLeg(leg=event.leg))
        return Reply(answer=Answer.NOT_POSSIBLE, call_id=event.call_id)
    if event.leg == call.leg:
        return _caller_joined(draft, call, event.room)
    if call.counsellor_in:
        return Reply(answer=Answer.NOTHING, call_id=call.id)
    draft.put(replace(call, counsellor_in=True, room=event.room))
    if call.caller_in:
        _both_in(draft, call.id)
    else:
        draft.do(MoveCallerIn(call_id=call.id, leg=call.leg))
    return Reply(answer=Answer.DONE, call_id=call.id)


def _caller_joined(draft: Draft, call: Call, room: str) -> Reply:
    if call.handed_out:
        draft.put(replace(call, caller_in=True, room=room))
        return Reply(answer=Answer.DONE, call_id=call.id)
    if call.counsellor_leg is None:
        # The counsellor was lost while the caller was on her way in.
        draft.do(ReturnCaller(call_id=call.id, leg=call.leg))
        return Reply(answer=Answer.NOT_POSSIBLE, call_id=call.id)
    if call.caller_in:
        return Reply(answer=Answer.NOTHING, call_id=call.id)
    draft.put(replace(call, caller_in=True, room=room))
    if call.state is CallState.TALKING:
        _come_back(draft, call, room)
    elif call.counsellor_in:
        _both_in(draft, call.id)
    return Reply(answer=Answer.DONE, call_id=call.id)


def _come_back(draft: Draft, call: Call, room: str) -> None:
    """A talk goes on as it was. The carrier has forgotten that she was on hold."""
    if call.on_hold:
        draft.do(HoldCaller(call_id=call.id, room=room, leg=call.leg, held=True))


def _both_in(draft: Draft, call_id: str) -> None:
    person = draft.counsellor_of(draft.calls[call_id])
    draft.put(replace(person, calls_taken=person.calls_taken + 1))
    talking = replace(draft.calls[call_id], state=CallState.TALKING, talked=True)
    draft.put(replace(talking, talking_since=draft.now, tried=frozenset()))


def leave(draft: Draft, event: Leave) -> Reply:
    """A caller whose leg lives on comes back by her next turn; a counsellor who is gone is lost."""
    call = draft.calls.get(event.call_id)
    if (guest := guest_of_leg(draft, event.leg)) is not None and guest[0] is call:
        return _guest_leaves(draft, *guest, leg_over=event.leg_over)
    if call is None or event.leg not in (call.leg, call.counsellor_leg):
        return Reply(answer=Answer.NOTHING, call_id=event.call_id)
    if event.leg != call.leg:
        lose_counsellor(draft, call, leg_over=event.leg_over)
    elif event.leg_over:
        end_call(draft, _as_joined(draft, call), by=Party.CALLER)
    elif call.caller_in:
        draft.put(replace(call, caller_in=False))
    return Reply(answer=Answer.DONE, call_id=call.id)


def _as_joined(draft: Draft, call: Call) -> Call:
    """Who leaves the room was in it, although the news of her coming may have been overtaken."""
    if call.state is CallState.CONNECTING and call.counsellor_in and not call.caller_in:
        draft.put(replace(call, caller_in=True))
        _both_in(draft, call.id)
    return draft.calls[call.id]


def _guest_leaves(draft: Draft, call: Call, guest: Guest, *, leg_over: bool) -> Reply:
    """A leg that lives on outside the room is hung up: nobody may hang in the air."""
    if not leg_over and guest.leg is not None:
        draft.do(EndLeg(leg=guest.leg))
    return guest_gone(draft, call, guest)
