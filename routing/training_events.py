"""A training session begins and ends: one counsellor is kept for its practice calls meanwhile."""

from routing.closing import close_offer
from routing.commands import SayGoodbye
from routing.draft import Draft
from routing.events import TrainingEnd, TrainingStart
from routing.moves import end_call
from routing.replacing import replace
from routing.result import Answer, Reply
from routing.state import OfferState, Party


def running_session(draft: Draft, training: str | None) -> str | None:
    """The session if somebody is being trained in it now."""
    held = {person.training for person in draft.counsellors.values()}
    return training if training in held else None


def start_training(draft: Draft, event: TrainingStart) -> Reply:
    """A real call that rings for her goes on to the next; one that she is in is talked to its end."""
    person = draft.counsellors.get(event.counsellor_id)
    if person is None or person.training == event.training:
        return Reply(answer=Answer.NOTHING)
    if person.training is not None:
        return Reply(answer=Answer.NOT_POSSIBLE)
    for offer in draft.ringing_offers_to(person.id):
        close_offer(draft, offer, OfferState.RESCINDED, reason="training")
    draft.put(replace(person, training=event.training))
    return Reply(answer=Answer.DONE)


def end_training(draft: Draft, event: TrainingEnd) -> Reply:
    """Whoever plays the child hears goodbye; the counsellor's idle time starts anew, as after a break."""
    person = draft.counsellors.get(event.counsellor_id)
    if person is None or person.training != event.training:
        return Reply(answer=Answer.NOTHING)
    for call in [each for each in draft.calls.values() if each.training == event.training]:
        draft.do(SayGoodbye(call_id=call.id, leg=call.leg))
        end_call(draft, call, by=Party.SYSTEM)
    person = draft.counsellors[person.id]
    since = max(person.idle_since, draft.now)
    draft.put(replace(person, training=None, idle_since=since))
    return Reply(answer=Answer.DONE)
