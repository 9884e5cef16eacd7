"""Whom the line may ring: its own on-call telephones, listed parties, and callers who asked for it."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from helpline.calls.line_ports import LineBook
from helpline.calls.ports import CarrierRefused
from helpline.telephony.addresses import Addresses
from routing.commands import DialParty, DialPhone

_PROGRESS = ["initiated", "ringing", "answered", "completed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RingingOut:
    """Each gives the new leg. Raises CarrierRefused for whoever is not on the list.

    Shown to whoever is rung is the number of the line, and never a caller's.
    """

    line: LineBook
    addresses: Addresses
    number: str
    phone_ring: timedelta
    party_ring: timedelta

    def telephone(self, client: Any, command: DialPhone) -> str:
        """Whoever answers is asked to press 1."""
        to = self.line.telephone(command.counsellor_id)
        if to is None:
            raise CarrierRefused("she has no telephone")
        rung = client.calls.create(
            to=to,
            from_=self.number,
            url=self.addresses.phone(command.offer_id),
            fallback_url=self.addresses.phone(command.offer_id, 1),
            status_callback=self.addresses.phone_status(command.offer_id),
            status_callback_event=_PROGRESS,
            timeout=_seconds(self.phone_ring),
        )
        return str(rung.sid)

    def party(self, client: Any, command: DialParty) -> str:
        """Straight into the room, where the counsellor hears it ring."""
        party = self.line.party(command.party)
        if party is None:
            raise CarrierRefused("not on the list")
        rung = client.conferences(f"call-{command.call_id}").participants.create(
            to=party.number,
            from_=self.number,
            label=command.guest_id,
            early_media=True,
            beep="false",
            end_conference_on_exit=False,
            status_callback=self.addresses.status(),
            timeout=_seconds(self.party_ring),
        )
        return str(rung.call_sid)

    def caller(self, client: Any, message_id: str, number: str) -> str:
        rung = client.calls.create(
            to=number,
            from_=self.number,
            url=self.addresses.call_back(message_id),
            status_callback=self.addresses.call_back_status(message_id),
            status_callback_event=_PROGRESS,
            timeout=_seconds(self.phone_ring),
        )
        return str(rung.sid)


def _seconds(span: timedelta) -> int:
    return round(span.total_seconds())
