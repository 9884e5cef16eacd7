"""What happens to a counsellor: there or gone, on shift or off, her own choice, wrap-up over."""

from routing.closing import close_offer
from routing.draft import Draft
from routing.events import (
    Absent,
    ChooseAutoAnswer,
    ChooseDuty,
    ExtendWrapUp,
    Present,
    ShiftEnd,
    ShiftStart,
    TimerKind,
    WrapUpDone,
)
from routing.replacing import replace
from routing.result import Answer, Reply
from routing.state import Counsellor, Duty, OfferState
from routing.workload import set_free, shift_begun

_About = Present | Absent | ChooseDuty | ShiftStart | ShiftEnd | WrapUpDone | ChooseAutoAnswer


def change_person(draft: Draft, event: _About) -> Reply:
    person = draft.counsellors.get(event.counsellor_id)
    if person is None:
        return Reply(answer=Answer.NOTHING)
    if isinstance(event, ChooseDuty) and not _reason_counts(draft, event):
        return Reply(answer=Answer.NOT_POSSIBLE)
    changed = _changed(draft, person, event)
    if changed == person:
        return Reply(answer=Answer.NOTHING)
    draft.put(changed)
    if not changed.present or changed.duty is not Duty.AVAILABLE:
        _take_offer_away(draft, person.id, reason="absent" if not changed.present else "duty")
    return Reply(answer=Answer.DONE)


def _reason_counts(draft: Draft, event: ChooseDuty) -> bool:
    known = draft.policy.break_reasons
    return event.duty is not Duty.BREAK or not known or event.reason in known


def _changed(draft: Draft, person: Counsellor, event: _About) -> Counsellor:
    match event:
        case Present() | Absent():
            return replace(person, present=isinstance(event, Present))
        case ChooseDuty():
            return _choose_duty(draft, person, event)
        case ShiftStart():
            return _start_shift(draft, person, event)
        case ShiftEnd():
            return replace(person, on_shift=False)
        case ChooseAutoAnswer():
            return replace(person, auto_answer=event.auto_answer)
        case _:
            return end_wrap_up(draft, person)


def _start_shift(draft: Draft, person: Counsellor, event: ShiftStart) -> Counsellor:
    """What she can do may change in mid-shift; her idle time and her counts begin with the shift."""
    if not person.on_shift:
        since = max(person.idle_since, draft.now)
        person = replace(shift_begun(person, draft.now), on_shift=True, idle_since=since)
    return replace(person, languages=event.languages, skills=dict(event.skills), rank=event.rank)


def _choose_duty(draft: Draft, person: Counsellor, event: ChooseDuty) -> Counsellor:
    """Coming back to available starts her idle time anew; repeating a choice does not."""
    comes_back = event.duty is Duty.AVAILABLE and person.duty is not Duty.AVAILABLE
    since = max(person.idle_since, draft.now) if comes_back else person.idle_since
    return replace(person, duty=event.duty, duty_reason=event.reason, idle_since=since)


def end_wrap_up(draft: Draft, person: Counsellor) -> Counsellor:
    """Idle from now, if she ends it early; one that has run out was over when it was over."""
    if person.wrap_up_until is None:
        return person
    early = person.wrap_up_until > draft.now
    since = draft.now if early else person.idle_since
    return replace(
        set_free(person, draft.now),
        wrap_up_until=None,
        wrap_up_began_at=None,
        wrap_up_reason=None,
        idle_since=since,
    )


def extend_wrap_up(draft: Draft, event: ExtendWrapUp) -> Reply:
    """A reason is asked for; the cap counts from the beginning of the wrap-up. At the cap nothing is added."""
    person = draft.counsellors.get(event.counsellor_id)
    if person is None or person.wrap_up_until is None or person.wrap_up_until <= draft.now:
        return Reply(answer=Answer.TOO_LATE)
    if not event.reason.strip():
        return Reply(answer=Answer.NOT_POSSIBLE)
    began = person.wrap_up_began_at or draft.now
    most = began + draft.policy.wrap_up_most
    until = min(person.wrap_up_until + draft.policy.wrap_up_more, most)
    if until <= person.wrap_up_until:
        return Reply(answer=Answer.NOT_POSSIBLE)
    draft.put(
        replace(person, wrap_up_until=until, wrap_up_reason=event.reason.strip(), idle_since=until)
    )
    draft.wake(TimerKind.WRAP_UP_ENDS, person.id, until)
    return Reply(answer=Answer.DONE)


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
    draft.put(end_wrap_up(draft, person))
    return Reply(answer=Answer.DONE)
