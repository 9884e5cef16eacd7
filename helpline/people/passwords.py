"""Passwords: Argon2id, checked for length before any work is done on them."""

from collections.abc import Iterable
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

LONGEST = 128
SHORTEST = 8
_WORTH_NOTICING = 4
_DIFFERENT = 4
# The floor of the password-storage guidance: 19 MiB, two passes, one lane.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
# Verified against when a login is unknown, so that the answer takes as long.
_NOBODY = _HASHER.hash("nobody has this password")


class BadPassword(ValueError):
    """Too short, too long, or among the first that anybody would try."""


def hash_password(password: str) -> str:
    """Raises BadPassword."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise BadPassword(f"a password has {SHORTEST} to {LONGEST} characters")
    return _HASHER.hash(password)


def refuse_common(password: str, about: Iterable[str]) -> None:
    """Raises BadPassword for one that is among thirty thousand common ones, or made of her own name.

    Nothing is asked about signs and digits, and no password grows old: both make people choose worse.
    """
    if not SHORTEST <= len(password) <= LONGEST:
        raise BadPassword(f"a password has {SHORTEST} to {LONGEST} characters")
    lowered = password.lower()
    own = (word.lower() for word in about if len(word) >= _WORTH_NOTICING)
    if (
        lowered in _common()
        or len(set(lowered)) < _DIFFERENT
        or any(map(lowered.__contains__, own))
    ):
        raise BadPassword("this password is among the first that would be tried")


@cache
def _common() -> frozenset[str]:
    from zxcvbn.frequency_lists import FREQUENCY_LISTS  # noqa: PLC0415 -- thirty thousand words, seldom needed

    return frozenset(FREQUENCY_LISTS["passwords"])


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
