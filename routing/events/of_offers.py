"""What becomes of an offer, at a browser or by telephone, and what is taken out of turn."""

from dataclasses import dataclass

from routing.events.base import AnyEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class Accept(AnyEvent):
    offer_id: str
    counsellor_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decline(AnyEvent):
    offer_id: str
    counsellor_id: str
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CallIn(AnyEvent):
    """The accepting browser's leg has reached us and wants to be let in."""

    offer_id: str
    counsellor_id: str
    leg: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pick(AnyEvent):
    """A counsellor takes this waiting call herself, whoever's turn it is."""

    call_id: str
    counsellor_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Assign(AnyEvent):
    """A supervisor has this waiting call offered to one counsellor, whoever's turn it is."""

    call_id: str
    counsellor_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneRings(AnyEvent):
    """The carrier has begun to ring a telephone for this offer, on this leg."""

    offer_id: str
    leg: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PressOne(AnyEvent):
    """Whoever answered the telephone pressed 1: a person, not an answering machine."""

    offer_id: str
    leg: str
