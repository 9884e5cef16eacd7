"""Second factors as the use cases see them."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class FactorKind(StrEnum):
    CODE = "code"
    KEY = "key"


@dataclass(frozen=True, slots=True, kw_only=True)
class Factor:
    """`material` is the secret of a code or the public key of a security key; `used` only ever rises."""

    id: str
    person_id: str
    kind: FactorKind
    name: str
    added_at: datetime
    confirmed: bool = False
    material: bytes = field(repr=False)
    credential: bytes | None = None
    used: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class HalfSession:
    """The password was right; the second factor is still to come. It opens nothing else."""

    digest: str = field(repr=False)
    person_id: str
    opened_at: datetime
    tries: int = 0


class FactorBook(Protocol):
    def factors(self, person_id: str) -> list[Factor]:
        """The confirmed ones, oldest first."""

    def pending(self, person_id: str) -> Factor | None:
        """A code that has been shown and not been typed yet."""

    def add(self, factor: Factor) -> None:
        """An unconfirmed one takes the place of an earlier unconfirmed one."""

    def confirm(self, factor_id: str) -> None: ...
    def remove(self, person_id: str, factor_id: str) -> bool: ...
    def use(self, factor_id: str, number: int) -> bool:
        """Raise `used` to the number; False when it was as high already: somebody was first."""

    def set_recovery(self, person_id: str, digests: Collection[str]) -> None:
        """In place of all earlier ones."""

    def use_recovery(self, person_id: str, digest: str) -> bool:
        """True once."""

    def recovery_left(self, person_id: str) -> int: ...
    def open_half(self, half: HalfSession) -> None: ...
    def half(self, digest: str, since: datetime) -> HalfSession | None:
        """None when unknown, over, or opened before `since`."""

    def count_try(self, digest: str) -> None: ...
    def end_half(self, digest: str) -> None: ...
    def keep_challenge(self, owner: str, challenge: bytes, now: datetime) -> None: ...
    def take_challenge(self, owner: str, since: datetime) -> bytes | None:
        """Once; None when there is none or it is older than `since`."""

    def forget(self, before: datetime) -> int:
        """Half sessions and challenges older than that; gives their number."""
