"""Virtual time: what is to happen next, in the order of its instants, and how many there were."""

import heapq
from datetime import UTC, datetime, timedelta

START = datetime(2001, 1, 1, tzinfo=UTC)  # any instant does: nothing looks at the calendar


class Agenda:
    """Entries of one instant come in the order in which they were noted down."""

    def __init__(self) -> None:
        self.now = START
        self._entries: list[tuple[datetime, int, str, str]] = []
        self._number = 0

    def note(self, at: datetime, what: str, ref: str) -> None:
        self._number += 1
        heapq.heappush(self._entries, (at, self._number, what, ref))

    def note_in(self, seconds: float, what: str, ref: str) -> None:
        self.note(self.now + timedelta(seconds=seconds), what, ref)

    def next(self) -> tuple[str, str]:
        """What and about whom; time moves to its instant."""
        at, _, what, ref = heapq.heappop(self._entries)
        self.now = max(self.now, at)
        return what, ref

    def since_s(self, instant: datetime) -> float:
        return (self.now - instant).total_seconds()
