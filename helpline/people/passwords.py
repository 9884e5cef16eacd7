"""Passwords: Argon2id, checked for length before any work is done on them."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

LONGEST = 128
SHORTEST = 8
# The floor of the password-storage guidance: 19 MiB, two passes, one lane.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
# Verified against when a login is unknown, so that the answer takes as long.
_NOBODY = _HASHER.hash("nobody has this password")


class BadPassword(ValueError):
    """Too short or too long to be one."""


def hash_password(password: str) -> str:
    """Raises BadPassword."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise BadPassword(f"a password has {SHORTEST} to {LONGEST} characters")
    return _HASHER.hash(password)


def is_right(password_hash: str | None, password: str) -> bool:
    """The same work for an unknown login (`None`); a password that is too long costs nothing."""
    if len(password) > LONGEST:
        return False
    try:
        _HASHER.verify(password_hash or _NOBODY, password)
    except (VerificationError, InvalidHashError, UnicodeEncodeError):
        return False
    return password_hash is not None


def needs_rehash(password_hash: str) -> bool:
    """True when the floor has risen since it was made."""
    return _HASHER.check_needs_rehash(password_hash)
