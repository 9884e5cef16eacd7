"""The envelope of what was said: padded, versioned, and good in one place only."""

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_VERSION = b"\x01"
_NONCE = 12
_STEP = 256


class Unreadable(Exception):
    """Altered, cut, moved to another row, of an unknown version, or its key is gone."""


def seal(key: bytes, text: str, *, place: str) -> bytes:
    """`place` names the one row and field where the envelope can be opened.

    The plain text is padded to steps of 256 bytes, so that its length tells little.
    """
    plain = text.encode()
    padded = len(plain).to_bytes(4, "big") + plain
    padded += b"\0" * (-len(padded) % _STEP)
    nonce = secrets.token_bytes(_NONCE)
    return _VERSION + nonce + AESGCM(key).encrypt(nonce, padded, place.encode())


def unseal(key: bytes, envelope: bytes, *, place: str) -> str:
    """Raises Unreadable."""
    if envelope[:1] != _VERSION:
        raise Unreadable("unknown version")
    nonce, sealed = envelope[1 : 1 + _NONCE], envelope[1 + _NONCE :]
    try:
        padded = AESGCM(key).decrypt(nonce, sealed, place.encode())
    except (InvalidTag, ValueError) as error:
        raise Unreadable("altered, cut or moved") from error
    length = int.from_bytes(padded[:4], "big")
    return padded[4 : 4 + length].decode()
