"""A month with too few people, or against the law, is published by a named supervisor with a reason only."""

from datetime import date, timedelta

import pytest

from helpline.people.ports import Role
from helpline.rota.rosters import RosterError, Rosters
from helpline.store.database import Database
from helpline.store.roster_book import SqlRosterBook
from helpline.store.staff_book import SqlStaffBook
from shift_schedule.law import Rule
from shift_schedule.need import Minimum
from shift_schedule.plan import Duty, PlannedShift, RosterState
from shift_schedule.wall_time import day_bounds
from tests.helpline.rota.house import ALMATY, SPOKEN, House, hour

_FIRST, _LAST = date(2026, 3, 16), date(2026, 3, 17)
_HOUR = timedelta(hours=1)
_FOUR = (
    (0, 12, 1),
    (12, 24, 2),
    (24, 36, 3),
    (36, 48, 4),
)  # (start, end, person): everybody lawful


def rosters_of(database: Database, by_language: dict[str, int]) -> Rosters:
    minimum = Minimum(by_day=1, by_night=1, by_language=by_language)
    house = House(database, minimum=minimum)
    house.hire(1, 2, 3, 4)
    house.hire(9, role=Role.SUPERVISOR)
    staff = SqlStaffBook(database, ALMATY, minimum)
    book = SqlRosterBook(database)
    return Rosters(book=book, rota=house.book, judge=house.judge, needs=staff, zone=ALMATY)


def ready(
    rosters: Rosters, *spans: tuple[float, float, int], speak: frozenset[str] = SPOKEN
) -> str:
    """A roster of these shifts, ready to be looked at."""
    draft = rosters.start(_FIRST, _LAST, seconds=1, by=None, now=hour(0))
    midnight = day_bounds(_FIRST, ALMATY)[0]
    rows = [
        PlannedShift(
            id=f"row-{start}",
            roster_id=draft.id,
            person_id=f"person-{person}",
            duty=Duty.LINE,
            starts_at=midnight + start * _HOUR,
            ends_at=midnight + end * _HOUR,
            languages=speak,
            added_at=hour(0),
        )
        for start, end, person in spans
    ]
    rosters.book.put_rows(draft.id, rows)
    rosters.book.note(draft.id, state=RosterState.REVIEW)
    return draft.id


def test_a_roster_with_enough_people_by_the_law_is_published_without_a_word(
    database: Database,
) -> None:
    rosters = rosters_of(database, {"kk": 1, "ru": 1})
    roster_id = ready(rosters, *_FOUR)

    published = rosters.publish(roster_id, by="person-9", reason=None, now=hour(0))

    assert published.roster.state is RosterState.PUBLISHED


@pytest.mark.parametrize(
    ("by_language", "spans", "speak", "short_of"),
    [
        ({}, _FOUR[:-1], SPOKEN, {None}),
        ({"kk": 1, "ru": 1}, _FOUR, frozenset({"ru"}), {"kk"}),
        ({"kk": 1, "ru": 1}, _FOUR, frozenset({"kk"}), {"ru"}),
    ],
    ids=["nobody for twelve hours", "nobody who speaks Kazakh", "nobody who speaks Russian"],
)
def test_hours_under_the_minimum_owe_a_reason_with_a_name(
    database: Database,
    by_language: dict[str, int],
    spans: tuple[tuple[float, float, int], ...],
    speak: frozenset[str],
    short_of: set[str | None],
) -> None:
    rosters = rosters_of(database, by_language)
    roster_id = ready(rosters, *spans, speak=speak)

    review = rosters.review(roster_id, now=hour(0))

    assert {each.language for each in review.short} == short_of
    refused_without_a_reason(rosters, roster_id)


def test_shifts_against_the_law_owe_a_reason_with_a_name(database: Database) -> None:
    rosters = rosters_of(database, {})
    roster_id = ready(rosters, (0, 12, 1), (12, 24, 1), (24, 36, 3), (36, 48, 4))

    review = rosters.review(roster_id, now=hour(0))

    assert {each.rule for each in review.broken} >= {Rule.REST_BETWEEN_SHIFTS, Rule.TWO_IN_A_ROW}
    refused_without_a_reason(rosters, roster_id)


def refused_without_a_reason(rosters: Rosters, roster_id: str) -> None:
    """Nothing is anybody's duty until the reason is given; then both stay on record."""
    for nothing in (None, ""):
        with pytest.raises(RosterError, match="reason"):
            rosters.publish(roster_id, by="person-9", reason=nothing, now=hour(0))
    assert rosters.rota.plan(hour(300), hour(400)).shifts == ()

    done = rosters.publish(roster_id, by="person-9", reason="sample reason", now=hour(0))

    assert (done.published_by, done.reason) == ("person-9", "sample reason")
    assert rosters.rota.plan(hour(300), hour(400)).shifts != ()
