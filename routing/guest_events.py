"""Outside parties and supervisors in the room of a talk."""

from routing.commands import DialParty, EndLeg, SayToSilent
from routing.draft import Draft
from routing.engaged import busy_people
from routing.events import (
    AddThirdParty,
    HandOut,
    MarkSilent,
    PartyRings,
    RemoveGuest,
    StopSupervising,
    Supervise,
    SuperviseIn,
    TimerKind,
)
from routing.guests import dismiss_guests, send_away, set_supervision, with_guest
from routing.moves import close_accepted, start_wrap_up
from routing.replacing import replace
from routing.result import Answer, Reply
from routing.state import (
    SUPERVISION,
    Call,
    CallState,
    Guest,
    GuestRole,
    OfferState,
    RoutingState,
)
from routing.talk_events import own_talk


def add_third_party(draft: Draft, event: AddThirdParty) -> Reply:
    """Asking twice for the same party rings it once."""
    call, refusal = own_talk(draft, event)
    if call is None:
        return refusal
    if _guest(call, GuestRole.THIRD_PARTY, event.party) is not None:
        return Reply(answer=Answer.NOTHING, call_id=call.id)
    call, guest = _new_guest(call, GuestRole.THIRD_PARTY, event.party)
    draft.put(call)
    draft.do(DialParty(call_id=call.id, guest_id=guest.id, party=event.party))
    draft.wake(TimerKind.GUEST_OVERDUE, guest.id, draft.now + draft.policy.party_ring)
    return Reply(answer=Answer.DONE, call_id=call.id)


def party_rings(draft: Draft, event: PartyRings) -> Reply:
    """A leg for which nobody waits any more is hung up."""
    call = draft.calls.get(event.call_id)
    guests = () if call is None else call.guests
    guest = next((each for each in guests if each.id == event.guest_id), None)
    if call is None or guest is None or guest.leg not in {None, event.leg}:
        draft.do(EndLeg(leg=event.leg))
        return Reply(answer=Answer.TOO_LATE, call_id=event.call_id)
    draft.put(with_guest(call, replace(guest, leg=event.leg)))
    return Reply(answer=Answer.DONE, call_id=call.id)


def remove_guest(draft: Draft, event: RemoveGuest) -> Reply:
    call, refusal = own_talk(draft, event)
    if call is None:
        return refusal
    guest = _outside_party(call, event.guest_id)
    if guest is None:
        return Reply(answer=Answer.TOO_LATE, call_id=call.id)
    draft.put(send_away(draft, call, guest))
    return Reply(answer=Answer.DONE, call_id=call.id)


def hand_out(draft: Draft, event: HandOut) -> Reply:
    """Only to a party that is in the room; everybody else leaves, and the counsellor writes."""
    call, refusal = own_talk(draft, event)
    if call is None:
        return refusal
    party = _outside_party(call, event.guest_id)
    if party is None or not party.joined or call.on_hold:
        return Reply(answer=Answer.NOT_POSSIBLE, call_id=call.id)
    others = replace(call, guests=tuple(each for each in call.guests if each is not party))
    dismiss_guests(draft, others)
    close_accepted(draft, call.id, OfferState.FINISHED, reason="handed_out")
    if call.counsellor_leg is not None:
        draft.do(EndLeg(leg=call.counsellor_leg))
    start_wrap_up(draft, draft.counsellors[event.counsellor_id])
    draft.put(
        replace(
            call,
            state=CallState.WITH_PARTNER,
            handed_out=True,
            guests=(party,),
            counsellor_id=None,
            counsellor_leg=None,
            counsellor_in=False,
        )
    )
    return Reply(answer=Answer.DONE, call_id=call.id)


def supervise(draft: Draft, event: Supervise) -> Reply:
    """With a reason only, in a talk of somebody else, and not while she has a call of her own."""
    call = draft.calls.get(event.call_id)
    if call is None:
        return Reply(answer=Answer.TOO_LATE)
    if not _may_supervise(draft, call, event):
        return Reply(answer=Answer.NOT_POSSIBLE, call_id=call.id)
    guest = _supervisor(call, event.supervisor_id)
    if guest is None:
        call, guest = _new_guest(call, event.role, event.supervisor_id)
        draft.wake(TimerKind.GUEST_OVERDUE, guest.id, draft.now + draft.policy.ticket)
    guest = replace(guest, role=event.role, reason=event.reason.strip())
    draft.put(with_guest(call, guest))
    if guest.joined:
        set_supervision(draft, call, guest)
    return Reply(answer=Answer.DONE, call_id=call.id)


def _may_supervise(draft: Draft, call: Call, event: Supervise) -> bool:
    state = RoutingState(calls=draft.calls, counsellors=draft.counsellors, offers=draft.offers)
    asks = event.role in SUPERVISION and bool(event.reason.strip())
    there = _supervisor(call, event.supervisor_id) is not None
    free = there or event.supervisor_id not in busy_people(state)
    return asks and free and call.state is CallState.TALKING


def supervise_in(draft: Draft, event: SuperviseIn) -> Reply:
    """Let the supervisor's browser in, once."""
    call = draft.calls.get(event.call_id)
    guest = None if call is None else _supervisor(call, event.supervisor_id)
    if call is None or guest is None:
        return Reply(answer=Answer.TOO_LATE, call_id=event.call_id)
    if guest.leg not in {None, event.leg}:
        return Reply(answer=Answer.NOT_POSSIBLE, call_id=call.id)
    draft.put(with_guest(call, replace(guest, leg=event.leg)))
    return Reply(answer=Answer.JOIN, call_id=call.id)


def stop_supervising(draft: Draft, event: StopSupervising) -> Reply:
    call = draft.calls.get(event.call_id)
    guest = None if call is None else _supervisor(call, event.supervisor_id)
    if call is None or guest is None:
        return Reply(answer=Answer.NOTHING, call_id=event.call_id)
    draft.put(send_away(draft, call, guest))
    return Reply(answer=Answer.DONE, call_id=call.id)


def guest_overdue(draft: Draft, guest_id: str) -> Reply:
    """Whoever was let in and never came does not count as being there, nor keeps a telephone ringing."""
    for call in draft.calls.values():
        for guest in call.guests:
            if guest.id == guest_id and not guest.joined:
                draft.put(send_away(draft, call, guest))
                return Reply(answer=Answer.DONE, call_id=call.id)
    return Reply(answer=Answer.NOTHING)


def mark_silent(draft: Draft, event: MarkSilent) -> Reply:
    """Safe to repeat: the line is played once."""
    call, refusal = own_talk(draft, event)
    if call is None:
        return refusal
    if not call.silent and call.room is not None:
        draft.put(replace(call, silent=True))
        language = call.language
        draft.do(SayToSilent(call_id=call.id, room=call.room, leg=call.leg, language=language))
    return Reply(answer=Answer.DONE, call_id=call.id)


def _new_guest(call: Call, role: GuestRole, ref: str) -> tuple[Call, Guest]:
    number = call.guests_made + 1
    guest = Guest(id=f"{call.id}-{number}", role=role, ref=ref)
    return with_guest(replace(call, guests_made=number), guest), guest


def _guest(call: Call, role: GuestRole, ref: str) -> Guest | None:
    return next((g for g in call.guests if g.role is role and g.ref == ref), None)


def _outside_party(call: Call, guest_id: str) -> Guest | None:
    parties = (g for g in call.guests if g.role is GuestRole.THIRD_PARTY)
    return next((guest for guest in parties if guest.id == guest_id), None)


def _supervisor(call: Call, person_id: str) -> Guest | None:
    there = (g for g in call.guests if g.role in SUPERVISION)
    return next((guest for guest in there if guest.ref == person_id), None)
