"""One figure: name, value, unit, goal, detail."""

from collections.abc import Mapping, Sequence
from typing import Any


def figure(name: str, value: float, unit: str, *, goal: str, detail: str) -> Mapping[str, Any]:
    shown = round(value, 3) if abs(value) < 100 else round(value)
    return {"name": name, "value": shown, "unit": unit, "goal": goal, "detail": detail}


def percentile(values: Sequence[float], part: float) -> float:
    """The value below which `part` of them lie; the nearest rank."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]
