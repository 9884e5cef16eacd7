"""What was swapped stays swapped whatever becomes of either shift, and a move is never lost."""

from dataclasses import replace
from datetime import date

from helpline.people.ports import Role
from helpline.rota.change import change
from helpline.rota.ports import DIRECT
from helpline.rota.rosters import RosterDraft
from helpline.rota.shifts import Wanted, move, take_off
from helpline.rota.swaps import SwapWish
from helpline.store.roster_book import SqlRosterBook
from shift_schedule.plan import Duty, PlannedShift, Roster, RosterState
from shift_schedule.shift import Shift
from tests.helpline.rota.house import SPOKEN, House, hour


def wanted(person_id: str, start: float, end: float) -> Wanted:
    return Wanted(person_id=person_id, starts_at=hour(start), ends_at=hour(end), languages=SPOKEN)


def exchanged(house: House) -> tuple[str, str, Shift, Shift]:
    """Ana has Bek's shift of the fifth day, and he has hers of tomorrow."""
    ana, bek = house.hire(1, 2)
    house.hire(9, role=Role.SUPERVISOR)
    hers, his = house.put(1, 24, 32), house.put(2, 96, 104)
    wish = SwapWish(shift_id=hers.id, taker_id=bek, other_shift_id=his.id)
    swap = house.swaps.ask(wish, by=ana, now=hour(0))
    house.swaps.accept(swap.id, by=bek, now=hour(1))
    house.swaps.approve(swap.id, by="person-9", now=hour(2))
    return ana, bek, hers, his


def test_what_was_given_in_return_stays_given_when_the_other_shift_is_moved(house: House) -> None:
    ana, bek, hers, his = exchanged(house)

    moved = move(house.book, hers.id, wanted(bek, 30, 38), now=hour(3))

    on = house.rota.over(hour(0), hour(200)).resolved.held[Duty.LINE]
    assert [(x.id, x.person_id) for x in on] == [(moved.id, bek), (his.id, ana)]
    told = house.rows("SELECT person_id, kind FROM rota_notices WHERE kind = 'moved'")
    assert told == [(bek, "moved")]


def test_what_was_given_in_return_stays_given_when_the_other_shift_is_taken_off(
    house: House,
) -> None:
    ana, _, hers, his = exchanged(house)

    take_off(house.book, hers.id, now=hour(3))

    assert house.holder(his) == ana


def test_nobody_is_told_of_a_shift_that_a_refused_swap_once_touched(house: House) -> None:
    ana, bek = house.hire(1, 2)
    hers, his = house.put(1, 24, 32), house.put(2, 96, 104)
    wish = SwapWish(shift_id=hers.id, taker_id=bek, other_shift_id=his.id)
    house.swaps.refuse(house.swaps.ask(wish, by=ana, now=hour(0)).id, by=bek, now=hour(1))

    move(house.book, hers.id, wanted(ana, 30, 38), now=hour(2))

    assert house.rows("SELECT person_id FROM rota_notices WHERE kind = 'removed'") == []


def test_a_shift_moved_to_before_its_roster_begins_stands_there(house: House) -> None:
    (ana,) = house.hire(1)
    row = a_rosters_row(house, ana, begins=48, at=50)

    moved = move(house.book, row.id, wanted(ana, 40, 46), now=hour(1))

    held = house.rota.over(hour(0), hour(200)).resolved.held[Duty.LINE]
    assert [(x.id, x.starts_at) for x in held] == [(moved.id, hour(40))]
    assert moved.roster_id == DIRECT


def a_rosters_row(house: House, person_id: str, *, begins: float, at: float) -> PlannedShift:
    """The one shift of a published roster."""
    draft = RosterDraft(
        roster=Roster(
            id="r",
            period="sample",
            version=1,
            state=RosterState.REVIEW,
            effective_from=hour(begins),
        ),
        first_day=date(2026, 3, 4),
        last_day=date(2026, 3, 10),
        made_at=hour(0),
    )
    row = PlannedShift(
        id="of-the-roster",
        roster_id="r",
        person_id=person_id,
        duty=Duty.LINE,
        starts_at=hour(at),
        ends_at=hour(at + 6),
        languages=SPOKEN,
        added_at=hour(0),
    )
    book = SqlRosterBook(house.database)
    book.add(draft)
    book.put_rows("r", [row])
    published = replace(draft.roster, state=RosterState.PUBLISHED, published_at=hour(0))
    with change(house.book, hour(begins), hour(200), now=hour(0)) as rows:
        rows.put_in_force(published)
    return row
