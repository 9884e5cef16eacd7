"""The law at its edges: exactly at a limit is lawful, a minute over is not."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from shift_schedule.law import KAZAKHSTAN, Rule, with_parameters
from shift_schedule.law_checks import Facts, Violation, violations
from shift_schedule.shift import Shift
from tests.shift_schedule.duty_of_one import H, accounting, at, duty

_ANA = Facts(person_id="ana", overtime_consent=True)
_MINUTE = 1 / 60


def broken(facts: Facts, *shifts: Shift, **by: timedelta) -> list[Rule]:
    return [each.rule for each in violations(facts, shifts, accounting(unpaid=by))]


@pytest.mark.parametrize(
    ("hours", "lawful"), [(8, True), (12, True), (12 + _MINUTE, False), (24, False)]
)
def test_a_shift_is_at_most_twelve_hours(hours: float, lawful: bool) -> None:
    assert (Rule.LONGEST_SHIFT not in broken(_ANA, duty(2, 8, 8 + hours))) is lawful


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        (12, []),
        (12 - _MINUTE, [Rule.REST_BETWEEN_SHIFTS]),
        (1, [Rule.REST_BETWEEN_SHIFTS]),
        (1 - _MINUTE, [Rule.REST_BETWEEN_SHIFTS, Rule.TWO_IN_A_ROW]),
        (0, [Rule.REST_BETWEEN_SHIFTS, Rule.TWO_IN_A_ROW]),
        (-2, [Rule.REST_BETWEEN_SHIFTS, Rule.TWO_IN_A_ROW]),
    ],
)
def test_between_two_shifts_lies_the_rest_and_they_are_not_in_a_row(
    rest: float, expected: list[Rule]
) -> None:
    assert broken(_ANA, duty(2, 0, 8), duty(2, 8 + rest, 16 + rest)) == expected


def test_a_shift_cut_by_leave_is_still_one_shift() -> None:
    whole = duty(2, 8, 20)
    first, second = replace(whole, ends_at=at(2, 12)), replace(whole, starts_at=at(2, 14))

    assert broken(_ANA, first, second) == []


def test_the_rest_holds_across_the_change_of_a_month() -> None:
    assert broken(_ANA, duty(31, 12, 24), duty(1, 8, 16, month=4)) == [Rule.REST_BETWEEN_SHIFTS]


def test_another_persons_shifts_break_nothing_of_hers() -> None:
    assert broken(_ANA, duty(2, 0, 8), duty(2, 8, 16, who="bek")) == []


@pytest.mark.parametrize(
    ("start", "end", "night"),
    [(6, 14, 0), (14, 22, 0), (14, 22.5, 0.5), (20, 32, 8), (5, 13, 1), (22, 30, 8), (0, 6, 6)],
    ids=["from six", "until ten", "half an hour", "whole", "early", "exactly", "after midnight"],
)
def test_any_part_of_a_shift_between_ten_and_six_is_night(
    start: float, end: float, night: float
) -> None:
    forbidden = replace(_ANA, no_nights=True)

    found = violations(forbidden, [duty(2, start, end)], accounting())

    assert [each.found / H for each in found] == ([night] if night else [])
    assert {each.rule for each in found} <= {Rule.NIGHT_FORBIDDEN}


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, []),
        ({"nights_need_consent": True}, [Rule.NIGHT_CONSENT]),
        ({"nights_need_consent": True, "night_consent": True}, []),
        ({"no_nights": True, "night_consent": True}, [Rule.NIGHT_FORBIDDEN]),
    ],
    ids=["anybody", "without consent", "with consent", "consent does not lift a ban"],
)
def test_nights_ask_for_what_the_persons_flags_say(
    facts: dict[str, bool], expected: list[Rule]
) -> None:
    assert broken(replace(_ANA, **facts), duty(2, 20, 32)) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("length", "unpaid", "lawful"),
    [(8, 0.5, True), (8, 0.4, False), (8, 0, False), (4, 0, True), (4.5, 0, False)],
)
def test_a_long_shift_has_a_meal_break_of_half_an_hour(
    length: float, unpaid: float, lawful: bool
) -> None:
    shift = duty(2, 8, 8 + length)

    found = violations(_ANA, [shift], accounting(unpaid={shift.id: unpaid * H}))

    assert [each.rule for each in found] == ([] if lawful else [Rule.MEAL_BREAK])


def test_a_shift_without_a_planned_break_eats_inside_working_time() -> None:
    assert broken(_ANA, duty(2, 8, 16)) == []


def _month_of(hours: float, *, month: int = 3) -> list[Shift]:
    """Days of ten hours, the last one shorter, each on its own day."""
    full, rest = divmod(hours, 10)
    days = [duty(day, 8, 18, month=month) for day in range(1, int(full) + 1)]
    return [*days, duty(int(full) + 1, 8, 8 + rest, month=month)] if rest else days


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        (176, []),
        (177, [Rule.OVERTIME_CONSENT]),
        (188, [Rule.OVERTIME_CONSENT]),
        (189, [Rule.OVERTIME_CONSENT, Rule.OVERTIME_MONTH]),
    ],
    ids=["the norm of 22 days", "an hour over", "twelve over", "thirteen over"],
)
def test_overtime_of_a_month_is_what_exceeds_its_norm(hours: float, expected: list[Rule]) -> None:
    without_consent = Facts(person_id="ana")

    assert broken(without_consent, *_month_of(hours)) == expected


def test_where_overtime_is_forbidden_consent_does_not_help() -> None:
    facts = Facts(person_id="ana", overtime_consent=True, no_overtime=True)

    assert broken(facts, *_month_of(176)) == []
    assert broken(facts, *_month_of(177)) == [Rule.OVERTIME_FORBIDDEN]


def test_with_consent_twelve_hours_a_month_are_lawful() -> None:
    assert broken(_ANA, *_month_of(188)) == []


def test_holidays_lower_the_norm() -> None:
    free = frozenset({date(2026, 3, 9), date(2026, 3, 23), date(2026, 3, 24)})

    found = violations(_ANA, _month_of(176), accounting(holidays=free))

    (over,) = found
    assert (over.rule, over.found / H, over.limit / H) == (Rule.OVERTIME_MONTH, 24, 12)


def test_days_of_leave_lower_the_norm() -> None:
    away = {date(2026, 3, day) for day in range(23, 32)}

    found = violations(_ANA, _month_of(140), accounting(), away=away)

    assert [(each.rule, each.found / H) for each in found] == [(Rule.OVERTIME_MONTH, 20)]


def test_a_shortened_week_has_a_lower_norm() -> None:
    shortened = replace(_ANA, shortened_week=True)

    assert broken(shortened, *_month_of(158.4 + 12)) == []
    assert broken(shortened, *_month_of(158.4 + 12.5)) == [Rule.OVERTIME_MONTH]


def test_a_year_has_at_most_120_hours_of_overtime_said_once() -> None:
    norms = {1: 176, 2: 160, 3: 176, 4: 176, 5: 168, 6: 176, 7: 184, 8: 168, 9: 176, 10: 176}
    shifts = [each for month, norm in norms.items() for each in _month_of(norm + 12, month=month)]
    eleventh, twelfth = (_month_of(norm + 1, month=m) for m, norm in ((11, 168), (12, 184)))

    assert broken(_ANA, *shifts) == []
    found = violations(_ANA, [*shifts, *eleventh, *twelfth], accounting())
    assert [(each.rule, each.found / H) for each in found] == [(Rule.OVERTIME_YEAR, 121)]


def test_unpaid_breaks_do_not_count_as_work() -> None:
    shifts = _month_of(190)
    unpaid = {shift.id: H for shift in shifts}

    assert violations(_ANA, shifts, accounting(unpaid=unpaid)) == []


@pytest.mark.parametrize(("free_hours", "lawful"), [(42, True), (41, False)])
def test_a_weekly_rest_is_checked_once_a_lawyer_has_given_its_length(
    free_hours: float, lawful: bool
) -> None:
    table = with_parameters(KAZAKHSTAN, {Rule.WEEKLY_REST: 42 * H})
    week = [duty(day, 8, 18) for day in range(2, 7)]
    week += [duty(8, free_hours - 30, free_hours - 22)]

    found = violations(_ANA, week, accounting(table=table))

    assert (found == []) is lawful
    assert {each.rule for each in found} <= {Rule.WEEKLY_REST}


def test_a_violation_carries_its_article_and_the_shifts_that_break_it() -> None:
    first, second = duty(2, 8, 20), duty(3, 0, 8)

    (found,) = violations(_ANA, [second, first], accounting())

    assert found == Violation(
        rule=Rule.REST_BETWEEN_SHIFTS,
        article="83",
        person_id="ana",
        starts_at=first.starts_at,
        ends_at=second.ends_at,
        found=4 * H,
        limit=12 * H,
        shift_ids=(first.id, second.id),
    )
