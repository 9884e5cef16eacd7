"""Whether the same telephone has rung lately, told by a mark that stands for its number."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from helpline.calls.ports import Clock

_LATELY = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """`count` rings of the mark in the last hour; `place_since` is the place that a lost call had."""

    mark: str | None = None
    count: int = 0
    place_since: datetime | None = None


class Rings(Protocol):
    def rings_of(self, mark: str, since: datetime) -> int: ...
    def lost_place(self, mark: str, since: datetime) -> datetime | None:
        """The place of the latest call that waited and was lost since, if nothing has come after it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeats:
    """`mark_of` turns a number into its mark; a withheld number has none, and no past."""

    rings: Rings
    mark_of: Callable[[str], str]
    clock: Clock
    redial_keeps: timedelta

    def of(self, number: str | None) -> Before:
        if number is None:
            return Before()
        mark, now = self.mark_of(number), self.clock.now()
        return Before(
            mark=mark,
            count=self.rings.rings_of(mark, now - _LATELY),
            place_since=self.rings.lost_place(mark, now - self.redial_keeps),
        )
