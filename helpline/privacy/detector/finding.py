"""One piece of a text that may say who a child is."""

from dataclasses import dataclass

REFUSED = ("phone", "digits", "email", "handle", "link")
MARKED = ("name", "place", "school", "date")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """`start` and `end` count code points of the text; `end` is not part of it."""

    kind: str
    start: int
    end: int

    @property
    def refused(self) -> bool:
        return self.kind in REFUSED
