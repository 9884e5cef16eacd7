"""The figures of a simulation for a person to read."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from routing.erlang import Target
from routing.simulation.scenario import Scenario

_ROWS = {
    "p_wait": "callers who wait",
    "abandoned": "callers who give up",
    "mean_wait_s": "mean wait of all, s",
    "service_level_15s": "answered within 15 s",
    "service_level_20s": "answered within 20 s",
    "service_level_30s": "answered within 30 s",
    "occupancy": "counsellors' time in talk and wrap-up",
}


def table(scenario: Scenario, figures: Mapping[str, Any], targets: Sequence[Target]) -> str:
    return "\n".join(_lines(scenario, figures, targets))


def _lines(
    scenario: Scenario, figures: Mapping[str, Any], targets: Sequence[Target]
) -> Iterator[str]:
    if targets:
        asked = " and ".join(f"{100 * each.share:g} % in {each.within_s:.0f} s" for each in targets)
        yield f"{scenario.counsellors} counsellors answer {asked} of the calls offered."
    yield (
        f"{scenario.counsellors} counsellors, {scenario.calls_per_hour:g} calls an hour, "
        f"{scenario.calls} calls counted; shares are of the calls offered."
    )
    yield f"{'':<38}{'measured':>10}{'95 %':>10}{'floor':>10}{'Erlang-A':>10}"
    for name, words in _ROWS.items():
        width = (figures[f"{name}_ci95"][1] - figures[f"{name}_ci95"][0]) / 2
        yield (
            f"{words:<38}{_short(figures[name])}{'±' + _short(width).strip():>10}"
            f"{_short(figures['floor'][name])}{_short(figures['erlang_a'][name])}"
        )
    low, high = figures["abandoned_over_floor_ci95"]
    yield f"giving up, over the floor: {figures['abandoned_over_floor']:.3f} ({low:.3f} to {high:.3f})"
    wait_s = figures["erlang_c_wait_s"]
    without = "grows for ever" if wait_s is None else f"is {wait_s:.1f} s"
    yield f"If nobody ever hung up (Erlang C), the mean wait {without}."
    yield (
        f"{figures['decisions']} decisions, {figures['times_real_time']:,.0f} times as fast as life."
    )


def _short(value: float) -> str:
    return f"{value:>10.4f}" if abs(value) < 1 else f"{value:>10.3f}"
