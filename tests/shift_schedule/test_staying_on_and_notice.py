"""Staying on after a shift, and how early a roster must be known."""

from dataclasses import replace
from datetime import timedelta

import pytest

from shift_schedule.law import Rule
from shift_schedule.law_checks import Facts, short_notice, staying_on
from shift_schedule.plan import RosterState
from tests.shift_schedule.duty_of_one import accounting, at, duty
from tests.shift_schedule.plans import a_roster

_ANA = Facts(person_id="ana", overtime_consent=True)
_MINUTE = 1 / 60


@pytest.mark.parametrize(
    ("until", "consent", "expected"),
    [
        (16, False, []),
        (17, True, []),
        (18, True, []),
        (18, False, [Rule.OVERTIME_CONSENT]),
        (18 + _MINUTE, True, [Rule.OVERTIME_DAY]),
        (20.5, True, [Rule.OVERTIME_DAY, Rule.LONGEST_SHIFT]),
    ],
)
def test_staying_on_needs_consent_and_is_two_hours_at_most(
    until: float, consent: bool, expected: list[Rule]
) -> None:
    facts = replace(_ANA, overtime_consent=consent)

    found = staying_on(facts, duty(2, 8, 16), at(2, until), accounting().law)

    assert [each.rule for each in found] == expected


def test_no_consent_lets_somebody_stay_on_to_whom_overtime_is_forbidden() -> None:
    facts = replace(_ANA, no_overtime=True)

    found = staying_on(facts, duty(2, 8, 16), at(2, 17), accounting().law)

    assert [each.rule for each in found] == [Rule.OVERTIME_FORBIDDEN]


@pytest.mark.parametrize(
    ("published", "days"),
    [(at(1, 23.9), None), (at(2, 0), 9), (at(11, 7), 0), (at(1, 0), None)],
    ids=["ten days before, late in the evening", "nine", "on the day", "early in the morning"],
)
def test_a_roster_is_made_known_ten_calendar_days_before(
    published: object, days: int | None
) -> None:
    roster = replace(a_roster(), effective_from=at(11, 8), published_at=published)  # type: ignore[arg-type]

    found = short_notice(roster, accounting())

    assert (found and found.found) == (None if days is None else timedelta(days=days))


def test_a_roster_before_july_2023_was_owed_a_month() -> None:
    roster = replace(
        a_roster(),
        effective_from=at(1, 8, month=5, year=2023),
        published_at=at(15, 8, month=4, year=2023),
    )

    found = short_notice(roster, accounting())

    assert found is not None
    assert (found.found, found.limit) == (timedelta(days=16), timedelta(days=30))


def test_an_unpublished_roster_is_owed_no_notice_yet() -> None:
    assert short_notice(a_roster(state=RosterState.DRAFT), accounting()) is None
