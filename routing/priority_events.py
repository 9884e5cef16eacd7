"""What people change about a waiting call: how urgent it is, and who takes it out of turn."""

from routing.dispatch import make_offer
from routing.draft import Draft
from routing.eligibility import is_free
from routing.engaged import busy_people, engaged_people
from routing.events import Assign, ChangePriority, Pick
from routing.moves import rescind_ringing
from routing.offer_events import take
from routing.person_events import end_wrap_up
from routing.replacing import replace
from routing.result import Answer, Reply
from routing.state import Call, CallState, Counsellor, RoutingState


def change_priority(draft: Draft, event: ChangePriority) -> Reply:
    """Felt by the very next decision, which follows at once."""
    call = draft.calls.get(event.call_id)
    if call is None:
        return Reply(answer=Answer.TOO_LATE)
    if call.priority == event.priority:
        return Reply(answer=Answer.NOTHING, call_id=call.id)
    draft.put(replace(call, priority=event.priority))
    return Reply(answer=Answer.DONE, call_id=call.id)


def pick(draft: Draft, event: Pick) -> Reply:
    """An offer that is accepted as it is made: the same guards, the same one winner.

    An offer of another call that rings for her goes back; picking ends her own wrap-up.
    """
    call, person, refusal = _who_and_what(draft, event)
    if call is None or person is None:
        return refusal
    state = RoutingState(calls=draft.calls, counsellors=draft.counsellors, offers=draft.offers)
    if person.id in engaged_people(state):
        return Reply(answer=Answer.NOT_POSSIBLE, call_id=call.id)
    for offer in draft.ringing_offers_to(person.id):
        rescind_ringing(draft, offer.call_id, reason="picked_another", only=person.id)
    draft.put(end_wrap_up(draft, draft.counsellors[person.id]))
    offer = make_offer(draft, draft.calls[call.id], draft.counsellors[person.id])
    take(draft, offer, draft.calls[call.id])
    return Reply(answer=Answer.DONE, call_id=call.id)


def assign(draft: Draft, event: Assign) -> Reply:
    """An offer out of turn to somebody free; those who ring for the call meanwhile are let go."""
    call, person, refusal = _who_and_what(draft, event)
    if call is None or person is None:
        return refusal
    if any(offer.call_id == call.id for offer in draft.ringing_offers_to(person.id)):
        return Reply(answer=Answer.NOTHING, call_id=call.id)
    state = RoutingState(calls=draft.calls, counsellors=draft.counsellors, offers=draft.offers)
    if not is_free(person, busy_people(state), draft.now):
        return Reply(answer=Answer.NOT_POSSIBLE, call_id=call.id)
    rescind_ringing(draft, call.id, reason="assigned")
    make_offer(draft, draft.calls[call.id], person)
    return Reply(answer=Answer.DONE, call_id=call.id)


def _who_and_what(
    draft: Draft, event: Pick | Assign
) -> tuple[Call | None, Counsellor | None, Reply]:
    call, person = draft.calls.get(event.call_id), draft.counsellors.get(event.counsellor_id)
    if call is None or call.state not in {CallState.GREETING, CallState.WAITING}:
        return None, None, Reply(answer=Answer.TOO_LATE, call_id=event.call_id)
    is_for_her = person is not None and person.training == call.training
    if call.state is CallState.GREETING or person is None or not person.present or not is_for_her:
        return None, None, Reply(answer=Answer.NOT_POSSIBLE, call_id=call.id)
    return call, person, Reply(answer=Answer.DONE, call_id=call.id)
