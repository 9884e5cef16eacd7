"""What the carrier's answer to a command means for the line."""

from routing.commands import Command, DialParty, DialPhone
from routing.events import Decline, Due, Event, PartyRings, PhoneRings, TimerKind


def of_ringing(command: Command, leg: str) -> Event | None:
    """From now on it is known which leg to hang up."""
    match command:
        case DialPhone() as asked:
            return PhoneRings(id=f"rings:{leg}", offer_id=asked.offer_id, leg=leg)
        case DialParty() as asked:
            guest_id = asked.guest_id
            return PartyRings(
                id=f"party-rings:{leg}", call_id=asked.call_id, guest_id=guest_id, leg=leg
            )
        case _:
            return None


def of_refusal(command: Command) -> Event | None:
    """A telephone that cannot be rung is as good as declined: the next one is tried at once."""
    match command:
        case DialPhone() as asked:
            return Decline(
                id=f"refused:{asked.offer_id}",
                offer_id=asked.offer_id,
                counsellor_id=asked.counsellor_id,
                reason="no_telephone",
            )
        case DialParty() as asked:
            return Due(
                id=f"refused:{asked.guest_id}", kind=TimerKind.GUEST_OVERDUE, ref=asked.guest_id
            )
        case _:
            return None
