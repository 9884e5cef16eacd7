"""What the carrier must be asked to do after a decision has been committed. Each is safe to repeat."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class _AboutCall:
    call_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveCallerIn:
    """Bring the waiting caller into the room of her call, now."""

    call_id: str
    leg: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnCaller:
    """The counsellor was lost: tell the caller so and let her wait on, at the head."""

    call_id: str
    leg: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SayGoodbye:
    """End the caller's leg with a spoken goodbye."""

    call_id: str
    leg: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EndLeg:
    """Hang up a leg that belongs to nothing any more."""

    leg: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldCaller:
    call_id: str
    room: str
    leg: str
    held: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MuteLeg:
    call_id: str
    room: str
    leg: str
    muted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DialPhone(_AboutCall):
    """Ring the on-call telephone of this person; whoever answers is asked to press 1."""

    offer_id: str
    counsellor_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StopDialling(_AboutCall):
    """Do not ring it any more; no leg of it is known yet."""

    offer_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SendToPartner(_AboutCall):
    """Ring the partner line for the waiting caller; she keeps her place until it answers."""

    leg: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DialParty(_AboutCall):
    """Ring the allow-listed party into the room."""

    guest_id: str
    party: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StopParty(_AboutCall):
    """Do not ring it any more; no leg of it is known yet."""

    guest_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetSupervision(_AboutCall):
    """Who hears this supervisor: nobody, the counsellor's leg alone, or everybody in the room."""

    room: str
    leg: str
    role: str
    counsellor_leg: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SayToSilent(_AboutCall):
    """Play the line for a caller who cannot speak: that she may press a key, and that we stay."""

    room: str
    leg: str
    language: str | None


Command = (
    MoveCallerIn
    | ReturnCaller
    | SayGoodbye
    | EndLeg
    | HoldCaller
    | MuteLeg
    | DialPhone
    | StopDialling
    | SendToPartner
    | DialParty
    | StopParty
    | SetSupervision
    | SayToSilent
)
