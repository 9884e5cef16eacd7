"""The word by which a practice call names its session: sealed, so that nobody can make one up.

Whether the session still runs is looked up when the call arrives, in `routing.training_events`.
"""

import hashlib
import hmac


def make_training_ticket(secret: bytes, session_id: str) -> str:
    return f"{session_id}~{_seal(secret, session_id)}"


def session_of(secret: bytes, ticket: str) -> str | None:
    """None when it is forged, cut or altered."""
    session_id, _, seal = ticket.partition("~")
    true_seal = _seal(secret, session_id)
    same = hmac.compare_digest(seal.encode(errors="replace"), true_seal.encode())
    return session_id if same else None


def _seal(secret: bytes, session_id: str) -> str:
    words = f"training\n{session_id}".encode(errors="replace")
    return hmac.new(secret, words, hashlib.sha256).hexdigest()
