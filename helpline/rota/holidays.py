"""The production calendar: what the library knows of Kazakhstan, and over it what the house has written."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from functools import lru_cache
from importlib.metadata import version
from typing import Protocol

import holidays

from shift_schedule.hours import Calendar

_COUNTRY = "KZ"


class DayKind(StrEnum):
    HOLIDAY = "holiday"
    DAY_OFF = "day_off"  # a working day moved away
    WORKING_DAY = "working_day"  # a weekend day worked instead
    ORDINARY = "ordinary"  # what the library says of it is not so


class HolidayTable(Protocol):
    def own(self, first: date, last: date) -> Mapping[date, DayKind]:
        """What the house has written over the library."""


@lru_cache(maxsize=16)
def official(year: int) -> Mapping[date, DayKind]:
    """As the library of this release has it; moved days are days off, not holidays."""
    known = holidays.country_holidays(_COUNTRY, years=year, language="en_US")
    found = {day: _kind(words) for day, words in known.items()}
    worked = {day for day in known.weekend_workdays if day.year == year}
    return found | dict.fromkeys(worked, DayKind.WORKING_DAY)


def release() -> str:
    """Of the library: with another one the list may be another."""
    return version("holidays")


def calendar(table: HolidayTable, first: date, last: date) -> Calendar:
    """Of the days `first` to `last`, both in."""
    days = {
        day: kind
        for year in range(first.year, last.year + 1)
        for day, kind in official(year).items()
        if first <= day <= last
    }
    days |= table.own(first, last)
    return Calendar(
        holidays=_of(days, DayKind.HOLIDAY),
        days_off=_of(days, DayKind.DAY_OFF),
        working_days=_of(days, DayKind.WORKING_DAY),
    )


def _kind(words: str) -> DayKind:
    moved = "observed" in words or words.startswith("Day off")
    return DayKind.DAY_OFF if moved else DayKind.HOLIDAY


def _of(days: Mapping[date, DayKind], kind: DayKind) -> frozenset[date]:
    return frozenset(day for day, each in days.items() if each is kind)
