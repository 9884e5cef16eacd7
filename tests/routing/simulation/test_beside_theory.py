"""The shipped decision does what theory says a line can do, within three standard errors."""

from dataclasses import replace

import pytest

from routing.erlang import ErlangA, RingAwareFloor
from routing.policy import Strategy
from routing.simulation.report import load_of, measured, report, theory
from routing.simulation.scenario import Kind
from tests.routing.simulation.days import POLICY, USUAL, a_day, a_scenario

_NAMES = list(theory(ErlangA(load_of(USUAL))))


@pytest.fixture(scope="module")
def usual() -> dict[str, tuple[float, float]]:
    """Value and standard error of each figure of a usual day."""
    found = measured(a_day(a_scenario(calls=8_000)).tally)
    return {name: (figure.value, figure.sigma) for name, figure in found.items()}


@pytest.mark.parametrize("name", _NAMES)
def test_without_a_ring_the_line_is_the_one_of_theory(
    name: str, usual: dict[str, tuple[float, float]]
) -> None:
    value, sigma = usual[name]

    assert 0 < sigma < 0.15 * value
    assert abs(value - theory(ErlangA(load_of(USUAL)))[name]) < 3 * sigma


def test_a_ring_costs_what_it_must_and_no_more() -> None:
    scenario = a_scenario(ring_s=5, calls=8_000)

    abandoned = a_day(scenario).tally.abandoned

    floor = RingAwareFloor(load_of(scenario), ring_s=5).abandoned
    assert abs(abandoned.value - floor) < 3 * abandoned.sigma
    assert abandoned.value > 1.1 * ErlangA(load_of(scenario)).abandoned


def test_somebody_who_walked_away_costs_no_more_than_her_own_chair() -> None:
    scenario = a_scenario(ring_s=5, walked_away=1, calls=8_000)

    abandoned = a_day(scenario).tally.abandoned

    of_eleven = RingAwareFloor(load_of(a_scenario(counsellors=11)), ring_s=5).abandoned
    assert abandoned.value < of_eleven + 3 * abandoned.sigma


def test_offers_that_are_missed_cost_the_callers_something() -> None:
    prompt, slow = (a_day(a_scenario(ring_s=5, misses=part, calls=4000)).tally for part in (0, 0.2))

    assert slow.mean_wait_s.value > prompt.mean_wait_s.value + 0.5
    assert slow.service_level(15).value < prompt.service_level(15).value


def test_short_and_long_calls_together_lose_about_as_many_as_calls_of_one_kind() -> None:
    scenario = a_scenario(short_share=0.5, short_s=60)

    abandoned = a_day(scenario).tally.abandoned

    assert scenario.long_s == 1140
    assert abandoned.value == pytest.approx(ErlangA(load_of(USUAL)).abandoned, abs=0.02)


def test_languages_that_only_some_speak_cost_the_callers_something() -> None:
    apart = a_scenario(
        calls=4000,
        languages={"kk": Kind(share=0.8, counsellors=4), "ru": Kind(share=0.2, counsellors=8)},
    )

    apart_s, usual_s = (
        a_day(each).tally.mean_wait_s.value for each in (apart, a_scenario(calls=4000))
    )

    assert apart_s > 1.5 * usual_s


def test_a_skill_that_only_some_have_costs_the_callers_who_need_it_something() -> None:
    rare = a_scenario(calls=3000, skills={"law": Kind(share=0.6, counsellors=4)})

    rare_s, usual_s = (
        a_day(each).tally.mean_wait_s.value for each in (rare, a_scenario(calls=3000))
    )

    assert rare_s > 1.2 * usual_s


@pytest.mark.parametrize("strategy", list(Strategy))
def test_no_order_among_equal_counsellors_keeps_callers_waiting(strategy: Strategy) -> None:
    scenario = a_scenario(calls=2000)

    wait = a_day(scenario, policy=replace(POLICY, strategy=strategy)).tally.mean_wait_s

    assert abs(wait.value - ErlangA(load_of(scenario)).mean_wait_s) < 3 * wait.sigma


def test_a_report_has_every_figure_with_its_interval_beside_it() -> None:
    scenario = a_scenario(calls=2000)

    figures = report(scenario, a_day(scenario))

    for name in _NAMES:
        low, high = figures[f"{name}_ci95"]
        assert low < figures[name] < high
        assert figures["floor"][name] == pytest.approx(figures["erlang_a"][name], abs=1e-12)
    low, high = figures["abandoned_over_floor_ci95"]
    assert low < figures["abandoned_over_floor"] < high
