"""The theory against a worked sheet, and against what must be exact in it."""

import math

import pytest

from routing.erlang import (
    ErlangA,
    Load,
    RingAwareFloor,
    Target,
    counsellors_for,
    erlang_c_wait_s,
)

# n, P(wait), P(abandon), mean wait, occupancy, service level at 15 and 20 s: one call a minute, 600 s, 120 s.
SHEET = [
    (10, 0.3748, 0.1708, 20.50, 0.829, 0.6651, 0.6772),
    (11, 0.2894, 0.1236, 14.83, 0.797, 0.7459, 0.7563),
    (12, 0.2136, 0.0857, 10.28, 0.762, 0.8157, 0.8243),
    (13, 0.1502, 0.0567, 6.81, 0.726, 0.8728, 0.8794),
    (14, 0.1003, 0.0358, 4.29, 0.689, 0.9166, 0.9214),
    (15, 0.0636, 0.0214, 2.57, 0.652, 0.9482, 0.9514),
    (16, 0.0382, 0.0122, 1.46, 0.617, 0.9695, 0.9715),
]


def a_load(
    counsellors: int = 12,
    *,
    calls_per_s: float = 1 / 60,
    handle_s: float = 600,
    patience_s: float = 120,
) -> Load:
    return Load(
        counsellors=counsellors,
        calls_per_s=calls_per_s,
        handle_s=handle_s,
        patience_s=patience_s,
    )


@pytest.mark.parametrize("row", SHEET)
def test_the_line_is_the_one_of_the_worked_sheet(row: tuple[float, ...]) -> None:
    counsellors, p_wait, abandoned, mean_wait, occupancy, within_15, within_20 = row

    line = ErlangA(a_load(int(counsellors)))

    assert line.p_wait == pytest.approx(p_wait, abs=6e-5)
    assert line.abandoned == pytest.approx(abandoned, abs=6e-5)
    assert line.mean_wait_s == pytest.approx(mean_wait, abs=6e-3)
    assert line.occupancy == pytest.approx(occupancy, abs=6e-4)
    assert line.service_level(15) == pytest.approx(within_15, abs=6e-5)
    assert line.service_level(20) == pytest.approx(within_20, abs=6e-5)


@pytest.mark.parametrize(("times", "abandoned"), [(1.2, 0.157), (1.5, 0.267), (2, 0.418)])
def test_a_line_asked_too_much_loses_what_the_sheet_says(times: float, abandoned: float) -> None:
    line = ErlangA(a_load(calls_per_s=times / 60))

    assert line.abandoned == pytest.approx(abandoned, abs=6e-4)


def test_in_the_long_run_everybody_who_does_not_give_up_is_served() -> None:
    line = ErlangA(a_load())

    assert line.service_level(5000) == pytest.approx(1 - line.abandoned, abs=1e-9)
    assert line.service_level(0) == pytest.approx(1 - line.p_wait, abs=1e-12)
    assert line.service_level(-1) == 0


def test_the_closed_form_of_one_counsellor_agrees() -> None:
    load = a_load(1, calls_per_s=1 / 100, handle_s=60, patience_s=60)

    line = ErlangA(load)

    # Handle time and patience are equal, so the number present is Poisson with 0.6.
    assert line.p_wait == pytest.approx(1 - math.exp(-0.6), abs=1e-12)


def test_a_nations_line_is_worked_out_without_running_over() -> None:
    line = ErlangA(a_load(2000, calls_per_s=3.4))

    assert 0 < line.abandoned < 0.05
    assert line.service_level(20) > 0.9


def test_the_floor_of_a_ring_of_five_seconds_is_that_of_the_sheet() -> None:
    floor = RingAwareFloor(a_load(), ring_s=5)

    assert floor.abandoned == pytest.approx(0.1125, abs=6e-5)
    assert floor.mean_wait_s == pytest.approx(13.5, abs=0.05)
    assert floor.service_level(15) == pytest.approx(0.794, abs=6e-4)
    assert floor.service_level(20) == pytest.approx(0.802, abs=6e-4)


def test_without_a_ring_the_floor_is_the_line_itself() -> None:
    floor, line = RingAwareFloor(a_load(), ring_s=0), ErlangA(a_load())

    assert floor.abandoned == pytest.approx(line.abandoned, abs=1e-12)
    assert floor.mean_wait_s == pytest.approx(line.mean_wait_s, abs=1e-9)
    assert floor.occupancy == pytest.approx(line.occupancy, abs=1e-12)
    assert floor.p_wait == pytest.approx(line.p_wait, abs=1e-12)
    assert floor.service_level(20) == pytest.approx(line.service_level(20), abs=1e-12)


EMERGENCY = [Target(share=0.90, within_s=15), Target(share=0.95, within_s=20)]


@pytest.mark.parametrize(("ring_s", "counsellors"), [(0, 15), (5, 18)])
def test_the_emergency_standard_of_offered_calls_needs_so_many(
    ring_s: float, counsellors: int
) -> None:
    assert counsellors_for(EMERGENCY, a_load(1), ring_s=ring_s) == counsellors


def test_a_ring_longer_than_the_target_can_be_met_by_nobody() -> None:
    with pytest.raises(ValueError, match="no number"):
        counsellors_for(EMERGENCY, a_load(1), ring_s=16)


@pytest.mark.parametrize(("counsellors", "wait_s"), [(12, 134.8), (13, 57.1), (14, 26.1)])
def test_erlang_c_is_shown_for_comparison(counsellors: int, wait_s: float) -> None:
    assert erlang_c_wait_s(a_load(counsellors)) == pytest.approx(wait_s, abs=0.06)


def test_without_anybody_hanging_up_a_line_that_cannot_keep_up_waits_for_ever() -> None:
    assert erlang_c_wait_s(a_load(10)) == math.inf


@pytest.mark.parametrize(
    "wrong", [{"counsellors": 0}, {"calls_per_s": 0}, {"handle_s": -1}, {"patience_s": 0}]
)
def test_a_line_of_nobody_or_nothing_is_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=r"counsellor|above zero"):
        a_load(**wrong)  # type: ignore[arg-type]
