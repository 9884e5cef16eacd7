"""What the legs of guests do: a colleague's calls in, any of them joins the room, or is gone."""

from routing.commands import SayGoodbye
from routing.draft import Draft
from routing.guests import (
    consults_of,
    end_consult,
    set_supervision,
    with_guest,
    without_guest,
)
from routing.moves import end_call
from routing.replacing import replace
from routing.result import Answer, Reply
from routing.state import SUPERVISION, Call, Guest, GuestRole, Offer, Party


def guest_of_leg(draft: Draft, leg: str) -> tuple[Call, Guest] | None:
    """The live call the leg is a guest in."""
    for call in draft.calls.values():
        for guest in call.guests:
            if guest.leg == leg:
                return call, guest
    return None


def colleague_calls_in(draft: Draft, offer: Offer, leg: str) -> Reply:
    """Let the colleague's browser in, once."""
    call = draft.calls[offer.call_id]
    guest = next((each for each in call.guests if each.role is GuestRole.CONSULT), None)
    if guest is not None and guest.leg != leg:
        return Reply(answer=Answer.NOT_POSSIBLE, call_id=call.id)
    if guest is None:
        number = call.guests_made + 1
        guest = Guest(
            id=f"{call.id}-{number}", role=GuestRole.CONSULT, ref=offer.counsellor_id, leg=leg
        )
        draft.put(with_guest(replace(call, guests_made=number), guest))
    return Reply(answer=Answer.JOIN, call_id=call.id)


def guest_joined(draft: Draft, call: Call, guest: Guest) -> Reply:
    if guest.joined:
        return Reply(answer=Answer.NOTHING, call_id=call.id)
    there = replace(guest, joined=True)
    draft.put(with_guest(call, there))
    if there.role in SUPERVISION:
        set_supervision(draft, call, there)
    return Reply(answer=Answer.DONE, call_id=call.id)


def guest_gone(draft: Draft, call: Call, guest: Guest) -> Reply:
    """Control stays with the counsellor. A party to whom she was handed has ended the call."""
    left = without_guest(call, guest)
    draft.put(left)
    if guest.role is GuestRole.CONSULT:
        for offer in consults_of(draft, call.id):
            end_consult(draft, offer)
    if call.handed_out:
        draft.do(SayGoodbye(call_id=call.id, leg=call.leg))
        end_call(draft, left, by=Party.PARTNER)
    return Reply(answer=Answer.DONE, call_id=call.id)
