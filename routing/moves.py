"""The few moves every event is made of: end a call, close an offer, give a caller back to the line."""

from routing.closing import close_offer
from routing.commands import EndLeg, ReturnCaller
from routing.draft import Draft
from routing.events import TimerKind
from routing.guests import consulted, dismiss_guests, promote
from routing.replacing import replace
from routing.state import Call, CallState, Counsellor, Duty, OfferState, Outcome, Party
from routing.workload import set_free


def rescind_ringing(draft: Draft, call_id: str, *, reason: str, only: str | None = None) -> None:
    """Counsellors who were being rung (or `only` this one) keep their idle time: it was not their doing."""
    for offer in draft.offers_of(call_id, OfferState.RINGING):
        if only in (None, offer.counsellor_id):
            close_offer(draft, offer, OfferState.RESCINDED, reason=reason)


def close_accepted(
    draft: Draft, call_id: str, state: OfferState, *, reason: str | None = None
) -> None:
    for offer in draft.offers_of(call_id, OfferState.ACCEPTED):
        close_offer(draft, offer, state, reason=reason)


def end_call(draft: Draft, call: Call, *, by: Party, outcome: Outcome | None = None) -> None:
    """Write the one outcome, free the counsellor into wrap-up, and leave no leg behind.

    Without `outcome` it follows from how far the call had come.
    """
    talking = call.state is CallState.TALKING
    rescind_ringing(draft, call.id, reason="caller_gone")
    close_accepted(draft, call.id, OfferState.FINISHED)
    dismiss_guests(draft, call)
    if call.counsellor_leg is not None:
        draft.do(EndLeg(leg=call.counsellor_leg))
    if talking:
        start_wrap_up(draft, draft.counsellor_of(call), silent=call.silent)
    else:
        _let_go(draft, call)
    draft.put(
        replace(
            call,
            state=CallState.ENDED,
            ended_at=draft.now,
            ended_by=by,
            outcome=outcome or _outcome(call),
            on_hold=False,
            hold_since=None,
            guests=(),
        )
    )


def _let_go(draft: Draft, call: Call) -> None:
    """Whoever had accepted it has nothing in hand any more."""
    if call.counsellor_id is not None:
        draft.put(set_free(draft.counsellor_of(call), draft.now))


def _outcome(call: Call) -> Outcome:
    if call.state is CallState.TALKING:
        return Outcome.COMPLETED
    if call.speaks:
        return Outcome.VOICEMAIL
    if call.handed_out:
        return Outcome.TRANSFERRED_OUT
    if call.partner_in:
        return Outcome.OVERFLOWED
    return Outcome.CALLER_LOST if call.lost else Outcome.ABANDONED


def start_wrap_up(draft: Draft, person: Counsellor, *, silent: bool = False) -> None:
    until = draft.now + (draft.policy.silent_wrap_up if silent else draft.policy.wrap_up)
    draft.put(
        replace(
            person,
            wrap_up_until=until,
            wrap_up_began_at=draft.now,
            wrap_up_reason=None,
            idle_since=until,
        )
    )
    draft.wake(TimerKind.WRAP_UP_ENDS, person.id, until)


def pause(draft: Draft, person: Counsellor, *, reason: str) -> None:
    """Take somebody who did not answer out of the line until she says that she is there.

    Who has left the line by her own choice meanwhile keeps that choice.
    """
    if person.duty is Duty.AVAILABLE:
        person = replace(person, duty=Duty.BREAK, duty_reason=reason)
    draft.put(replace(person, idle_since=draft.now))


def give_back(draft: Draft, call: Call, *, tried: str | None = None) -> None:
    """The caller waits on in her old place; `tried` is not asked again in this round.

    If she was already in the room, or being moved into it, she is told and brought back.
    """
    if call.counsellor_in or call.caller_in:
        draft.do(ReturnCaller(call_id=call.id, leg=call.leg))
    if call.counsellor_leg is not None:
        draft.do(EndLeg(leg=call.counsellor_leg))
    _let_go(draft, call)
    dismiss_guests(draft, call)
    draft.put(
        replace(
            call,
            state=CallState.WAITING,
            guests=(),
            counsellor_id=None,
            counsellor_leg=None,
            counsellor_in=False,
            caller_in=False,
            on_hold=False,
            hold_since=None,
            muted=False,
            talking_since=None,
            room=None,
            tried=call.tried if tried is None else call.tried | {tried},
        )
    )
    draft.wake(TimerKind.ROUND_RESTS, call.id, draft.now + draft.policy.round_rest)


def lose_counsellor(draft: Draft, call: Call, *, leg_over: bool) -> None:
    """The counsellor is gone without anybody's intent: the caller goes back into the line.

    A leg that lives on (it only left the room) is hung up, so that nobody sits in a call unseen.
    """
    talking = call.state is CallState.TALKING
    state = OfferState.FINISHED if talking else OfferState.FAILED
    close_accepted(draft, call.id, state, reason="leg_lost")
    gone = replace(call, counsellor_leg=None) if leg_over else call
    if talking and (colleague := consulted(call)) is not None:
        # The colleague who is in the room already has heard her story: better than the line.
        promote(draft, gone, colleague)
        lost = set_free(draft.counsellor_of(call), draft.now)
        draft.put(replace(lost, idle_since=draft.now))
    elif talking:
        _keep_for_the_same(draft, gone)
    else:
        give_back(draft, gone, tried=call.counsellor_id)
        pause(draft, draft.counsellor_of(call), reason="not_connected")


def _keep_for_the_same(draft: Draft, call: Call) -> None:
    """Whoever talked with her knows her story: for a while she is asked first. Her idle time starts anew."""
    give_back(draft, call)
    prefer(draft, replace(draft.calls[call.id], lost=True), draft.counsellor_of(call).id)
    draft.put(replace(draft.counsellor_of(call), idle_since=draft.now))


def prefer(draft: Draft, call: Call, counsellor_id: str) -> None:
    """For a while the call is kept for her, if she has nothing else in hand."""
    until = draft.now + draft.policy.preferred
    draft.put(replace(call, preferred_id=counsellor_id, preferred_until=until))
    draft.wake(TimerKind.PREFERENCE_ENDS, call.id, until)
