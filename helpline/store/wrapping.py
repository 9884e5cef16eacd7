"""Keys wrapped by keys: AES-256-GCM, each bound to its name."""

import secrets
from collections.abc import Sequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_NONCE = 12
KEY = 32


class NoKey(Exception):
    """The key was destroyed, or it was wrapped by another master key."""


def new_key() -> bytes:
    return secrets.token_bytes(KEY)


def wrap(by: bytes, key: bytes, name: str) -> bytes:
    nonce = secrets.token_bytes(_NONCE)
    return nonce + AESGCM(by).encrypt(nonce, key, name.encode())


def unwrap(by: Sequence[bytes], wrapped: bytes, name: str) -> bytes:
    """The first of several keys that opens it: while a master key is changed there are two."""
    for each in by:
        try:
            return AESGCM(each).decrypt(wrapped[:_NONCE], wrapped[_NONCE:], name.encode())
        except InvalidTag:
            continue
    raise NoKey(name)
