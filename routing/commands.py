"""What the carrier must be asked to do after a decision has been committed. Each is safe to repeat."""

from dataclasses import dataclass


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


Command = MoveCallerIn | ReturnCaller | SayGoodbye | EndLeg | HoldCaller | MuteLeg
