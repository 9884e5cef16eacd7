"""One person's duty against the law: violations as values, never as sentences."""

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from shift_schedule.hours import Accounting, by_month, monthly_norm, paid_time
from shift_schedule.law import KAZAKHSTAN, Article, Rule, law_on
from shift_schedule.plan import Roster
from shift_schedule.shift import Shift
from shift_schedule.wall_time import day_bounds, local_day

_NOTHING = timedelta()
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the law asks of a person. Flags only: the reason for one is nobody's business here."""

    person_id: str
    shortened_week: bool = False
    no_nights: bool = False
    nights_need_consent: bool = False
    night_consent: bool = False
    overtime_consent: bool = False
    no_overtime: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """`found` against `limit` of a rule over `[starts_at, ends_at)`, by the shifts `shift_ids`."""

    rule: Rule
    article: str
    person_id: str
    starts_at: datetime
    ends_at: datetime
    found: timedelta
    limit: timedelta
    shift_ids: tuple[str, ...] = ()


def violations(
    facts: Facts, shifts: Iterable[Shift], accounting: Accounting, *, away: Set[date] = frozenset()
) -> list[Violation]:
    """All that one person's shifts break, by start and rule.

    Give every duty she has, at home too, of whole months; `away` are her days of approved leave.
    Overtime is what the hours of a month exceed its norm by (summarised accounting, art. 75).
    """
    mine = sorted(
        (shift for shift in shifts if shift.person_id == facts.person_id),
        key=lambda each: (each.starts_at, each.id),
    )
    found = [
        *_each_shift(facts, mine, accounting),
        *_rest(facts, mine, accounting),
        *_weekly_rest(facts, mine, accounting),
        *_overtime(facts, mine, accounting, away),
    ]
    return sorted(found, key=lambda each: (each.starts_at, each.rule))


def _each_shift(facts: Facts, shifts: list[Shift], by: Accounting) -> Iterator[Violation]:
    longest, meal = by.law[Rule.LONGEST_SHIFT], by.law[Rule.MEAL_BREAK]
    for shift in shifts:
        length = shift.ends_at - shift.starts_at
        if length > longest.limit:
            yield _of(longest, facts, length, shift)
        unpaid = by.unpaid.get(shift.id)
        owed = length > by.law[Rule.MEAL_BREAK_AFTER].limit
        # A break that was not planned as unpaid is a place and time to eat inside working time.
        if owed and unpaid is not None and unpaid < meal.limit:
            yield _of(meal, facts, unpaid, shift)
        night = by.night_hours(shift.starts_at, shift.ends_at)
        if night and facts.no_nights:
            yield _of(by.law[Rule.NIGHT_FORBIDDEN], facts, night, shift)
        elif night and facts.nights_need_consent and not facts.night_consent:
            yield _of(by.law[Rule.NIGHT_CONSENT], facts, night, shift)


def _rest(facts: Facts, shifts: list[Shift], by: Accounting) -> Iterator[Violation]:
    rest, row = by.law[Rule.REST_BETWEEN_SHIFTS], by.law[Rule.TWO_IN_A_ROW]
    for before, after in pairwise(shifts):
        if before.id == after.id:  # one shift that leave has cut in two
            continue
        between = after.starts_at - before.ends_at
        if between < row.limit:
            yield _of(row, facts, max(between, _NOTHING), before, after)
        if between < rest.limit:
            yield _of(rest, facts, max(between, _NOTHING), before, after)


def _weekly_rest(facts: Facts, shifts: list[Shift], by: Accounting) -> Iterator[Violation]:
    """The longest time off in each local week, from Monday, in which there is a shift."""
    rule = by.law[Rule.WEEKLY_REST]
    days = (local_day(shift.starts_at, by.zone) for shift in shifts)
    for monday in sorted({day - timedelta(days=day.weekday()) for day in days}):
        start = day_bounds(monday, by.zone)[0]
        end = day_bounds(monday + _WEEK, by.zone)[0]
        inside = [each for each in shifts if each.starts_at < end and each.ends_at > start]
        edges = [start, *(edge for each in inside for edge in (each.starts_at, each.ends_at)), end]
        free = max(after - before for before, after in zip(edges[::2], edges[1::2], strict=True))
        if free < rule.limit:
            yield _of(rule, facts, free, *inside)


def _overtime(
    facts: Facts, shifts: list[Shift], by: Accounting, away: Set[date]
) -> Iterator[Violation]:
    month_rule, year_rule = by.law[Rule.OVERTIME_MONTH], by.law[Rule.OVERTIME_YEAR]
    years: dict[int, timedelta] = {}
    for (year, month), inside in by_month(shifts, by.zone).items():
        worked = sum((paid_time(shift, by) for shift in inside), _NOTHING)
        over = worked - monthly_norm(year, month, weekly_norm(facts, by.law), by.calendar, away)
        if over <= _NOTHING:
            continue
        if (rule := _not_beyond(facts, by.law)) is not None:
            yield _of(rule, facts, over, *inside)
        if over > month_rule.limit:
            yield _of(month_rule, facts, over, *inside)
        before = years.get(year, _NOTHING)
        years[year] = before + over
        if before <= year_rule.limit < years[year]:
            yield _of(year_rule, facts, years[year], *inside)


def _not_beyond(facts: Facts, law: Mapping[Rule, Article]) -> Article | None:
    """What any hour beyond the norm breaks: where it is forbidden no consent helps."""
    if facts.no_overtime:
        return law[Rule.OVERTIME_FORBIDDEN]
    return None if facts.overtime_consent else law[Rule.OVERTIME_CONSENT]


def weekly_norm(facts: Facts, law: Mapping[Rule, Article]) -> timedelta:
    rule = Rule.WEEKLY_NORM_SHORTENED if facts.shortened_week else Rule.WEEKLY_NORM
    return law[rule].limit


def staying_on(
    facts: Facts, shift: Shift, until: datetime, law: Mapping[Rule, Article]
) -> list[Violation]:
    """What it breaks when somebody stays after her shift: consent, two hours a day, twelve in all."""
    over, worked = until - shift.ends_at, until - shift.starts_at
    if over <= _NOTHING:
        return []
    found = []
    if (rule := _not_beyond(facts, law)) is not None:
        found.append(_of(rule, facts, over, shift))
    if over > law[Rule.OVERTIME_DAY].limit:
        found.append(_of(law[Rule.OVERTIME_DAY], facts, over, shift))
    if worked > law[Rule.LONGEST_SHIFT].limit:
        found.append(_of(law[Rule.LONGEST_SHIFT], facts, worked, shift))
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortNotice:
    """A roster made known `found` before its first day, in whole calendar days; `limit` is owed."""

    roster_id: str
    article: str
    found: timedelta
    limit: timedelta


def short_notice(
    roster: Roster, accounting: Accounting, table: Iterable[Article] = KAZAKHSTAN
) -> ShortNotice | None:
    """None when a published roster was known early enough, or is not published yet.

    Days are local calendar days: published on the 1st, in force on the 11th is ten days. The law of
    the day of publication counts. Shorter is lawful only when somebody is hired or transferred.
    """
    if roster.published_at is None:
        return None
    published = local_day(roster.published_at, accounting.zone)
    found = local_day(roster.effective_from, accounting.zone) - published
    rule = law_on(published, table)[Rule.ROSTER_NOTICE]
    if found >= rule.limit:
        return None
    return ShortNotice(roster_id=roster.id, article=rule.article, found=found, limit=rule.limit)


def _of(rule: Article, facts: Facts, found: timedelta, *shifts: Shift) -> Violation:
    return Violation(
        rule=rule.rule,
        article=rule.article,
        person_id=facts.person_id,
        starts_at=shifts[0].starts_at,
        ends_at=shifts[-1].ends_at,
        found=found,
        limit=rule.limit,
        shift_ids=tuple(dict.fromkeys(shift.id for shift in shifts)),
    )
