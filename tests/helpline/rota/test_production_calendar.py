"""Four years of holidays and moved days, each day of them written down apart from the library."""

from datetime import date

import pytest

from helpline.rota.holidays import DayKind, official

# Article 4 of the law on holidays: New Year, Women's Day, Nauryz, Unity, Defenders, Victory, Capital.
_FIXED = "01-01 01-02 01-07 03-08 03-21 03-22 03-23 05-01 05-07 05-09 07-06 10-25 12-16"
# Kurban-ait by the moon; Constitution Day, which goes from August to March by the law of 2026.
_OF_THE_YEAR = {
    2024: "06-16 08-30",
    2025: "06-06 08-30",
    2026: "05-27",
    2027: "05-16 03-15",
}
# For a holiday at a weekend the next working day (not for religious ones), and what the government moved.
_DAYS_OFF = {
    2024: "03-25 05-08 07-08",
    2025: "01-03 03-10 03-24 03-25 07-07 09-01 10-27",
    2026: "03-09 03-24 03-25 05-11 10-26",
    2027: "01-04 03-24 05-03 05-10",
}
_WORKED = {2024: "05-04", 2025: "01-05", 2026: "", 2027: ""}


def days(year: int, words: str) -> set[date]:
    return {date.fromisoformat(f"{year}-{each}") for each in words.split()}


@pytest.mark.parametrize("year", [2024, 2025, 2026, 2027])
def test_the_production_calendar_is_the_one_of_the_country(year: int) -> None:
    found = official(year)

    by_kind = {kind: {day for day, each in found.items() if each is kind} for kind in DayKind}
    assert by_kind[DayKind.HOLIDAY] == days(year, f"{_FIXED} {_OF_THE_YEAR[year]}")
    assert by_kind[DayKind.DAY_OFF] == days(year, _DAYS_OFF[year])
    assert by_kind[DayKind.WORKING_DAY] == days(year, _WORKED[year])
