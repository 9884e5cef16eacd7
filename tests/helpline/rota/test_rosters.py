"""Rosters: made in a process of their own, looked at, published with a reason where one is owed, restored."""

from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest

from helpline.jobs.rosters import RosterProcess
from helpline.people.ports import Role
from helpline.rota.month_of import MakeRoster
from helpline.rota.rosters import RosterDraft, RosterError, Rosters
from helpline.store.database import Database
from helpline.store.roster_book import SqlRosterBook
from helpline.store.staff_book import SqlStaffBook
from shift_schedule.need import Minimum
from shift_schedule.plan import Duty, RosterState
from tests.helpline.rota.house import ALMATY, House, hour

MINIMUM = Minimum(by_day=1, by_night=0, by_language={})
FIRST, LAST = date(2026, 3, 16), date(2026, 3, 22)


@dataclass(slots=True)
class Office:
    house: House
    book: SqlRosterBook
    rosters: Rosters
    make: MakeRoster


@pytest.fixture
def office(database: Database) -> Office:
    house = House(database, minimum=MINIMUM)
    house.hire(1, 2, 3, 4, 5, 6)
    house.hire(9, role=Role.SUPERVISOR)
    staff = SqlStaffBook(database, ALMATY, MINIMUM)
    book = SqlRosterBook(database)
    rosters = Rosters(book=book, rota=house.book, judge=house.judge, needs=staff, zone=ALMATY)
    make = MakeRoster(rosters=rosters, book=book, months=staff, clock=house.clock)
    return Office(house, book, rosters, make)


def made(office: Office, first: date = FIRST, last: date = LAST) -> RosterDraft:
    draft = office.rosters.start(first, last, seconds=2, by="person-9", now=hour(0))
    office.make(draft, seconds=2)
    found = office.book.one(draft.id)
    assert found is not None
    return found


def on(office: Office, day: int, at: float = 4) -> set[str]:
    """Who is on the line so many days after Monday the second, at noon."""
    return set(office.house.rota.at(hour(24 * day + at)))


def test_a_roster_is_nobodys_duty_until_it_is_published(office: Office) -> None:
    draft = made(office)

    assert draft.roster.state is RosterState.REVIEW
    assert draft.solving["cost"] >= draft.solving["bound"]
    assert on(office, 14) == set()
    review = office.rosters.review(draft.id, now=hour(0))
    assert (list(review.broken), review.notice) == ([], None)
    office.rosters.publish(draft.id, by="person-9", reason="sample reason", now=hour(0))

    assert on(office, 14)
    told = office.house.rows("SELECT DISTINCT kind FROM rota_notices")
    assert told == [("added",)]


def test_a_roster_told_too_late_needs_a_named_supervisors_reason(office: Office) -> None:
    draft = made(office, date(2026, 3, 4), date(2026, 3, 6))
    review = office.rosters.review(draft.id, now=hour(0))

    assert review.notice is not None
    assert (review.notice.found.days, review.notice.limit.days) == (2, 10)
    with pytest.raises(RosterError, match="reason"):
        office.rosters.publish(draft.id, by="person-9", reason=None, now=hour(0))
    office.rosters.publish(draft.id, by="person-9", reason="somebody was hired", now=hour(0))

    published = office.book.one(draft.id)
    assert published is not None
    assert (published.reason, published.published_by) == ("somebody was hired", "person-9")


def test_a_newer_version_rules_what_has_not_begun_and_history_stays(office: Office) -> None:
    first = made(office)
    office.rosters.publish(first.id, by="person-9", reason="x", now=hour(0))
    began = on(office, 14)
    second = made(office)
    assert second.roster.version == 2

    in_the_middle = hour(24 * 16)
    office.rosters.publish(second.id, by="person-9", reason="x", now=in_the_middle)

    assert on(office, 14) == began
    later = office.house.rota.over(in_the_middle, hour(24 * 21)).plan.shifts
    assert {row.roster_id for row in later if row.starts_at >= in_the_middle} == {second.id}


def test_an_earlier_version_is_restored_as_a_draft_with_the_same_shifts(office: Office) -> None:
    first = made(office)
    office.rosters.publish(first.id, by="person-9", reason="x", now=hour(0))
    before = office.house.rota.over(hour(300), hour(500)).resolved.held[Duty.LINE]
    second = made(office)
    office.rosters.publish(second.id, by="person-9", reason="x", now=hour(1))

    third = office.rosters.restore(first.id, by="person-9", now=hour(2))
    office.rosters.publish(third.id, by="person-9", reason="x", now=hour(3))

    after = office.house.rota.over(hour(300), hour(500)).resolved.held[Duty.LINE]
    spans = [[(x.person_id, x.starts_at, x.ends_at) for x in held] for held in (before, after)]
    assert (third.roster.version, third.restores_id) == (3, first.id)
    assert spans[0] == spans[1] != []


def test_who_is_on_the_rota_already_is_not_planned_over_it(office: Office) -> None:
    for person in range(1, 7):
        office.house.put(person, 24 * 14, 24 * 14 + 8)

    draft = made(office)
    office.rosters.publish(draft.id, by="person-9", reason="x", now=hour(0))

    assert on(office, 14) == {f"person-{person}" for person in range(1, 7)}


def test_a_cancelled_roster_is_a_draft_again_and_stays_one(office: Office) -> None:
    draft = office.rosters.start(FIRST, LAST, seconds=2, by=None, now=hour(0))
    office.rosters.cancel(draft.id)

    office.make(draft, seconds=1)

    found = office.book.one(draft.id)
    assert found is not None
    assert found.roster.state is RosterState.DRAFT
    assert office.book.rows(draft.id) == []
    with pytest.raises(RosterError):
        office.rosters.cancel(draft.id)


def test_days_that_are_over_are_not_planned(office: Office) -> None:
    with pytest.raises(RosterError):
        office.rosters.start(
            FIRST - timedelta(days=60), LAST - timedelta(days=60), seconds=2, by=None, now=hour(0)
        )


@dataclass(slots=True)
class SampleProcess:
    code: int | None = None
    told_to_end: bool = False

    def poll(self) -> int | None:
        return self.code

    def terminate(self) -> None:
        self.told_to_end = True
        self.code = -15


@dataclass(slots=True)
class Starter:
    started: list[str] = field(default_factory=list)
    processes: list[SampleProcess] = field(default_factory=list)

    def __call__(self, roster_id: str) -> SampleProcess:
        self.started.append(roster_id)
        self.processes.append(SampleProcess())
        return self.processes[-1]


def test_one_roster_is_made_after_the_other_and_a_cancelled_one_is_ended(office: Office) -> None:
    first = office.rosters.start(FIRST, LAST, seconds=2, by=None, now=hour(0))
    second = office.rosters.start(FIRST, LAST, seconds=2, by=None, now=hour(1))
    starter = Starter()
    look = RosterProcess(book=office.book, start=starter)
    look()
    look()
    assert starter.started == [first.id]

    office.rosters.cancel(first.id)
    look()
    assert starter.processes[0].told_to_end
    look()

    assert starter.started == [first.id, second.id]


def test_a_making_that_dies_leaves_a_draft_that_says_so(office: Office) -> None:
    draft = office.rosters.start(FIRST, LAST, seconds=2, by=None, now=hour(0))
    starter = Starter()
    look = RosterProcess(book=office.book, start=starter)
    look()
    starter.processes[0].code = 1
    look()

    found = office.book.one(draft.id)
    assert found is not None
    assert (found.roster.state, found.solving["failed"]) == (RosterState.DRAFT, True)
    look()
    assert starter.started == [draft.id]
