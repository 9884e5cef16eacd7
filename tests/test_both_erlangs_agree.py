"""Routing and the schedule know the same theory, each in words of its own: neither may know the other.

Two tellings are kept in step here, so that a plan is made for the line that the simulation shows.
"""

from datetime import timedelta

import pytest

from routing.erlang import ErlangA, Load
from shift_schedule.erlang import Traffic, service


@pytest.mark.parametrize("heads", [1, 3, 10, 12, 15, 40])
@pytest.mark.parametrize("calls_per_hour", [5.0, 60.0, 200.0])
@pytest.mark.parametrize(("handle_s", "patience_s"), [(600, 120), (300, 45), (900, 600)])
def test_both_give_the_same_service(
    heads: int, calls_per_hour: float, handle_s: int, patience_s: int
) -> None:
    load = Load(
        counsellors=heads,
        calls_per_s=calls_per_hour / 3600,
        handle_s=handle_s,
        patience_s=patience_s,
    )
    traffic = Traffic(
        calls_per_hour=calls_per_hour,
        handle=timedelta(seconds=handle_s),
        patience=timedelta(seconds=patience_s),
    )

    of_routing, of_schedule = ErlangA(load), service(traffic, heads, timedelta(seconds=20))

    assert of_schedule.abandoned == pytest.approx(of_routing.abandoned, abs=1e-9)
    assert of_schedule.mean_wait_s == pytest.approx(of_routing.mean_wait_s, abs=1e-6)
    assert of_schedule.answered_within == pytest.approx(of_routing.service_level(20), abs=1e-6)
