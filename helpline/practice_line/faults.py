"""Misbehaving on demand: each knob is a number of times, or a length of time."""

from dataclasses import dataclass, fields


@dataclass(slots=True)
class Faults:
    """All off at first. A count goes down by one each time the fault is played."""

    drop_callbacks: int = 0
    duplicate_callbacks: int = 0
    delay_callbacks_s: float = 0.0
    wrong_signatures: int = 0
    rest_errors: int = 0
    rest_error_status: int = 500
    rest_error_code: int = 20500

    def take(self, name: str) -> bool:
        """True if the fault is to be played now."""
        left: int = getattr(self, name)
        if left <= 0:
            return False
        setattr(self, name, left - 1)
        return True

    def set(self, wanted: dict[str, float]) -> list[str]:
        """Sets the known knobs; gives back the names it does not know."""
        known = {each.name: each.type for each in fields(self)}
        for name, value in wanted.items():
            if name in known:
                setattr(self, name, float(value) if name.endswith("_s") else int(value))
        return [name for name in wanted if name not in known]
