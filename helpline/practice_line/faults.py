"""Misbehaving on demand: each knob is a number of times, or a length of time."""

from dataclasses import dataclass, fields

_MOST = 100_000  # the carrier's error numbers are the largest that make sense
_ERROR_STATUSES = range(400, 600)


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
    rest_lag_s: float = 0.0  # how old the state is that the API shows of a call
    most_calls: int = 0  # at the same time; 0 is no limit

    def take(self, name: str) -> bool:
        """True if the fault is to be played now."""
        left: int = getattr(self, name)
        if left <= 0:
            return False
        setattr(self, name, left - 1)
        return True

    def set(self, wanted: dict[str, float]) -> None:
        """All of them or none: raises ValueError, in words."""
        unknown = wanted.keys() - {each.name for each in fields(self)}
        if unknown:
            raise ValueError(f"unknown faults: {', '.join(sorted(unknown))}")
        for name, value in wanted.items():
            if not 0 <= value <= _MOST:
                raise ValueError(f"{name} must be a number from 0 to {_MOST}")
        if wanted.get("rest_error_status", 500) not in _ERROR_STATUSES:
            raise ValueError("rest_error_status must be from 400 to 599")
        for name, value in wanted.items():
            setattr(self, name, value if name.endswith("_s") else int(value))
