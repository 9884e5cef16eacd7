"""A simulated day beside what theory allows, as one mapping of plain numbers."""

from collections.abc import Mapping
from typing import Any

from routing.erlang import ErlangA, Load, RingAwareFloor, erlang_c_wait_s
from routing.simulation.run import Day
from routing.simulation.scenario import Scenario
from routing.simulation.tally import LONGEST_SHOWN_S, Figure, Tally

SERVICE_LEVELS_S = (15, 20, 30)


def load_of(scenario: Scenario) -> Load:
    """The counsellors who are really there; patience and handle time as they are on average."""
    return Load(
        counsellors=scenario.counsellors - scenario.walked_away,
        calls_per_s=scenario.calls_per_s,
        handle_s=scenario.handle_s,
        patience_s=scenario.patience_s,
    )


def theory(line: ErlangA | RingAwareFloor) -> Mapping[str, float]:
    levels = {f"service_level_{s}s": line.service_level(s) for s in SERVICE_LEVELS_S}
    return {
        "p_wait": line.p_wait,
        "abandoned": line.abandoned,
        "mean_wait_s": line.mean_wait_s,
        **levels,
        "occupancy": line.occupancy,
    }


def measured(tally: Tally) -> Mapping[str, Figure]:
    """Under the same names as `theory`."""
    levels = {f"service_level_{s}s": tally.service_level(s) for s in SERVICE_LEVELS_S}
    return {
        "p_wait": tally.p_wait,
        "abandoned": tally.abandoned,
        "mean_wait_s": tally.mean_wait_s,
        **levels,
        "occupancy": tally.occupancy,
    }


def report(scenario: Scenario, day: Day) -> Mapping[str, Any]:
    """Every measured figure with its 95 % interval beside it, under the same name with `_ci95`.

    `floor` allows for the ring and leaves out who has walked away; `abandoned_over_floor` is 1.0 when
    the line is as good as theory allows.
    """
    load = load_of(scenario)
    floor = theory(RingAwareFloor(load, ring_s=scenario.ring_s))
    found = measured(day.tally)
    over = found["abandoned"].value / floor["abandoned"]
    low, high = _interval(found["abandoned"])
    return {
        **_with_intervals(found),
        "floor": floor,
        "abandoned_over_floor": over,
        "abandoned_over_floor_ci95": [low / floor["abandoned"], high / floor["abandoned"]],
        "erlang_a": theory(ErlangA(load)),
        "erlang_c_wait_s": _finite(erlang_c_wait_s(load)),
        "counsellors": scenario.counsellors,
        "calls": scenario.calls,
        "simulated_s": day.lived_s,
        "decisions": day.steps,
    }


def _with_intervals(found: Mapping[str, Figure]) -> Mapping[str, Any]:
    both: dict[str, Any] = {}
    for name, figure in found.items():
        both[name] = figure.value
        both[f"{name}_ci95"] = _interval(figure)
    return both


def _interval(figure: Figure) -> list[float]:
    return [figure.value - figure.half_width, figure.value + figure.half_width]


def _finite(seconds: float) -> float | None:
    """JSON knows no infinity: None when the wait would grow for ever."""
    return seconds if seconds < float("inf") else None


def answered_within(tally: Tally) -> list[float]:
    """The share answered within 0, 1, 2 … `LONGEST_SHOWN_S` seconds, of all offered."""
    return [tally.service_level(second).value for second in range(LONGEST_SHOWN_S + 1)]
