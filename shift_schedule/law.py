"""Kazakhstan's rules of working time as a dated table: each number with its article beside it.

The numbers decide nothing here; `law_checks.py` applies them. What could not be read in the law's
own text is marked unconfirmed and is a parameter: a lawyer's word replaces it without new code.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

_H = timedelta(hours=1)


class LawError(ValueError):
    """The table has no rule, or two, for that day; or a confirmed number was to be replaced."""


class Rule(StrEnum):
    """What is limited. The words for people stand in the catalogues, by these codes."""

    WEEKLY_NORM = "weekly_norm"
    WEEKLY_NORM_SHORTENED = "weekly_norm_shortened"
    LONGEST_SHIFT = "longest_shift"
    REST_BETWEEN_SHIFTS = "rest_between_shifts"
    TWO_IN_A_ROW = "two_in_a_row"
    WEEKLY_REST = "weekly_rest"
    ROSTER_NOTICE = "roster_notice"
    NIGHT_STARTS = "night_starts"
    NIGHT_ENDS = "night_ends"
    NIGHT_FORBIDDEN = "night_forbidden"
    NIGHT_CONSENT = "night_consent"
    OVERTIME_DAY = "overtime_day"
    OVERTIME_MONTH = "overtime_month"
    OVERTIME_YEAR = "overtime_year"
    OVERTIME_CONSENT = "overtime_consent"
    OVERTIME_FORBIDDEN = "overtime_forbidden"
    MEAL_BREAK = "meal_break"
    MEAL_BREAK_AFTER = "meal_break_after"


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A rule as it stands from `since` until `until` (left out; None: still).

    `limit` is a length; times of day are lengths since midnight; a bare prohibition is zero.
    """

    rule: Rule
    article: str
    limit: timedelta
    since: date
    until: date | None = None
    confirmed: bool = True

    def stands_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)


_CODE = date(2016, 1, 1)  # the Labour Code of 2015 came into force
_NOTICE = date(2023, 7, 1)  # law 226-VII

KAZAKHSTAN: tuple[Article, ...] = (
    Article(rule=Rule.WEEKLY_NORM, article="68", limit=40 * _H, since=_CODE),
    # Disability of groups I and II, heavy work, age 16 to 18.
    Article(rule=Rule.WEEKLY_NORM_SHORTENED, article="68", limit=36 * _H, since=_CODE),
    # Shifts of 24 hours are unlawful, 12 the most: the ministry's answer; it is an answer's date here.
    Article(
        rule=Rule.LONGEST_SHIFT,
        article="Ministry of Labour, 2025-11-24",
        limit=12 * _H,
        since=_CODE,
    ),
    Article(
        rule=Rule.REST_BETWEEN_SHIFTS, article="83", limit=12 * _H, since=_CODE, confirmed=False
    ),
    # The law forbids two shifts in a row; that less than this between them is "in a row" is ours.
    Article(rule=Rule.TWO_IN_A_ROW, article="73", limit=1 * _H, since=_CODE, confirmed=False),
    # No Kazakh source for a number (42 h is the Russian code's): off until a lawyer gives one.
    Article(rule=Rule.WEEKLY_REST, article="84", limit=0 * _H, since=_CODE, confirmed=False),
    Article(
        rule=Rule.ROSTER_NOTICE,
        article="73",
        limit=timedelta(days=30),
        since=_CODE,
        until=_NOTICE,
        confirmed=False,  # older texts say "one month"
    ),
    Article(rule=Rule.ROSTER_NOTICE, article="73", limit=timedelta(days=10), since=_NOTICE),
    Article(rule=Rule.NIGHT_STARTS, article="76", limit=22 * _H, since=_CODE),
    Article(rule=Rule.NIGHT_ENDS, article="76", limit=6 * _H, since=_CODE),
    # Whose nights are forbidden or need consent is a flag of each person: art. 76 is to be confirmed.
    Article(rule=Rule.NIGHT_FORBIDDEN, article="76", limit=0 * _H, since=_CODE, confirmed=False),
    Article(rule=Rule.NIGHT_CONSENT, article="76", limit=0 * _H, since=_CODE, confirmed=False),
    Article(rule=Rule.OVERTIME_DAY, article="78", limit=2 * _H, since=_CODE),
    Article(rule=Rule.OVERTIME_MONTH, article="78", limit=12 * _H, since=_CODE),
    Article(rule=Rule.OVERTIME_YEAR, article="78", limit=120 * _H, since=_CODE),
    Article(rule=Rule.OVERTIME_CONSENT, article="77", limit=0 * _H, since=_CODE),
    # For whom no consent is enough is a flag of each person: the list of art. 77 is to be confirmed.
    Article(rule=Rule.OVERTIME_FORBIDDEN, article="77", limit=0 * _H, since=_CODE, confirmed=False),
    Article(rule=Rule.MEAL_BREAK, article="81", limit=_H / 2, since=_CODE),
    # From which length on a meal break is owed: the article's words were not seen.
    Article(rule=Rule.MEAL_BREAK_AFTER, article="81", limit=4 * _H, since=_CODE, confirmed=False),
)


def law_on(day: date, table: Iterable[Article] = KAZAKHSTAN) -> Mapping[Rule, Article]:
    """Every rule as it stands on `day`. Raises LawError when one is missing or stands twice."""
    found: dict[Rule, Article] = {}
    for article in table:
        if article.stands_on(day):
            if article.rule in found:
                raise LawError(f"{article.rule} stands twice on {day}")
            found[article.rule] = article
    missing = [rule.value for rule in Rule if rule not in found]
    if missing:
        raise LawError(f"no law on {day} about {', '.join(missing)}")
    return found


def with_parameters(
    table: Iterable[Article], limits: Mapping[Rule, timedelta]
) -> tuple[Article, ...]:
    """The table with unconfirmed numbers replaced, and confirmed by that.

    Raises LawError for a number the law's own text gives: that changes by a new dated row.
    """
    rows = tuple(table)
    open_ = {row.rule for row in rows if not row.confirmed}
    fixed = [rule.value for rule in limits if rule not in open_]
    if fixed:
        raise LawError(f"the law itself gives {', '.join(sorted(fixed))}")
    return tuple(
        replace(row, limit=limits[row.rule], confirmed=True)
        if row.rule in limits and not row.confirmed
        else row
        for row in rows
    )
