"""Swaps: asked by one, accepted by another, approved by a supervisor who is neither."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from helpline.rota.change import change, everything
from helpline.rota.ports import NotThere, RotaBook, RotaRows
from helpline.rota.staff import Judge
from shift_schedule.candidates import as_open
from shift_schedule.plan import Duty
from shift_schedule.resolve import resolve
from shift_schedule.shift import Shift
from shift_schedule.swap import Swap, SwapError, SwapState
from shift_schedule.swap_moves import WrongSwapMove, accept, approve, expired, refuse, withdraw

_BACK, _AHEAD = timedelta(days=2), timedelta(days=400)


@dataclass(frozen=True, slots=True, kw_only=True)
class SwapWish:
    """`taker_id` None asks everybody; with `other_shift_id` it is an exchange with that one person."""

    shift_id: str
    taker_id: str | None = None
    other_shift_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Swaps:
    """Each move is one transaction, written only where the swap still stands as it was read."""

    book: RotaBook
    judge: Judge

    def ask(self, wish: SwapWish, *, by: str, now: datetime) -> Swap:
        """Raises NotThere when a shift is not whose it must be, SwapError when it is under way already."""
        if wish.other_shift_id is not None and wish.taker_id is None:
            raise SwapError("an exchange names the other person")
        with self.book.changing(now) as rows:
            if _held(rows, wish.shift_id, by)[0].starts_at <= now:
                raise WrongSwapMove(SwapState.EXPIRED)
            if wish.other_shift_id is not None:
                _held(rows, wish.other_shift_id, wish.taker_id)
            swap = Swap(
                id=uuid.uuid4().hex,
                shift_id=wish.shift_id,
                person_id=by,
                state=SwapState.ASKED,
                asked_at=now,
                taker_id=wish.taker_id,
                other_shift_id=wish.other_shift_id,
            )
            if not rows.put_swap(swap, was=None, by=by):
                raise SwapError("a swap of this shift is under way already")
        return swap

    def accept(self, swap_id: str, *, by: str, now: datetime) -> Swap:
        """The first wins, everybody else gets WrongSwapMove. Raises Stopped for what is against her."""
        swap = self.book.swap(swap_id)
        if swap is None:
            raise NotThere(swap_id)
        if swap.state is not SwapState.ASKED:
            raise WrongSwapMove(swap.state)
        row = self.book.shift(swap.shift_id)
        if row is None:
            raise WrongSwapMove(SwapState.EXPIRED)
        held = _found(resolve(self.book.plan(row.starts_at, row.ends_at)).held[row.duty], swap)
        given = frozenset(each for each in (swap.other_shift_id,) if each)
        person = self.judge.check(as_open(held, row.duty), by, given=given)

        def taken(swap: Swap, shift: Shift) -> Swap:
            return accept(swap, shift, by=by, languages=person.languages, now=now)

        return self._move(swap_id, taken, by=by, now=now)

    def approve(self, swap_id: str, *, by: str, now: datetime) -> Swap:
        """In force at once. Raises ShiftsOverlap when one of the two has another duty then by now."""
        with change(self.book, *self._span(swap_id), now=now) as rows:
            swap = _swap(rows, swap_id)
            shift, _ = _held(rows, swap.shift_id, swap.person_id)
            done = approve(swap, shift, by=by, now=now)
            taker = str(done.taker_id)
            holders = {done.shift_id: taker}
            if done.other_shift_id is not None:
                _held(rows, done.other_shift_id, taker)
                holders[done.other_shift_id] = done.person_id
            _write(rows, done, was=swap.state, by=by)
            rows.change_holders(holders)
        return done

    def refuse(self, swap_id: str, *, by: str, now: datetime) -> Swap:
        """By a supervisor, or by the person who was asked; the edge knows which of them it is."""
        return self._move(swap_id, lambda swap, _: refuse(swap, now=now), by=by, now=now)

    def withdraw(self, swap_id: str, *, by: str, now: datetime) -> Swap:
        return self._move(swap_id, lambda swap, _: withdraw(swap, by=by, now=now), by=by, now=now)

    def expire(self, now: datetime) -> list[Swap]:
        """Open swaps whose shift has begun or changed hands; the asker keeps what she has."""
        if not self._over(now):
            return []
        with self.book.changing(now) as rows:
            over = self._over(now)
            for swap in over:
                for was in (SwapState.ASKED, SwapState.ACCEPTED):
                    rows.put_swap(swap, was=was, by=swap.person_id)
        return over

    def _over(self, now: datetime) -> list[Swap]:
        asked = self.book.open_swaps()
        if not asked:
            return []
        held = everything(resolve(self.book.plan(now - _BACK, now + _AHEAD)))
        return expired(asked, held, now=now)

    def _move(
        self, swap_id: str, step: Callable[[Swap, Shift], Swap], *, by: str, now: datetime
    ) -> Swap:
        with self.book.changing(now) as rows:
            swap = _swap(rows, swap_id)
            if swap.state not in {SwapState.ASKED, SwapState.ACCEPTED}:
                raise WrongSwapMove(swap.state)
            shift, _ = _held(rows, swap.shift_id, swap.person_id)
            done = step(swap, shift)
            _write(rows, done, was=swap.state, by=by)
        return done

    def _span(self, swap_id: str) -> tuple[datetime, datetime]:
        """From the first start to the last end of the shifts it is about."""
        swap = self.book.swap(swap_id)
        ids = () if swap is None else (swap.shift_id, swap.other_shift_id)
        rows = [row for each in ids if each and (row := self.book.shift(each)) is not None]
        if not rows:
            raise NotThere(swap_id)
        return min(row.starts_at for row in rows), max(row.ends_at for row in rows)


def _swap(rows: RotaRows, swap_id: str) -> Swap:
    swap = rows.swap(swap_id)
    if swap is None:
        raise NotThere(swap_id)
    return swap


def _write(rows: RotaRows, swap: Swap, *, was: SwapState, by: str) -> None:
    if not rows.put_swap(swap, was=was, by=by):
        raise WrongSwapMove(was)


def _held(rows: RotaRows, shift_id: str, person_id: str | None) -> tuple[Shift, Duty]:
    """The shift as she holds it; raises NotThere when she does not. Leave does not take it from her."""
    row = rows.shift(shift_id)
    if row is not None:
        plan = replace(rows.plan(row.starts_at, row.ends_at), leaves=())
        for shift in resolve(plan).held[row.duty]:
            if shift.id == shift_id and shift.person_id == person_id:
                return shift, row.duty
    raise NotThere(shift_id)


def _found(held: tuple[Shift, ...], swap: Swap) -> Shift:
    for shift in held:
        if (shift.id, shift.person_id) == (swap.shift_id, swap.person_id):
            return shift
    raise WrongSwapMove(SwapState.EXPIRED)
