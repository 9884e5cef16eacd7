"""What every event has."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class AnyEvent:
    """`id` is given by the edge; the same id twice is the same event."""

    id: str
