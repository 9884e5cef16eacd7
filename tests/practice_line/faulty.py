"""Faults asked for by HTTP, and those that were played, as the journal has them."""

from typing import Any

from tests.practice_line.scene import Scene

TOKEN_HEADER = "I-Twilio-Idempotency-Token"


def ask_for(scene: Scene, **faults: Any) -> None:
    assert scene.control("POST", "/faults", faults) == (200, {"set": faults})


def played(scene: Scene) -> list[str]:
    return [each.fields["name"] for each in scene.line.journal("fault") if "name" in each.fields]


def knob(scene: Scene, name: str) -> dict[str, Any]:
    status, answer = scene.control("GET", "/faults")
    assert status == 200
    found: dict[str, Any] = answer["knobs"][name]
    return found
