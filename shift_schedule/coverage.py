"""Stretches in which nobody on the rota answers in a language."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from shift_schedule.shift import Shift


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Nobody covers `language` over `[starts_at, ends_at)`."""

    language: str
    starts_at: datetime
    ends_at: datetime


def gaps(
    shifts: Iterable[Shift], start: datetime, end: datetime, languages: Iterable[str]
) -> list[Gap]:
    """By language in the given order, then by time. Shifts that meet leave no gap between them."""
    planned = sorted(shifts, key=lambda shift: shift.starts_at)
    return [gap for language in languages for gap in _of_one(planned, start, end, language)]


def _of_one(shifts: list[Shift], start: datetime, end: datetime, language: str) -> list[Gap]:
    found = []
    covered_until = start
    for shift in shifts:
        if language not in shift.languages or shift.ends_at <= covered_until:
            continue
        if shift.starts_at >= end:
            break
        if shift.starts_at > covered_until:
            found.append(Gap(language=language, starts_at=covered_until, ends_at=shift.starts_at))
        covered_until = shift.ends_at
    if covered_until < end:
        found.append(Gap(language=language, starts_at=covered_until, ends_at=end))
    return found
