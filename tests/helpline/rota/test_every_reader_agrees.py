"""Random rosters with swaps and leave: whoever asks, whatever the window, gets the same answer."""

import random
import uuid
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta

from helpline.rota.change import change
from helpline.rota.duty_log import KeepDutyLog
from helpline.rota.ports import DIRECT, NotThere, ShiftsOverlap
from helpline.rota.shifts import Wanted, move, take_off
from helpline.store.feed_book import SqlFeedBook
from helpline.store.shift_book import SqlShiftBook
from helpline.store.staff_book import SqlStaffBook
from shift_schedule.cover import shortages
from shift_schedule.plan import Duty, Leave, LeaveKind, LeaveState, PlannedShift
from shift_schedule.resolve import resolve
from shift_schedule.shift import ShiftError
from shift_schedule.swap import Swap, SwapError, SwapState
from tests.helpline.rota.house import ALMATY, SPOKEN, House, hour

PEOPLE = 8
HOURS = 24 * 20
ASKED = 400


def a_row(chance: random.Random) -> PlannedShift:
    start = chance.randrange(24, HOURS * 2) / 2
    return PlannedShift(
        id=uuid.UUID(int=chance.getrandbits(128)).hex,
        roster_id=DIRECT,
        person_id=f"person-{chance.randrange(1, PEOPLE + 1)}",
        duty=chance.choice([Duty.LINE, Duty.LINE, Duty.LINE, Duty.ON_CALL]),
        starts_at=hour(start),
        ends_at=hour(start + chance.randrange(1, 24) / 2),
        languages=frozenset(chance.sample(["kk", "ru", "en"], chance.randrange(1, 4))),
        added_at=hour(0),
    )


def a_random_rota(house: House, chance: random.Random) -> None:
    rows: list[PlannedShift] = []
    for _ in range(120):
        row = a_row(chance)
        try:
            with change(house.book, row.starts_at, row.ends_at, now=hour(0)) as written:
                written.put_shifts([row])
        except ShiftsOverlap:
            continue
        rows.append(row)
    for row in chance.sample(rows, 25):
        wanted = Wanted(
            person_id=row.person_id,
            starts_at=row.starts_at + timedelta(hours=1),
            ends_at=row.ends_at + timedelta(hours=1),
            languages=row.languages,
        )
        try:
            if chance.random() < 0.3:
                take_off(house.book, row.id, now=hour(0))
            else:
                move(house.book, row.id, wanted, now=hour(0))
        except (ShiftsOverlap, ShiftError):
            continue
    swap_some(house, chance)
    for _ in range(8):
        take_leave(house, chance)


def swap_some(house: House, chance: random.Random) -> None:
    standing = [x for x in house.book.plan(hour(0), hour(HOURS)).shifts if x.duty is Duty.LINE]
    for _ in range(25):
        given, other = chance.sample(standing, 2)
        if given.person_id in {None, other.person_id}:
            continue
        exchange = chance.random() < 0.5
        swap = Swap(
            id=uuid.UUID(int=chance.getrandbits(128)).hex,
            shift_id=given.id,
            person_id=str(given.person_id),
            state=SwapState.ACCEPTED,
            asked_at=hour(0),
            taker_id=other.person_id,
            taker_languages=SPOKEN,
            other_shift_id=other.id if exchange else None,
        )
        with house.book.changing(hour(0)) as written:
            asked = replace(swap, state=SwapState.ASKED)
            if not written.put_swap(asked, was=None, by=swap.person_id):
                continue
            written.put_swap(swap, was=SwapState.ASKED, by=swap.person_id)
        with suppress(ShiftsOverlap, NotThere, SwapError):  # a refused one stays as it is
            house.swaps.approve(swap.id, by="person-99", now=hour(0.5))


def take_leave(house: House, chance: random.Random) -> None:
    start = chance.randrange(0, HOURS)
    leave = Leave(
        id=uuid.UUID(int=chance.getrandbits(128)).hex,
        person_id=f"person-{chance.randrange(1, PEOPLE + 1)}",
        starts_at=hour(start),
        ends_at=hour(start + chance.randrange(3, 60)),
        kind=LeaveKind.ANNUAL,
        state=chance.choice([LeaveState.APPROVED, LeaveState.APPROVED, LeaveState.ASKED]),
        decided_at=hour(0),
    )
    with house.book.changing(hour(0)) as rows:
        rows.put_leave(leave, asked_at=hour(0), by=leave.person_id)


def test_every_reader_of_the_rota_gives_the_same_people_at_every_instant(house: House) -> None:
    chance = random.Random(111)
    house.hire(*range(1, PEOPLE + 1), 99)
    a_random_rota(house, chance)
    far = hour(-2000), hour(HOURS + 2000)
    whole = resolve(house.book.plan(*far))
    shifts = SqlShiftBook(house.database)
    entries = SqlFeedBook(house.database).entries(*far, None)
    staff = SqlStaffBook(house.database, ALMATY, house.minimum)
    edges = [each.starts_at for each in whole.held[Duty.LINE]]

    differences = []
    for number in range(ASKED):
        at = hour(chance.randrange(0, HOURS * 60) / 60) if number % 3 else chance.choice(edges)
        oracle = brute(whole.held[Duty.LINE], at)
        answers = {
            "router": {x.person_id for x in shifts.between(at, at + timedelta(microseconds=1))},
            "api": set(house.rota.at(at)),
            "own window": set(resolve_at(house, at, timedelta(minutes=chance.randrange(1, 3000)))),
        }
        everybody = oracle | brute(whole.held[Duty.ON_CALL], at)
        feed = {x.person_id for x in entries if not x.cancelled and x.starts_at <= at < x.ends_at}
        gaps = shortages(whole, staff.needs(at, at + timedelta(minutes=1)), now=at)
        short = any(x.starts_at <= at and x.language is None for x in gaps)
        differences += [name for name, found in answers.items() if found != oracle]
        differences += ["feed"] * (feed != everybody) + ["gaps"] * (short is not (not oracle))
    assert differences == []


def brute(held: tuple[object, ...], at: datetime) -> set[str]:
    return {x.person_id for x in held if x.starts_at <= at < x.ends_at}  # type: ignore[attr-defined]


def resolve_at(house: House, at: datetime, around: timedelta) -> set[str]:
    found = resolve(house.book.plan(at - around, at + around))
    return brute(found.held[Duty.LINE], at)


def test_the_duty_log_keeps_what_the_resolver_sees(house: House) -> None:
    chance = random.Random(7)
    house.hire(*range(1, PEOPLE + 1), 99)
    a_random_rota(house, chance)
    keep = KeepDutyLog(rota=house.rota, log=house.log, clock=house.clock)
    instants = sorted(hour(chance.randrange(0, HOURS * 4) / 4) for _ in range(60))
    told: dict[datetime, set[str]] = {}
    for at in instants:
        house.clock.at = at
        keep()
        told[at] = set(house.rota.at(at))

    assert {at: set(house.log.at(at, Duty.LINE)) for at in instants} == told
