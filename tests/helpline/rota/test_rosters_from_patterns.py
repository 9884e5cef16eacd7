"""Patterns, wishes and the design in a roster that is made: from the books to its rows."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from helpline.people.ports import Role
from helpline.rota.leaves import LeaveWish
from helpline.rota.making.month import Asked
from helpline.rota.month_of import MakeRoster
from helpline.rota.rosters import RosterDraft, Rosters
from helpline.store.database import Database
from helpline.store.planning_book import SqlPlanningBook
from helpline.store.roster_book import SqlRosterBook
from helpline.store.staff_book import SqlStaffBook
from shift_schedule.need import Minimum
from shift_schedule.pattern import Pattern, ShiftType
from shift_schedule.plan import Duty, LeaveKind, PlannedShift
from tests.helpline.rota.house import ALMATY, House, hour

MINIMUM = Minimum(by_day=1, by_night=0, by_language={})
FIRST, LAST = date(2026, 3, 16), date(2026, 3, 22)  # a week from Monday
DAY = ShiftType(code="D", starts=time(8), ends=time(20))
SHORT = ShiftType(code="S", starts=time(9), ends=time(13))


@dataclass(slots=True)
class Planner:
    house: House
    staff: SqlStaffBook
    makings: SqlPlanningBook
    rosters: Rosters
    make: MakeRoster

    def pattern(self, name: str, person: str | None, days: set[int], **more: Any) -> None:
        pattern = Pattern(
            id=name,
            shift_type=more.pop("kind", DAY),
            person_id=person,
            languages=frozenset({"kk", "ru"}),
            first_day=FIRST,
            cycle_days=7,
            on_days=frozenset(days),
            **more,
        )
        self.makings.add_pattern(pattern)

    def made(self) -> RosterDraft:
        draft = self.rosters.start(FIRST, LAST, seconds=3, by=None, now=hour(0))
        self.make(draft, seconds=3)
        found = self.rosters.book.one(draft.id)
        assert found is not None
        return found

    def of(self, draft: RosterDraft, person: str | None) -> list[PlannedShift]:
        return [x for x in self.rosters.book.rows(draft.id) if x.person_id == person]


@pytest.fixture
def planner(database: Database) -> Planner:
    house = House(database, minimum=MINIMUM)
    house.hire(1, 2, 3, 4, 5)
    house.hire(9, role=Role.SUPERVISOR)
    staff = SqlStaffBook(database, ALMATY, MINIMUM)
    for kind in (DAY, SHORT, ShiftType(code="N", starts=time(20), ends=time(8))):
        staff.put_shift_type(kind)
    makings, book = SqlPlanningBook(database), SqlRosterBook(database)
    rosters = Rosters(book=book, rota=house.book, judge=house.judge, needs=staff, zone=ALMATY)
    make = MakeRoster(
        rosters=rosters, book=book, months=staff, clock=house.clock, patterns=makings.patterns
    )
    return Planner(house, staff, makings, rosters, make)


def days_of(rows: list[PlannedShift]) -> list[date]:
    return [row.starts_at.astimezone(ALMATY).date() for row in rows]


def on(*days: int) -> list[date]:
    return [FIRST + timedelta(days=day) for day in days]


def test_a_roster_begins_with_what_the_patterns_give_and_plans_their_people_no_further(
    planner: Planner,
) -> None:
    planner.pattern("hers", "person-1", {0, 2})

    draft = planner.made()

    assert days_of(planner.of(draft, "person-1")) == on(0, 2)
    others = [x for x in planner.rosters.book.rows(draft.id) if x.person_id != "person-1"]
    day_shifts = [x for x in others if x.starts_at.astimezone(ALMATY).hour == 8]
    assert set(days_of(day_shifts)) & set(on(0, 2)) == set()
    assert draft.solving["from_patterns"] == 2
    review = planner.rosters.review(draft.id, now=hour(0))
    assert list(review.broken) == []


def test_versions_of_one_month_have_rows_of_their_own(planner: Planner) -> None:
    planner.pattern("hers", "person-1", {0})

    first, second = planner.made(), planner.made()
    planner.rosters.publish(first.id, by="person-9", reason="x", now=hour(0))
    planner.rosters.publish(second.id, by="person-9", reason="x", now=hour(1))

    ids = [{x.id for x in planner.rosters.book.rows(each.id)} for each in (first, second)]
    assert ids[0] & ids[1] == set()
    assert "person-1" in planner.house.rota.at(hour(24 * 14 + 4))


def test_on_a_day_of_its_own_the_pattern_gives_another_kind_or_nothing(planner: Planner) -> None:
    planner.pattern("hers", "person-1", {0, 1, 2})
    planner.makings.put_exception("hers", on(1)[0], None)
    planner.makings.put_exception("hers", on(2)[0], "S")

    mine = planner.of(planner.made(), "person-1")

    assert days_of(mine) == on(0, 2)
    assert [row.ends_at - row.starts_at for row in mine] == [
        timedelta(hours=12),
        timedelta(hours=4),
    ]


def test_nobodys_pattern_gives_open_shifts(planner: Planner) -> None:
    planner.pattern("open", None, {5}, duty=Duty.SENIOR)

    draft = planner.made()

    (row,) = planner.of(draft, None)
    assert (row.duty, days_of([row])) == (Duty.SENIOR, on(5))


def test_of_somebody_who_is_gone_or_has_lost_the_duty_the_shift_is_open(planner: Planner) -> None:
    planner.pattern("lost", "person-1", {0}, duty=Duty.ON_CALL)

    draft = planner.made()

    assert len(planner.of(draft, None)) == 1


def test_whom_leave_takes_off_her_pattern_does_not_count_as_being_there(planner: Planner) -> None:
    planner.pattern("hers", "person-1", {0})
    wish = LeaveWish(
        person_id="person-1",
        starts_at=hour(24 * 14 - 8),
        ends_at=hour(24 * 15 - 8),
        kind=LeaveKind.STUDY,
    )
    asked = planner.house.leaves.ask(wish, now=hour(0))
    planner.house.leaves.approve(asked.id, by="person-9", now=hour(0))

    draft = planner.made()

    monday = [
        x
        for x in planner.rosters.book.rows(draft.id)
        if days_of([x]) == on(0) and x.starts_at.astimezone(ALMATY).hour == 8
    ]
    assert {x.person_id for x in monday} > {"person-1"}


def test_a_pattern_does_not_stand_over_another_duty_of_hers(planner: Planner) -> None:
    planner.house.put(1, 24 * 14, 24 * 14 + 4)
    planner.pattern("hers", "person-1", {0, 3})

    draft = planner.made()

    assert days_of(planner.of(draft, "person-1")) == on(3)
    planner.rosters.publish(draft.id, by="person-9", reason="x", now=hour(0))


def test_a_wish_is_kept_where_there_are_people_enough(planner: Planner) -> None:
    wishes = [
        *(Asked(person_id=f"person-{n}", day=on(n)[0]) for n in (1, 2, 3)),
        Asked(person_id="person-4", day=on(0)[0], code="D", works=True),
    ]
    for each in wishes:
        planner.staff.put_wish(each)

    draft = planner.made()

    assert draft.solving["wishes"] == [4, 4]
    for number in (1, 2, 3):
        assert on(number)[0] not in days_of(planner.of(draft, f"person-{number}"))
    assert on(0)[0] in days_of(planner.of(draft, "person-4"))


def test_each_open_hour_says_who_could_take_it_and_what_stops_each_other_person(
    planner: Planner,
) -> None:
    planner.makings.put_least(Minimum(by_day=9, by_night=1, by_language={"en": 1}))
    planner.pattern("hers", "person-1", {0})

    draft = planner.made()

    people = {f"person-{number}" for number in range(1, 6)} | {"person-9"}
    assert any(each["kinds"] for each in draft.explained)
    for each in (x for x in draft.explained if x["kinds"]):
        assert set(each["could"]) | set(each["stopped"]) == people
        assert each["missing"] > 0
        for start, end in each["spans"]:
            assert datetime.fromisoformat(start) < datetime.fromisoformat(end)
    english = [x for x in draft.explained if x["language"] == "en" and x["kinds"]]
    assert all("language" in english[0]["stopped"][person] for person in people - {"person-9"})
    assert {tuple(x["stopped"].get("person-1", ())) for x in draft.explained} >= {("pattern",)}
    short = planner.rosters.review(draft.id, now=hour(0)).short
    spans = sum(
        (datetime.fromisoformat(b) - datetime.fromisoformat(a)) / timedelta(hours=1) * x["missing"]
        for x in draft.explained
        if x["language"] is None
        for a, b in x["spans"]
    )
    assert spans == sum(each.person_hours for each in short if each.language is None)


def test_what_no_kind_of_shift_covers_is_told_too(planner: Planner) -> None:
    planner.makings.remove_shift_type("N")
    planner.makings.put_least(Minimum(by_day=1, by_night=1, by_language={}))

    draft = planner.made()

    uncovered = [each for each in draft.explained if not each["kinds"]]
    assert uncovered
    assert all((each["could"], each["stopped"]) == ([], {}) for each in uncovered)


def test_lists_of_rosters_are_short_and_a_restored_one_keeps_its_words(planner: Planner) -> None:
    planner.makings.put_least(Minimum(by_day=9, by_night=9, by_language={}))
    draft = planner.made()

    (listed,) = planner.rosters.book.all()
    restored = planner.rosters.restore(draft.id, by="person-9", now=hour(0))

    assert (listed.id, listed.explained) == (draft.id, ())
    again = planner.rosters.book.one(restored.id)
    assert again is not None
    assert list(again.explained) == list(draft.explained) != []
