"""A shift: an assigned stretch of duty, half-open, in aware instants."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


class ShiftError(ValueError):
    """The stretch makes no sense: naive, empty, backwards or too long."""


class Stretch(Protocol):
    """A half-open piece of time: a shift, planned or held, a leave, a need."""

    @property
    def starts_at(self) -> datetime: ...
    @property
    def ends_at(self) -> datetime: ...


def overlap(one: Stretch, other: Stretch) -> bool:
    """True when they share an instant; not when one starts as the other ends."""
    return one.starts_at < other.ends_at and other.starts_at < one.ends_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """One person's duty over `[starts_at, ends_at)`, answering in `languages`.

    Raises ShiftError when an instant is naive, the stretch is empty or the languages are.
    """

    id: str
    person_id: str
    starts_at: datetime
    ends_at: datetime
    languages: frozenset[str]

    def __post_init__(self) -> None:
        if self.starts_at.tzinfo is None or self.ends_at.tzinfo is None:
            raise ShiftError("a shift needs aware instants")
        if self.starts_at >= self.ends_at:
            raise ShiftError("a shift must end after it starts")
        if not self.languages:
            raise ShiftError("a shift needs at least one language")

    def covers(self, instant: datetime) -> bool:
        """True from the start, False at the very end."""
        return self.starts_at <= instant < self.ends_at
