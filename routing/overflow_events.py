"""The partner line and the message: what becomes of a caller who is sent on or speaks to a recorder."""

from routing.commands import ReturnCaller, SayGoodbye
from routing.draft import Draft
from routing.events import (
    LeaveMessage,
    MessageLeft,
    PartnerAnswered,
    PartnerFailed,
    SpeakMessage,
    WaitOn,
)
from routing.lanes import arm_lane
from routing.moves import end_call, rescind_ringing
from routing.relaxing import arm_relaxing
from routing.replacing import replace
from routing.result import Answer, Reply
from routing.state import CallState, Outcome, Party
from routing.tiers import arm_tiers


def partner_answered(draft: Draft, event: PartnerAnswered) -> Reply:
    call = draft.calls.get(event.call_id)
    if call is None or call.state is not CallState.WITH_PARTNER:
        return Reply(answer=Answer.TOO_LATE, call_id=event.call_id)
    draft.put(replace(call, partner_in=True))
    return Reply(answer=Answer.DONE, call_id=call.id)


def partner_failed(draft: Draft, event: PartnerFailed) -> Reply:
    """She waits on in her old place and is not sent there again. After a talk with the partner, it is over."""
    call = draft.calls.get(event.call_id)
    if call is None or call.state is not CallState.WITH_PARTNER:
        return Reply(answer=Answer.TOO_LATE, call_id=event.call_id)
    if call.partner_in:
        draft.do(SayGoodbye(call_id=call.id, leg=call.leg))
        end_call(draft, call, by=Party.PARTNER)
    else:
        wait_on(draft, WaitOn(id=event.id, call_id=call.id), partner_failed=True)
    return Reply(answer=Answer.DONE, call_id=call.id)


def partner_overdue(draft: Draft, call_id: str) -> Reply:
    """Nothing was heard of the partner line: she is brought back, and waits on in her old place."""
    call = draft.calls.get(call_id)
    waits = call is not None and call.state is CallState.WITH_PARTNER
    if call is None or not waits or call.partner_in or call.handed_out:
        return Reply(answer=Answer.NOTHING, call_id=call_id)
    draft.do(ReturnCaller(call_id=call.id, leg=call.leg))
    return wait_on(draft, WaitOn(id=call.id, call_id=call.id), partner_failed=True)


def leave_message(draft: Draft, event: LeaveMessage) -> Reply:
    """By key, at any time while she waits. Whoever is rung for her is let go."""
    call = draft.calls.get(event.call_id)
    if call is None:
        return Reply(answer=Answer.TOO_LATE)
    if call.state is CallState.LEAVING_MESSAGE:
        return Reply(answer=Answer.NOTHING, call_id=call.id)
    if call.state not in {CallState.GREETING, CallState.WAITING}:
        return Reply(answer=Answer.NOT_POSSIBLE, call_id=call.id)
    rescind_ringing(draft, call.id, reason="leaves_message")
    draft.put(replace(draft.calls[call.id], state=CallState.LEAVING_MESSAGE))
    return Reply(answer=Answer.DONE, call_id=call.id)


def speak_message(draft: Draft, event: SpeakMessage) -> Reply:
    """Safe to repeat."""
    call = draft.calls.get(event.call_id)
    if call is None or call.state is not CallState.LEAVING_MESSAGE:
        return Reply(answer=Answer.TOO_LATE, call_id=event.call_id)
    if call.speaks:
        return Reply(answer=Answer.NOTHING, call_id=call.id)
    draft.put(replace(call, speaks=True))
    return Reply(answer=Answer.DONE, call_id=call.id)


def wait_on(draft: Draft, event: WaitOn, *, partner_failed: bool = False) -> Reply:
    """Back into the line, in the place she never lost."""
    call = draft.calls.get(event.call_id)
    comes_from = {CallState.LEAVING_MESSAGE} | (
        {CallState.WITH_PARTNER} if partner_failed else set()
    )
    if call is None or call.state not in comes_from:
        return Reply(answer=Answer.NOTHING, call_id=event.call_id)
    failed = call.partner_failed or partner_failed
    # A new round: the one before may have come to its rest while she was elsewhere.
    waiting = replace(
        call,
        state=CallState.WAITING,
        partner_failed=failed,
        speaks=False,
        tried=frozenset(),
    )
    draft.put(waiting)
    arm_relaxing(draft, waiting)
    arm_tiers(draft, waiting)
    arm_lane(draft, waiting)
    return Reply(answer=Answer.DONE, call_id=call.id)


def message_left(draft: Draft, event: MessageLeft) -> Reply:
    call = draft.calls.get(event.call_id)
    if call is None or call.state is not CallState.LEAVING_MESSAGE:
        return Reply(answer=Answer.TOO_LATE, call_id=event.call_id)
    outcome = Outcome.CALLBACK if event.call_back else Outcome.VOICEMAIL
    draft.do(SayGoodbye(call_id=call.id, leg=call.leg))
    end_call(draft, call, by=Party.CALLER, outcome=outcome)
    return Reply(answer=Answer.DONE, call_id=call.id)
