"""Whether the same telephone has rung lately, told by a mark that stands for its number."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from helpline.calls.ports import Clock

_HOUR, _WEEK = timedelta(hours=1), timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """Rings of the mark in the last hour and week; `place_since` is the place that a lost call had."""

    mark: str | None = None
    in_the_hour: int = 0
    in_the_week: int = 0
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
            in_the_hour=self.rings.rings_of(mark, now - _HOUR),
            in_the_week=self.rings.rings_of(mark, now - _WEEK),
            place_since=self.rings.lost_place(mark, now - self.redial_keeps),
        )
