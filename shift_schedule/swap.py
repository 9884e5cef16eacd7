"""A swap: one shift asked of somebody else, keyed to the shift and not to a span of time."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class SwapError(ValueError):
    """The swap makes no sense: approved without a taker or an instant, or with oneself."""


class SwapState(StrEnum):
    ASKED = "asked"
    ACCEPTED = "accepted"
    APPROVED = "approved"
    REFUSED = "refused"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Swap:
    """`person_id` gives `shift_id` away; `taker_id` takes it, answering in `taker_languages`.

    With `other_shift_id` it is an exchange: the giver works that shift of the taker's in return.
    Only an approved swap changes anybody's duty, from `decided_at` on record.
    Raises SwapError when it is accepted or approved without somebody to take it.
    """

    id: str
    shift_id: str
    person_id: str
    state: SwapState
    asked_at: datetime
    taker_id: str | None = None
    taker_languages: frozenset[str] = frozenset()
    other_shift_id: str | None = None
    decided_at: datetime | None = None

    def __post_init__(self) -> None:
        taken = self.state in {SwapState.ACCEPTED, SwapState.APPROVED}
        if taken and (self.taker_id is None or not self.taker_languages):
            raise SwapError("a swap that was accepted names its taker and her languages")
        if self.state is SwapState.APPROVED and self.decided_at is None:
            raise SwapError("an approved swap needs the instant of its decision")
        if self.taker_id == self.person_id:
            raise SwapError("nobody swaps with herself")
