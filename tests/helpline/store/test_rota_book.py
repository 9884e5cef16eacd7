"""The rota in the database: what is in force, what bears on it, and nobody in two places."""

import uuid
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa

from helpline.rota.change import change
from helpline.rota.ports import DIRECT, ShiftsOverlap
from helpline.rota.shifts import Wanted, end_now, give, move, take_off
from helpline.store.database import Database
from helpline.store.people_book import SqlPeopleBook
from helpline.store.rota_book import SqlRotaBook
from shift_schedule.plan import Duty, Leave, LeaveKind, LeaveState, PlannedShift
from shift_schedule.resolve import resolve
from shift_schedule.shift import ShiftError
from shift_schedule.swap import Swap, SwapState
from tests.helpline.store.samples import NOON, a_person

HOUR = timedelta(hours=1)
SPOKEN = frozenset({"kk", "ru"})


@pytest.fixture
def rota(database: Database) -> SqlRotaBook:
    for number in (1, 2, 3):
        SqlPeopleBook(database).add(a_person(number))
    return SqlRotaBook(database)


def at(hours: float) -> datetime:
    return NOON + hours * HOUR


def put(rota: SqlRotaBook, start: float, end: float, person: int | None = 1) -> PlannedShift:
    row = PlannedShift(
        id=uuid.uuid4().hex,
        roster_id=DIRECT,
        person_id=None if person is None else f"person-{person}",
        duty=Duty.LINE,
        starts_at=at(start),
        ends_at=at(end),
        languages=SPOKEN,
        added_at=NOON,
    )
    with change(rota, row.starts_at, row.ends_at, now=NOON) as rows:
        rows.put_shifts([row])
    return row


def on_leave(rota: SqlRotaBook, start: float, end: float) -> Leave:
    leave = Leave(
        id=uuid.uuid4().hex,
        person_id="person-1",
        starts_at=at(start),
        ends_at=at(end),
        kind=LeaveKind.SICK,
        state=LeaveState.APPROVED,
        decided_at=NOON,
    )
    with change(rota, leave.starts_at, leave.ends_at, now=NOON) as rows:
        rows.put_leave(leave, asked_at=NOON, by="person-1")
    return leave


def swapped(rota: SqlRotaBook, shift: PlannedShift, taker: int, other: str | None = None) -> None:
    swap = Swap(
        id=uuid.uuid4().hex,
        shift_id=shift.id,
        person_id=str(shift.person_id),
        state=SwapState.APPROVED,
        asked_at=NOON,
        taker_id=f"person-{taker}",
        taker_languages=SPOKEN,
        other_shift_id=other,
        decided_at=NOON,
    )
    with change(rota, shift.starts_at, shift.ends_at, now=NOON) as rows:
        rows.put_swap(swap, was=None, by="person-3")
        rows.change_holders(
            {shift.id: f"person-{taker}"} | ({other: swap.person_id} if other else {})
        )


def held(rota: SqlRotaBook, start: float, end: float) -> list[tuple[str, datetime, datetime]]:
    found = resolve(rota.plan(at(start), at(end))).held[Duty.LINE]
    return [(each.person_id, each.starts_at, each.ends_at) for each in found]


def test_a_change_gives_the_rota_another_version_and_a_refused_one_does_not(
    rota: SqlRotaBook,
) -> None:
    before = rota.version()
    put(rota, 1, 9)
    after = rota.version()

    with pytest.raises(ShiftsOverlap):
        put(rota, 8, 10)

    assert before < after == rota.version()


def test_a_moved_shift_is_superseded_and_its_first_row_stays_on_record(
    rota: SqlRotaBook, database: Database
) -> None:
    first = put(rota, 1, 9)
    wanted = Wanted(person_id="person-2", starts_at=at(2), ends_at=at(10), languages=SPOKEN)

    moved = move(rota, first.id, wanted, now=NOON)
    again = move(rota, moved.id, replace(wanted, starts_at=at(3)), now=NOON)

    assert held(rota, 0, 24) == [("person-2", at(3), at(10))]
    with rota.changing(NOON) as rows:
        assert rows.roots([again.id]) == {again.id: first.id}
    with database.reading() as connection:
        kept = connection.execute(sa.text("SELECT count(*) FROM shifts")).scalar()
    assert kept == 3


def test_a_shift_that_has_begun_is_not_moved(rota: SqlRotaBook) -> None:
    first = put(rota, 1, 9)
    wanted = Wanted(person_id="person-2", starts_at=at(2), ends_at=at(10), languages=SPOKEN)

    with pytest.raises(ShiftError):
        move(rota, first.id, wanted, now=at(1))


def test_a_swap_that_ties_in_a_shift_of_next_week_is_read_with_it(rota: SqlRotaBook) -> None:
    soon, later = put(rota, 1, 9, 1), put(rota, 169, 177, 2)
    swapped(rota, soon, 2, later.id)

    assert held(rota, 2, 3) == [("person-2", at(1), at(9)), ("person-1", at(169), at(177))]


def test_whoever_gave_her_shift_away_can_be_put_elsewhere_then_and_the_taker_cannot(
    rota: SqlRotaBook,
) -> None:
    swapped(rota, put(rota, 1, 9, 1), 2)

    put(rota, 2, 4, 1)

    with pytest.raises(ShiftsOverlap) as refusal:
        put(rota, 2, 4, 2)
    assert refusal.value.other.person_id == "person-2"


def test_what_was_swapped_ends_early_for_its_taker(rota: SqlRotaBook) -> None:
    shift = put(rota, 1, 9, 1)
    swapped(rota, shift, 2)

    assert end_now(rota, shift.id, now=at(4))

    assert held(rota, 0, 24) == [("person-2", at(1), at(4))]


def test_an_open_stretch_is_given_and_what_is_left_of_the_shift_stays_hers(
    rota: SqlRotaBook,
) -> None:
    shift = put(rota, 1, 9, 1)
    on_leave(rota, 5, 30)
    assert held(rota, 0, 24) == [("person-1", at(1), at(5))]

    give(rota, shift.id, at(5), person_id="person-2", languages=SPOKEN, now=NOON)

    assert held(rota, 0, 24) == [("person-1", at(1), at(5)), ("person-2", at(5), at(9))]
    assert resolve(rota.plan(at(0), at(24))).open == ()


def test_a_shift_taken_off_is_closed_and_nobodys_duty(rota: SqlRotaBook) -> None:
    shift = put(rota, 1, 9)

    assert take_off(rota, shift.id, now=NOON)

    assert held(rota, 0, 24) == []
    assert not take_off(rota, shift.id, now=NOON)


def test_everybody_whose_duty_changes_is_told_once(rota: SqlRotaBook, database: Database) -> None:
    shift = put(rota, 1, 9, 1)
    moved = move(
        rota,
        shift.id,
        Wanted(person_id="person-1", starts_at=at(2), ends_at=at(10), languages=SPOKEN),
        now=NOON,
    )
    move(
        rota,
        moved.id,
        Wanted(person_id="person-2", starts_at=at(2), ends_at=at(10), languages=SPOKEN),
        now=NOON,
    )

    with database.reading() as connection:
        told = connection.execute(
            sa.text("SELECT person_id, kind FROM rota_notices ORDER BY kind, person_id")
        ).all()
    assert [tuple(row) for row in told] == [
        ("person-1", "added"),
        ("person-2", "added"),
        ("person-1", "moved"),
        ("person-1", "removed"),
    ]
