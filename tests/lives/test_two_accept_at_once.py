"""One winner: two web processes are told at the same instant that somebody takes the call."""

from collections.abc import Callable, Iterator, Sequence

import pytest

from helpline.store.sql_store import SqlStore
from routing.events import Due, Event, TimerKind
from routing.result import Answer
from tests.lives.contest import Contest, Round, accept, open_contest
from tests.lives.rivals import Rivals, two_rivals

DONE, NOTHING = Answer.DONE, Answer.NOTHING
TOO_LATE, NOT_YOURS = Answer.TOO_LATE, Answer.NOT_YOURS
Moves = Sequence[Sequence[Event]]

# Each offer may be taken away as soon as it rings, so that a ring's end can meet its acceptance.
_RING_S = 0


@pytest.fixture
def contest(store: SqlStore) -> Contest:
    return open_contest(store, ring_s=_RING_S)


@pytest.fixture
def rivals(database_url: str) -> Iterator[Rivals]:
    with two_rivals(database_url, ring_s=_RING_S) as both:
        yield both


def _rounds(contest: Contest, often: int) -> int:
    """SQLite writes through to the disk at every commit: a fifth of the rounds there."""
    return often // 5 if contest.store.database.is_sqlite else often


def _race(
    contest: Contest, rivals: Rivals, now: Round, moves: Callable[[Round], Moves]
) -> tuple[Round, list[Answer], list[Answer], str | None]:
    """One round; the two processes change sides each time."""
    sides = slice(None, None, 1 if now.number % 2 else -1)
    one, two = moves(now)[sides]
    answers = rivals.at_once(one, two)[sides]
    winner = contest.winner(now)
    contest.hang_up(now)
    return now, answers[0], answers[1], winner


def test_of_two_who_accept_in_the_same_instant_one_has_the_call_and_the_other_is_told(
    contest: Contest, rivals: Rivals
) -> None:
    def both_are_rung(now: Round) -> Moves:
        return [accept(now.offer, now.rung)], [accept(now.next_offer, now.other)]

    for number in range(_rounds(contest, 1000)):
        now, mine, hers, winner = _race(
            contest, rivals, contest.ring_for_both(number), both_are_rung
        )

        assert sorted([*mine, *hers]) == [DONE, TOO_LATE]
        assert winner == (now.rung if mine == [DONE] else now.other)
    assert contest.written() == {(1, 1, 1, 1)}


def test_whoever_accepts_as_her_ring_ends_has_the_call_or_the_next_one_has_it(
    contest: Contest, rivals: Rivals
) -> None:
    def the_ring_ends(now: Round) -> Moves:
        end = Due(id=f"due:{now.offer}", kind=TimerKind.OFFER_EXPIRES, ref=now.offer)
        return [accept(now.offer, now.rung)], [end, accept(now.next_offer, now.other)]

    for number in range(_rounds(contest, 150)):
        now, mine, hers, winner = _race(contest, rivals, contest.ring(number), the_ring_ends)

        if mine == [DONE]:
            assert (hers, winner) == ([NOTHING, TOO_LATE], now.rung)
        else:
            assert (mine, hers, winner) == ([TOO_LATE], [DONE, DONE], now.other)
    assert contest.written() == {(1, 1, 1, 1)}


def test_somebody_elses_offer_never_wins_however_early_it_is_accepted(
    contest: Contest, rivals: Rivals
) -> None:
    def the_other_forges(now: Round) -> Moves:
        return [accept(now.offer, now.rung)], [accept(now.offer, now.other)]

    for number in range(_rounds(contest, 50)):
        now, mine, hers, winner = _race(contest, rivals, contest.ring(number), the_other_forges)

        assert (mine, hers, winner) == ([DONE], [NOT_YOURS], now.rung)
    assert contest.written() == {(1, 1, 1, 1)}


def test_two_browsers_of_one_person_take_the_call_once(contest: Contest, rivals: Rivals) -> None:
    def twice(now: Round) -> Moves:
        one, two = (accept(now.offer, now.rung, browser=each) for each in (1, 2))
        return [one], [two]

    for number in range(_rounds(contest, 50)):
        now, mine, hers, winner = _race(contest, rivals, contest.ring(number), twice)

        assert (mine, hers, winner) == ([DONE], [DONE], now.rung)
    assert contest.written() == {(1, 1, 1, 1)}


def test_the_same_click_sent_to_both_processes_is_one_event(
    contest: Contest, rivals: Rivals
) -> None:
    def once(now: Round) -> Moves:
        return [accept(now.offer, now.rung)], [accept(now.offer, now.rung)]

    for number in range(_rounds(contest, 50)):
        now, mine, hers, winner = _race(contest, rivals, contest.ring(number), once)

        assert (mine, hers, winner) == ([DONE], [DONE], now.rung)
    assert contest.written() == {(1, 1, 1, 1)}
