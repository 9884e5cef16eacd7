"""Cover against need: where too few are planned, who is missing there, and how long there is to act."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise

from shift_schedule.need import Need
from shift_schedule.plan import Duty
from shift_schedule.resolve import OpenStretch, Resolved
from shift_schedule.timetable import Timetable


class ShortageKind(StrEnum):
    GAP = "gap"  # nobody at all
    UNDER_STAFFED = "under_staffed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortage:
    """`have` people where `need` are needed over `[starts_at, ends_at)`.

    `language` None is everybody together. `missing` are the open shifts and absences that would
    have helped there, by start.
    """

    language: str | None
    starts_at: datetime
    ends_at: datetime
    need: int
    have: int
    missing: tuple[OpenStretch, ...] = ()

    @property
    def kind(self) -> ShortageKind:
        return ShortageKind.UNDER_STAFFED if self.have else ShortageKind.GAP

    @property
    def person_hours(self) -> float:
        return (self.need - self.have) * ((self.ends_at - self.starts_at) / timedelta(hours=1))

    def time_left(self, now: datetime) -> timedelta:
        """Until it begins; zero when it has."""
        return max(self.starts_at - now, timedelta())


def shortages(resolved: Resolved, needs: Iterable[Need], *, now: datetime) -> list[Shortage]:
    """Every stretch from `now` on with fewer people on the line than needed.

    By start, the total before the languages. Exact to the instant, not to the half-hour: somebody
    who leaves ten minutes early leaves a shortage of ten minutes. Neighbours with the same numbers
    are one stretch. Nothing is ever said about the past.
    """
    table = Timetable(resolved.held[Duty.LINE])
    ahead = sorted((need for need in needs if need.ends_at > now), key=lambda need: need.starts_at)
    pieces = (piece for need in ahead for piece in _of_one(table, need, now))
    joined = _joined(pieces)
    open_ = [each for each in resolved.open if each.duty is Duty.LINE]
    found = (replace(each, missing=_missing(each, open_)) for each in joined)
    return sorted(found, key=lambda each: (each.starts_at, each.language or ""))


def _of_one(table: Timetable, need: Need, now: datetime) -> Iterator[Shortage]:
    start = max(need.starts_at, now)
    inside = (edge for edge in table.changes(start, need.ends_at) if edge > start)
    edges = [start, *inside, need.ends_at]
    for begin, end in pairwise(edges):
        on = table.at(begin)
        wanted: list[tuple[str | None, int, int]] = [(None, need.total, len(on))]
        for spoken, number in need.by_language.items():
            wanted.append((spoken, number, sum(spoken in each for each in on.values())))
        for language, number, have in wanted:
            if have < number:
                yield Shortage(
                    language=language, starts_at=begin, ends_at=end, need=number, have=have
                )


def _joined(pieces: Iterable[Shortage]) -> list[Shortage]:
    last: dict[str | None, Shortage] = {}
    done = []
    for piece in pieces:
        before = last.get(piece.language)
        if before is not None and _same(before, piece):
            last[piece.language] = replace(before, ends_at=piece.ends_at)
            continue
        if before is not None:
            done.append(before)
        last[piece.language] = piece
    return [*done, *last.values()]


def _same(before: Shortage, after: Shortage) -> bool:
    return before.ends_at == after.starts_at and (before.need, before.have) == (
        after.need,
        after.have,
    )


def _missing(shortage: Shortage, open_: Iterable[OpenStretch]) -> tuple[OpenStretch, ...]:
    return tuple(
        each
        for each in open_
        if each.starts_at < shortage.ends_at and shortage.starts_at < each.ends_at
        if shortage.language is None or shortage.language in each.languages
    )
