"""Outside parties and supervisors in the room of a talk."""

from dataclasses import dataclass

from routing.events.base import AnyEvent
from routing.state import GuestRole


@dataclass(frozen=True, slots=True, kw_only=True)
class AddThirdParty(AnyEvent):
    """Ring an allow-listed outside party into the talk; `party` names its entry, not its number."""

    call_id: str
    counsellor_id: str
    party: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyRings(AnyEvent):
    """The carrier has begun to ring the party, on this leg."""

    call_id: str
    guest_id: str
    leg: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveGuest(AnyEvent):
    """The counsellor lets an outside party go."""

    call_id: str
    counsellor_id: str
    guest_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOut(AnyEvent):
    """The counsellor leaves caller and outside party to each other."""

    call_id: str
    counsellor_id: str
    guest_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Supervise(AnyEvent):
    """A supervisor wants to listen, whisper or barge, or to change from one to another; with her reason."""

    call_id: str
    supervisor_id: str
    role: GuestRole
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SuperviseIn(AnyEvent):
    """The supervisor's leg has reached us and wants to be let in."""

    call_id: str
    supervisor_id: str
    leg: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StopSupervising(AnyEvent):
    call_id: str
    supervisor_id: str
