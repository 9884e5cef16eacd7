"""A swap's life in the store: one taker wins, and a supervisor who is neither decides."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from helpline.people.ports import Role
from helpline.rota.ports import NotThere, ShiftsOverlap
from helpline.rota.staff import Stopped
from helpline.rota.swaps import SwapWish
from shift_schedule.swap import SwapError, SwapState
from shift_schedule.swap_moves import WrongSwapMove
from tests.helpline.rota.house import House, hour


def test_an_approved_swap_gives_the_shift_to_its_taker_and_tells_both(house: House) -> None:
    ana, bek = house.hire(1, 2)
    shift = house.put(1, 24, 32)

    swap = house.swaps.ask(SwapWish(shift_id=shift.id), by=ana, now=hour(0))
    house.swaps.accept(swap.id, by=bek, now=hour(1))
    assert house.holder(shift) == ana
    house.hire(9, role=Role.SUPERVISOR)
    house.swaps.approve(swap.id, by="person-9", now=hour(2))

    assert house.holder(shift) == bek
    told = house.rows("SELECT person_id, kind FROM rota_notices ORDER BY person_id, kind")
    assert told == [(ana, "added"), (ana, "removed"), (bek, "added")]


def test_an_exchange_gives_each_the_others_shift(house: House) -> None:
    ana, bek = house.hire(1, 2)
    hers, his = house.put(1, 24, 32), house.put(2, 96, 104)
    house.hire(9, role=Role.SUPERVISOR)
    wish = SwapWish(shift_id=hers.id, taker_id=bek, other_shift_id=his.id)

    swap = house.swaps.ask(wish, by=ana, now=hour(0))
    house.swaps.accept(swap.id, by=bek, now=hour(1))
    house.swaps.approve(swap.id, by="person-9", now=hour(2))

    assert (house.holder(hers), house.holder(his)) == (bek, ana)


def test_of_fifty_takers_at_once_exactly_one_wins(house: House) -> None:
    (ana,) = house.hire(1)
    takers = house.hire(*range(100, 150))
    shift = house.put(1, 24, 32)
    swap = house.swaps.ask(SwapWish(shift_id=shift.id), by=ana, now=hour(0))

    def take(who: str) -> str:
        try:
            return str(house.swaps.accept(swap.id, by=who, now=hour(1)).taker_id)
        except WrongSwapMove as refusal:
            return refusal.state.value

    with ThreadPoolExecutor(max_workers=50) as pool:
        answers = list(pool.map(take, takers))

    stored = house.book.swap(swap.id)
    assert stored is not None
    assert sorted(answers) == sorted(["accepted"] * 49 + [str(stored.taker_id)])


def test_a_swap_is_only_of_ones_own_shift_and_only_once_under_way(house: House) -> None:
    ana, bek = house.hire(1, 2)
    shift = house.put(1, 24, 32)

    with pytest.raises(NotThere):
        house.swaps.ask(SwapWish(shift_id=shift.id), by=bek, now=hour(0))
    house.swaps.ask(SwapWish(shift_id=shift.id), by=ana, now=hour(0))
    with pytest.raises(SwapError, match="under way"):
        house.swaps.ask(SwapWish(shift_id=shift.id), by=ana, now=hour(0))


def test_nobody_takes_a_shift_that_the_law_forbids_her(house: House) -> None:
    ana, _ = house.hire(1, 2)
    shift = house.put(1, 24, 32)
    house.put(2, 33, 41)
    swap = house.swaps.ask(SwapWish(shift_id=shift.id), by=ana, now=hour(0))

    with pytest.raises(Stopped) as stopped:
        house.swaps.accept(swap.id, by="person-2", now=hour(1))

    assert [each.obstacle for each in stopped.value.against] == ["law"]


def test_a_duty_the_taker_has_got_meanwhile_stands_against_the_approval(house: House) -> None:
    ana, bek = house.hire(1, 2)
    shift = house.put(1, 24, 32)
    swap = house.swaps.ask(SwapWish(shift_id=shift.id), by=ana, now=hour(0))
    house.swaps.accept(swap.id, by=bek, now=hour(1))
    house.put(2, 30, 38)
    house.hire(9, role=Role.SUPERVISOR)

    with pytest.raises(ShiftsOverlap):
        house.swaps.approve(swap.id, by="person-9", now=hour(2))

    stored = house.book.swap(swap.id)
    assert stored is not None
    assert (stored.state, house.holder(shift)) == (SwapState.ACCEPTED, ana)


def test_nobody_approves_her_own_swap(house: House) -> None:
    ana, bek = house.hire(1, 2)
    shift = house.put(1, 24, 32)
    swap = house.swaps.ask(SwapWish(shift_id=shift.id), by=ana, now=hour(0))
    house.swaps.accept(swap.id, by=bek, now=hour(1))

    with pytest.raises(SwapError):
        house.swaps.approve(swap.id, by=bek, now=hour(2))


def test_a_swap_nobody_took_is_over_when_the_shift_begins(house: House) -> None:
    (ana,) = house.hire(1)
    shift = house.put(1, 24, 32)
    swap = house.swaps.ask(SwapWish(shift_id=shift.id), by=ana, now=hour(0))

    assert house.swaps.expire(hour(23)) == []
    assert [each.id for each in house.swaps.expire(hour(24))] == [swap.id]

    stored = house.book.swap(swap.id)
    assert stored is not None
    assert stored.state is SwapState.EXPIRED
    assert house.swaps.expire(hour(25)) == []


def test_a_swap_that_was_withdrawn_cannot_be_taken(house: House) -> None:
    ana, bek = house.hire(1, 2)
    shift = house.put(1, 24, 32)
    swap = house.swaps.ask(SwapWish(shift_id=shift.id), by=ana, now=hour(0))
    house.swaps.withdraw(swap.id, by=ana, now=hour(1))

    with pytest.raises(WrongSwapMove):
        house.swaps.accept(swap.id, by=bek, now=hour(2))
