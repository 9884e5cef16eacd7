"""What happens to a counsellor: there or gone, on shift or off, her own choice, wrap-up over."""

from routing.draft import Draft
from routing.events import Absent, ChooseDuty, Present, ShiftEnd, ShiftStart, TimerKind, WrapUpDone
from routing.moves import close_offer
from routing.replacing import replace
from routing.result import Answer, Reply
from routing.state import Counsellor, Duty, OfferState


def change_person(
    draft: Draft, event: Present | Absent | ChooseDuty | ShiftStart | ShiftEnd | WrapUpDone
) -> Reply:
    person = draft.counsellors.get(event.counsellor_id)
    if person is None:
        return Reply(answer=Answer.NOTHING)
    changed = _changed(draft, person, event)
    if changed == person:
        return Reply(answer=Answer.NOTHING)
    draft.put(changed)
    if not changed.present or changed.duty is not Duty.AVAILABLE:
        _take_offer_away(draft, person.id, reason="absent" if not changed.present else "duty")
    return Reply(answer=Answer.DONE)


def _changed(
    draft: Draft,
    person: Counsellor,
    event: Present | Absent | ChooseDuty | ShiftStart | ShiftEnd | WrapUpDone,
) -> Counsellor:
    match event:
        case Present():
            return replace(person, present=True)
        case Absent():
            return replace(person, present=False)
        case ChooseDuty():
            return _choose_duty(draft, person, event)
        case ShiftStart():
            since = person.idle_since if person.on_shift else max(person.idle_since, draft.now)
            return replace(person, on_shift=True, languages=event.languages, idle_since=since)
        case ShiftEnd():
            return replace(person, on_shift=False)
        case _:
            return _end_wrap_up(draft, person)


def _choose_duty(draft: Draft, person: Counsellor, event: ChooseDuty) -> Counsellor:
    """Coming back to available starts her idle time anew; repeating a choice does not."""
    comes_back = event.duty is Duty.AVAILABLE and person.duty is not Duty.AVAILABLE
    since = max(person.idle_since, draft.now) if comes_back else person.idle_since
    return replace(person, duty=event.duty, duty_reason=event.reason, idle_since=since)


def _end_wrap_up(draft: Draft, person: Counsellor) -> Counsellor:
    """Idle from now, if she ends it early; one that has run out was over when it was over."""
    early = person.wrap_up_until is not None and person.wrap_up_until > draft.now
    since = draft.now if early else person.idle_since
    return replace(person, wrap_up_until=None, idle_since=since)


def _take_offer_away(draft: Draft, counsellor_id: str, *, reason: str) -> None:
    """A ringing offer only: a talk goes on whatever the page does."""
    for offer in draft.ringing_offers_to(counsellor_id):
        close_offer(draft, offer, OfferState.RESCINDED, reason=reason)


def wrap_up_due(draft: Draft, counsellor_id: str) -> Reply:
    """Ends a wrap-up whose time has come; one that was extended is waited for again."""
    person = draft.counsellors.get(counsellor_id)
    if person is None or person.wrap_up_until is None:
        return Reply(answer=Answer.NOTHING)
    if draft.now < person.wrap_up_until:
        draft.wake(TimerKind.WRAP_UP_ENDS, person.id, person.wrap_up_until)
        return Reply(answer=Answer.NOTHING)
    draft.put(_end_wrap_up(draft, person))
    return Reply(answer=Answer.DONE)
