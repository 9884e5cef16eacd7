"""Erlang A against what is known in closed form, and against callers who are really played out."""

import heapq
import math
from datetime import timedelta
from itertools import pairwise, product
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shift_schedule.erlang import Service, Standard, Traffic, heads_needed, service
from tests.shift_schedule.effort import instants

TARGET = timedelta(seconds=20)
GRID = list(product((6.0, 20.0, 34.0, 60.0), (-2, 0, 2), (30, 120, 300, 900, 1800)))


def traffic(calls: float, *, handle_s: float = 720, patience_s: float = 120) -> Traffic:
    return Traffic(
        calls_per_hour=calls,
        handle=timedelta(seconds=handle_s),
        patience=timedelta(seconds=patience_s),
    )


def played_out(asked: Traffic, heads: int, *, callers: int, chance: Random) -> Service:
    """Callers one by one: each waits for the first of `heads` to be free, or hangs up."""
    free_at = [0.0] * heads
    now = waited = 0.0
    in_time = gone = 0
    for _ in range(callers):
        now += chance.expovariate(asked.calls_per_hour / 3600)
        begin = max(now, free_at[0])
        patience = chance.expovariate(1 / asked.patience.total_seconds())
        if begin - now > patience:
            gone += 1
            waited += patience
            continue
        waited += begin - now
        in_time += begin - now <= TARGET.total_seconds()
        heapq.heapreplace(free_at, begin + chance.expovariate(1 / asked.handle.total_seconds()))
    return Service(
        answered_within=in_time / callers, abandoned=gone / callers, mean_wait_s=waited / callers
    )


@pytest.mark.parametrize(("calls", "more", "patience_s"), GRID[:: instants(12, 1)])
def test_shares_are_those_of_callers_who_are_played_out(
    calls: float, more: int, patience_s: int
) -> None:
    asked = traffic(calls, patience_s=patience_s)
    heads = max(1, round(calls * 0.2) + more)

    seen = played_out(asked, heads, callers=instants(60_000, 400_000), chance=Random(111))

    found = service(asked, heads, TARGET)
    assert found.answered_within == pytest.approx(seen.answered_within, abs=0.01)
    assert found.abandoned == pytest.approx(seen.abandoned, abs=0.01)
    assert found.mean_wait_s == pytest.approx(seen.mean_wait_s, rel=0.1, abs=0.5)


def test_endless_patience_gives_erlang_c() -> None:
    """8 Erlang and 10 people: P(wait) 0.4092 by Erlang's own formula; 3 min a call, 20 s target."""
    asked = traffic(160, handle_s=180, patience_s=1e7)
    blocked = 8**10 / math.factorial(10)
    wait = blocked * 5 / (sum(8**n / math.factorial(n) for n in range(10)) + blocked * 5)

    found = service(asked, 10, TARGET)

    assert found.answered_within == pytest.approx(1 - wait * math.exp(-2 * 20 / 180), abs=1e-4)


def test_no_patience_gives_the_lost_calls_of_erlang_b() -> None:
    asked = traffic(160, handle_s=180, patience_s=1e-4)
    terms = [8**n / math.factorial(n) for n in range(11)]

    assert service(asked, 10, TARGET).abandoned == pytest.approx(terms[10] / sum(terms), abs=1e-4)


def test_with_nobody_there_everybody_hangs_up() -> None:
    found = service(traffic(20), 0, TARGET)

    assert found.answered_within == 0
    assert found.abandoned == pytest.approx(1)


def test_without_calls_nobody_is_needed() -> None:
    assert service(traffic(0), 0, TARGET).abandoned == 0
    assert heads_needed(traffic(0), Standard()) == 0


@given(st.floats(0.1, 90), st.floats(20, 3600))
def test_one_person_more_never_serves_callers_worse(calls: float, patience_s: float) -> None:
    found = [service(traffic(calls, patience_s=patience_s), n, TARGET) for n in range(12)]

    for fewer, more in pairwise(found):
        assert more.answered_within >= fewer.answered_within - 1e-9
        assert more.abandoned <= fewer.abandoned + 1e-9


@given(st.floats(0.1, 60))
def test_the_heads_needed_meet_the_standard_and_one_fewer_does_not(calls: float) -> None:
    standard = Standard()
    heads = heads_needed(traffic(calls), standard)

    enough, fewer = (service(traffic(calls), n, standard.within) for n in (heads, heads - 1))
    assert (enough.answered_within, enough.abandoned) >= (0.8, 0)
    assert enough.abandoned <= 0.05
    assert heads == 1 or fewer.answered_within < 0.8 or fewer.abandoned > 0.05


@pytest.mark.parametrize(
    ("calls", "handle_s", "patience_s"), [(-1, 60, 60), (1, 0, 60), (1, 60, 0)]
)
def test_traffic_that_cannot_be_is_refused(
    calls: float, handle_s: float, patience_s: float
) -> None:
    with pytest.raises(ValueError, match=r"negative|positive"):
        traffic(calls, handle_s=handle_s, patience_s=patience_s)


@pytest.mark.parametrize(("share", "most"), [(1.0, 0.05), (-0.1, 0.05), (0.8, 0.0)])
def test_a_standard_nobody_could_meet_is_refused(share: float, most: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        Standard(share=share, most_abandoned=most)
