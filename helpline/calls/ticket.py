"""The pass with which an accepting browser calls in: bound to one offer and one person.

Its life (30 s) and its single use are enforced by `routing.leg_events.call_in`, where the offer is;
so nothing has to be stored and a repeated accept answers the same ticket.
"""

import hashlib
import hmac

_SUPERVISION = "supervise:"


def make_ticket(secret: bytes, *, offer_id: str, person_id: str) -> str:
    return f"{offer_id}~{_seal(secret, offer_id, person_id)}"


def offer_of(secret: bytes, ticket: str, *, person_id: str) -> str | None:
    """The offer the ticket was made for, or None when it is forged or somebody else's."""
    offer_id, _, seal = ticket.partition("~")
    true_seal = _seal(secret, offer_id, person_id)
    return offer_id if hmac.compare_digest(seal.encode(), true_seal.encode()) else None


def supervision(call_id: str) -> str:
    """What a supervisor's ticket is made for, instead of an offer."""
    return f"{_SUPERVISION}{call_id}"


def supervised_call(ref: str) -> str | None:
    """The call, when the ticket was a supervisor's."""
    return ref.removeprefix(_SUPERVISION) if ref.startswith(_SUPERVISION) else None


def _seal(secret: bytes, offer_id: str, person_id: str) -> str:
    words = f"ticket\n{offer_id}\n{person_id}".encode()
    return hmac.new(secret, words, hashlib.sha256).hexdigest()
