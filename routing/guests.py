"""Who else is in the room of a call, and how they leave it: nobody of them may be left behind in a room."""

from routing.closing import close_offer
from routing.commands import EndLeg, HoldCaller, SetSupervision, StopParty
from routing.draft import Draft
from routing.replacing import replace
from routing.state import SUPERVISION, Call, Guest, GuestRole, Offer, OfferState
from routing.workload import set_free


def consulted(call: Call) -> Guest | None:
    """The colleague who is in the room with the counsellor."""
    there = (g for g in call.guests if g.role is GuestRole.CONSULT and g.joined)
    return next(there, None)


def consults_of(draft: Draft, call_id: str) -> list[Offer]:
    """The offers to colleagues for a word, ringing or accepted: one at most."""
    live = {OfferState.RINGING, OfferState.CONSULTING}
    offers = draft.offers.values()
    return [o for o in offers if o.call_id == call_id and o.consult and o.state in live]


def with_guest(call: Call, guest: Guest) -> Call:
    """With this guest as she is now, in her place or as the last."""
    if any(each.id == guest.id for each in call.guests):
        guests = tuple(guest if each.id == guest.id else each for each in call.guests)
    else:
        guests = (*call.guests, guest)
    return replace(call, guests=guests)


def without_guest(call: Call, guest: Guest) -> Call:
    return replace(call, guests=tuple(each for each in call.guests if each.id != guest.id))


def send_away(draft: Draft, call: Call, guest: Guest) -> Call:
    """Her leg is hung up, or her telephone silenced."""
    if guest.leg is not None:
        draft.do(EndLeg(leg=guest.leg))
    elif guest.role is GuestRole.THIRD_PARTY:
        draft.do(StopParty(call_id=call.id, guest_id=guest.id))
    return without_guest(call, guest)


def dismiss_guests(draft: Draft, call: Call) -> None:
    """The call needs its guests no longer; colleagues are free again at once. The caller clears `guests`."""
    for guest in call.guests:
        send_away(draft, call, guest)
    for offer in consults_of(draft, call.id):
        end_consult(draft, offer)


def end_consult(draft: Draft, offer: Offer) -> None:
    """The colleague is free again; she has nothing to write."""
    if offer.state is OfferState.CONSULTING:
        close_offer(draft, offer, OfferState.FINISHED, reason="consult_over")
        draft.put(set_free(draft.counsellors[offer.counsellor_id], draft.now))
    else:
        close_offer(draft, offer, OfferState.RESCINDED, reason="consult_over")


def promote(draft: Draft, call: Call, colleague: Guest) -> None:
    """The colleague is the counsellor from now on, and the caller hears her. The main offer is over already."""
    if call.counsellor_leg is not None:
        draft.do(EndLeg(leg=call.counsellor_leg))
    for offer in consults_of(draft, call.id):
        draft.put(replace(offer, state=OfferState.ACCEPTED, consult=False))
    if call.on_hold and call.room is not None:
        draft.do(HoldCaller(call_id=call.id, room=call.room, leg=call.leg, held=False))
    promoted = replace(
        without_guest(call, colleague),
        counsellor_id=colleague.ref,
        counsellor_leg=colleague.leg,
        on_hold=False,
        hold_since=None,
        muted=False,
    )
    draft.put(promoted)
    for guest in promoted.guests:
        if guest.joined and guest.role in SUPERVISION:
            set_supervision(draft, promoted, guest)


def set_supervision(draft: Draft, call: Call, guest: Guest) -> None:
    """Who hears her; said anew when she joins, when her role changes and when the counsellor does."""
    if call.room is not None and guest.leg is not None and call.counsellor_leg is not None:
        draft.do(
            SetSupervision(
                call_id=call.id,
                room=call.room,
                leg=guest.leg,
                role=guest.role.value,
                counsellor_leg=call.counsellor_leg,
            )
        )
