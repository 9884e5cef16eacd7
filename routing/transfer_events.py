"""A counsellor hands her caller on: without a word, or after one with a colleague."""

from routing.commands import HoldCaller
from routing.dispatch import make_offer
from routing.draft import Draft
from routing.eligibility import is_free
from routing.engaged import busy_people
from routing.events import CancelConsult, CompleteTransfer, Consult, Transfer
from routing.guests import consulted, consults_of, end_consult, promote, send_away
from routing.moves import close_accepted, give_back, prefer, start_wrap_up
from routing.relaxing import arm_relaxing
from routing.replacing import replace
from routing.result import Answer, Reply
from routing.state import Call, GuestRole, OfferState, RoutingState
from routing.talk_events import own_talk


def transfer(draft: Draft, event: Transfer) -> Reply:
    """The caller keeps her place, so she is next for whoever suits; whoever handed her on writes."""
    call, refusal = own_talk(draft, event)
    if call is None:
        return refusal
    if event.to_id == event.counsellor_id or event.to_id not in {None, *draft.counsellors}:
        return Reply(answer=Answer.NOT_POSSIBLE, call_id=call.id)
    close_accepted(draft, call.id, OfferState.FINISHED, reason="transferred")
    give_back(draft, call, tried=event.counsellor_id)
    start_wrap_up(draft, draft.counsellors[event.counsellor_id])
    waiting = _asks_for(draft, draft.calls[call.id], event)
    draft.put(waiting)
    arm_relaxing(draft, waiting)
    if event.to_id is not None:
        prefer(draft, waiting, event.to_id)
    return Reply(answer=Answer.DONE, call_id=call.id)


def _asks_for(draft: Draft, call: Call, event: Transfer) -> Call:
    """What is asked for anew gives way from now on, not from her arrival."""
    anew = event.language is not None or event.needs
    return replace(
        call,
        language=event.language or call.language,
        needs=dict(event.needs) or call.needs,
        needs_since=draft.now if anew else call.needs_since,
    )


def consult(draft: Draft, event: Consult) -> Reply:
    """One colleague at a time, who must be free; she is rung as for a call."""
    call, refusal = own_talk(draft, event)
    if call is None:
        return refusal
    person = draft.counsellors.get(event.with_id)
    state = RoutingState(calls=draft.calls, counsellors=draft.counsellors, offers=draft.offers)
    free = (
        person is not None
        and person.training == call.training
        and is_free(person, busy_people(state), draft.now)
    )
    if person is None or not free or consults_of(draft, call.id) or call.room is None:
        return Reply(answer=Answer.NOT_POSSIBLE, call_id=call.id)
    offer = make_offer(draft, call, person)
    draft.put(replace(offer, consult=True))
    if not call.on_hold:
        draft.do(HoldCaller(call_id=call.id, room=call.room, leg=call.leg, held=True))
        draft.put(replace(draft.calls[call.id], on_hold=True, hold_since=draft.now))
    return Reply(answer=Answer.DONE, call_id=call.id)


def cancel_consult(draft: Draft, event: CancelConsult) -> Reply:
    """The caller stays on hold until the counsellor takes her back, so that she hears no click of a leg."""
    call, refusal = own_talk(draft, event)
    if call is None:
        return refusal
    for guest in [each for each in call.guests if each.role is GuestRole.CONSULT]:
        call = send_away(draft, call, guest)
    draft.put(call)
    for offer in consults_of(draft, call.id):
        end_consult(draft, offer)
    return Reply(answer=Answer.DONE, call_id=call.id)


def complete_transfer(draft: Draft, event: CompleteTransfer) -> Reply:
    """Only once the colleague is in the room; until then there is nobody to hand her to."""
    call, refusal = own_talk(draft, event)
    if call is None:
        return refusal
    colleague = consulted(call)
    if colleague is None:
        return Reply(answer=Answer.NOT_POSSIBLE, call_id=call.id)
    close_accepted(draft, call.id, OfferState.FINISHED, reason="transferred")
    promote(draft, call, colleague)
    start_wrap_up(draft, draft.counsellors[event.counsellor_id])
    return Reply(answer=Answer.DONE, call_id=call.id)
