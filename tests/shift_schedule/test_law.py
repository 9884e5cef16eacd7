"""The table of the law: one rule for each day, each with its article, and what may be replaced."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from shift_schedule.law import KAZAKHSTAN, LawError, Rule, law_on, with_parameters

_DAY = date(2026, 3, 1)
_H = timedelta(hours=1)


@pytest.mark.parametrize(
    ("rule", "article", "hours"),
    [
        (Rule.WEEKLY_NORM, "68", 40),
        (Rule.WEEKLY_NORM_SHORTENED, "68", 36),
        (Rule.LONGEST_SHIFT, "Ministry of Labour, 2025-11-24", 12),
        (Rule.REST_BETWEEN_SHIFTS, "83", 12),
        (Rule.ROSTER_NOTICE, "73", 240),
        (Rule.NIGHT_STARTS, "76", 22),
        (Rule.NIGHT_ENDS, "76", 6),
        (Rule.OVERTIME_DAY, "78", 2),
        (Rule.OVERTIME_MONTH, "78", 12),
        (Rule.OVERTIME_YEAR, "78", 120),
        (Rule.MEAL_BREAK, "81", 0.5),
    ],
)
def test_each_number_stands_beside_its_article(rule: Rule, article: str, hours: float) -> None:
    found = law_on(_DAY)[rule]

    assert (found.article, found.limit) == (article, hours * _H)


@pytest.mark.parametrize(
    ("day", "days"),
    [(date(2023, 6, 30), 30), (date(2023, 7, 1), 10), (date(2026, 3, 1), 10)],
    ids=["the day before", "the day it came into force", "now"],
)
def test_the_notice_of_a_roster_is_that_of_the_day(day: date, days: int) -> None:
    assert law_on(day)[Rule.ROSTER_NOTICE].limit == timedelta(days=days)


def test_a_day_before_the_code_has_no_law_here() -> None:
    with pytest.raises(LawError, match="no law on 2015-12-31"):
        law_on(date(2015, 12, 31))


def test_a_rule_that_stands_twice_is_refused() -> None:
    with pytest.raises(LawError, match="stands twice"):
        law_on(_DAY, (*KAZAKHSTAN, KAZAKHSTAN[0]))


def test_an_unconfirmed_number_is_replaced_by_a_lawyers() -> None:
    table = with_parameters(KAZAKHSTAN, {Rule.WEEKLY_REST: 42 * _H})

    found = law_on(_DAY, table)[Rule.WEEKLY_REST]
    assert (found.limit, found.confirmed) == (42 * _H, True)
    assert law_on(_DAY, table)[Rule.LONGEST_SHIFT] == law_on(_DAY)[Rule.LONGEST_SHIFT]


def test_a_number_of_the_law_itself_is_not_a_parameter() -> None:
    with pytest.raises(LawError, match="longest_shift"):
        with_parameters(KAZAKHSTAN, {Rule.LONGEST_SHIFT: 24 * _H})


def test_a_new_law_is_a_dated_row() -> None:
    change = date(2027, 1, 1)
    longest = law_on(_DAY)[Rule.LONGEST_SHIFT]
    table = tuple(replace(row, until=change) if row == longest else row for row in KAZAKHSTAN)
    table += (replace(longest, limit=10 * _H, since=change),)

    assert law_on(date(2026, 12, 31), table)[Rule.LONGEST_SHIFT].limit == 12 * _H
    assert law_on(change, table)[Rule.LONGEST_SHIFT].limit == 10 * _H
