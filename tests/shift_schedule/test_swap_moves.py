"""A swap's life: one taker wins, a supervisor decides, time runs out."""

from collections.abc import Callable
from dataclasses import replace
from itertools import product

import pytest

from shift_schedule.swap import Swap, SwapError, SwapState
from shift_schedule.swap_moves import WrongSwapMove, accept, approve, expired, refuse, withdraw
from tests.shift_schedule.shifts import a_shift, hour

_SHIFT = a_shift(8, 16)
_ASKED = Swap(
    id="w", shift_id=_SHIFT.id, person_id="ana", state=SwapState.ASKED, asked_at=hour(-50)
)
_RU = frozenset({"ru"})


def taken(by: str = "bek") -> Swap:
    return accept(_ASKED, _SHIFT, by=by, languages=_RU, now=hour(0))


def test_a_swap_is_asked_accepted_and_approved() -> None:
    accepted = taken()
    approved = approve(accepted, _SHIFT, by="supervisor", now=hour(1))

    assert (accepted.state, accepted.taker_id) == (SwapState.ACCEPTED, "bek")
    assert accepted.taker_languages == _RU
    assert (approved.state, approved.decided_at) == (SwapState.APPROVED, hour(1))


def test_of_fifty_takers_exactly_one_wins_and_the_others_are_refused_clearly() -> None:
    swap, winners, refused = _ASKED, [], 0
    for number in range(50):
        try:
            swap = accept(swap, _SHIFT, by=f"p{number}", languages=_RU, now=hour(0))
            winners.append(swap.taker_id)
        except WrongSwapMove as too_late:
            refused += too_late.state is SwapState.ACCEPTED

    assert (winners, refused) == (["p0"], 49)


def test_a_swap_asked_of_one_person_is_taken_by_her_alone() -> None:
    asked = replace(_ASKED, taker_id="dana")

    with pytest.raises(SwapError, match="somebody else"):
        accept(asked, _SHIFT, by="bek", languages=_RU, now=hour(0))
    assert accept(asked, _SHIFT, by="dana", languages=_RU, now=hour(0)).taker_id == "dana"


def test_nobody_takes_her_own_swap() -> None:
    with pytest.raises(SwapError, match="herself"):
        taken("ana")


@pytest.mark.parametrize("by", ["ana", "bek"])
def test_neither_of_the_two_approves(by: str) -> None:
    with pytest.raises(SwapError, match="her own"):
        approve(taken(), _SHIFT, by=by, now=hour(1))


def test_only_whoever_asked_withdraws() -> None:
    with pytest.raises(SwapError, match="only whoever asked"):
        withdraw(taken(), by="bek", now=hour(1))
    assert withdraw(taken(), by="ana", now=hour(1)).state is SwapState.WITHDRAWN


_MOVES: dict[str, tuple[Callable[[Swap], Swap], set[SwapState]]] = {
    "accept": (
        lambda swap: accept(swap, _SHIFT, by="bek", languages=_RU, now=hour(0)),
        {SwapState.ASKED},
    ),
    "approve": (
        lambda swap: approve(swap, _SHIFT, by="supervisor", now=hour(0)),
        {SwapState.ACCEPTED},
    ),
    "refuse": (lambda swap: refuse(swap, now=hour(0)), {SwapState.ASKED, SwapState.ACCEPTED}),
    "withdraw": (
        lambda swap: withdraw(swap, by="ana", now=hour(0)),
        {SwapState.ASKED, SwapState.ACCEPTED},
    ),
}


@pytest.mark.parametrize(("move", "state"), list(product(_MOVES, SwapState)))
def test_a_move_is_allowed_from_its_states_alone(move: str, state: SwapState) -> None:
    make, allowed = _MOVES[move]
    swap = replace(_ASKED, state=state, taker_id="bek", taker_languages=_RU, decided_at=hour(-1))

    if state in allowed:
        assert make(swap).state is not state
    else:
        with pytest.raises(WrongSwapMove) as refused:
            make(swap)
        assert refused.value.state is state


def test_a_shift_that_has_begun_does_not_change_hands() -> None:
    with pytest.raises(WrongSwapMove) as late_taker:
        accept(_ASKED, _SHIFT, by="bek", languages=_RU, now=hour(8))
    with pytest.raises(WrongSwapMove) as late_supervisor:
        approve(taken(), _SHIFT, by="supervisor", now=hour(8))

    assert {late_taker.value.state, late_supervisor.value.state} == {SwapState.EXPIRED}


def test_open_swaps_of_shifts_that_began_or_went_expire() -> None:
    begun, accepted = a_shift(-2, 6), taken()
    of_begun = replace(_ASKED, id="begun", shift_id=begun.id)
    of_gone = replace(_ASKED, id="gone", shift_id="superseded")
    of_another = replace(_ASKED, id="hers", person_id="dana")
    decided = replace(of_gone, id="done", state=SwapState.REFUSED, decided_at=hour(-9))

    found = expired(
        [accepted, of_begun, of_gone, of_another, decided], [_SHIFT, begun], now=hour(0)
    )

    assert [(each.id, each.state, each.decided_at) for each in found] == [
        (name, SwapState.EXPIRED, hour(0)) for name in ("begun", "gone", "hers")
    ]
