"""The life of a swap: asked, accepted by one, approved by a supervisor; or refused, withdrawn, expired."""

from collections.abc import Iterable, Set
from dataclasses import replace
from datetime import datetime

from shift_schedule.shift import Shift
from shift_schedule.swap import Swap, SwapError, SwapState

_OPEN = frozenset({SwapState.ASKED, SwapState.ACCEPTED})


class WrongSwapMove(SwapError):
    """The swap is not in a state for that: somebody was quicker, or it is over. `state` tells."""

    def __init__(self, state: SwapState) -> None:
        super().__init__(f"the swap is {state}")
        self.state = state


def accept(swap: Swap, shift: Shift, *, by: str, languages: Set[str], now: datetime) -> Swap:
    """Taken by `by`, the first who asks; everybody after that gets WrongSwapMove.

    The store writes it only where the state still is `asked`, so that of many at once one wins. A
    swap asked of one person can be taken by her alone. A shift that has begun cannot change hands.
    """
    _expect(swap, {SwapState.ASKED})
    if now >= shift.starts_at:
        raise WrongSwapMove(SwapState.EXPIRED)
    if swap.taker_id not in {None, by}:
        raise SwapError("the swap was asked of somebody else")
    return replace(
        swap, state=SwapState.ACCEPTED, taker_id=by, taker_languages=frozenset(languages)
    )


def approve(swap: Swap, shift: Shift, *, by: str, now: datetime) -> Swap:
    """In force from `now`; `by` is neither of the two, whatever her role."""
    _expect(swap, {SwapState.ACCEPTED})
    if now >= shift.starts_at:
        raise WrongSwapMove(SwapState.EXPIRED)
    if by in {swap.person_id, swap.taker_id}:
        raise SwapError("nobody approves her own swap")
    return replace(swap, state=SwapState.APPROVED, decided_at=now)


def refuse(swap: Swap, *, now: datetime) -> Swap:
    """Refused by the supervisor, or by the person asked; the shift stays where it is."""
    _expect(swap, _OPEN)
    return replace(swap, state=SwapState.REFUSED, decided_at=now)


def withdraw(swap: Swap, *, by: str, now: datetime) -> Swap:
    """Taken back by whoever asked, as long as it is not approved."""
    _expect(swap, _OPEN)
    if by != swap.person_id:
        raise SwapError("only whoever asked withdraws a swap")
    return replace(swap, state=SwapState.WITHDRAWN, decided_at=now)


def expired(swaps: Iterable[Swap], shifts: Iterable[Shift], *, now: datetime) -> list[Swap]:
    """Open swaps whose shift has begun or is no longer the asker's, as they are to be stored."""
    ahead = {(each.id, each.person_id) for each in shifts if each.starts_at > now}
    return [
        replace(swap, state=SwapState.EXPIRED, decided_at=now)
        for swap in swaps
        if swap.state in _OPEN and (swap.shift_id, swap.person_id) not in ahead
    ]


def _expect(swap: Swap, states: Set[SwapState]) -> None:
    if swap.state not in states:
        raise WrongSwapMove(swap.state)
